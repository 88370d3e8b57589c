package org.reeflens.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;
import org.reeflens.track.MotFile;
import org.reeflens.track.TrackerConfig;
import org.reeflens.track.TrackerKind;

class TrackerTunerTest {

  private static final TrackerConfig FISH =
      new TrackerConfig(TrackerKind.BYTETRACK, TrackerKind.BYTETRACK.forFish(0.3));

  @Test
  void aClipOfFaintFishLowersTheConfidence() {
    List<TrackerConfig> candidates = TrackerTuner.random(FISH, TrackerTuner.usual(FISH), 60, 1);

    AtomicInteger tried = new AtomicInteger();
    TrackerTuning tuning = TrackerTuner.tune(candidates, List.of(swim("a", 0.22)), tried::set);

    // Starting at 0.3, no faint fish is ever followed.
    assertThat(tuning.before()).isZero();
    assertThat(tuning.after()).isGreaterThan(0.9);
    assertThat(tuning.chosen().settings().confidence().start()).isLessThan(0.22);
    // What has no part in it is as before.
    assertThat(tuning.chosen().settings().motion()).isEqualTo(FISH.settings().motion());
    assertThat(tuning.chosen().settings().life()).isEqualTo(FISH.settings().life());
    assertThat(tuning.leftOut()).isNull();
    assertThat(tuning.candidates()).isEqualTo(61);
    assertThat(tried).hasValue(61);
  }

  @Test
  void theSettingsBeforeStayWhereNoneIsBetter() {
    List<TrackerConfig> candidates =
        TrackerTuner.grid(
            FISH, List.of(Variation.among("life.lostSeconds", List.of(1.0, 2.0, 3.0))));

    TrackerTuning tuning =
        TrackerTuner.tune(candidates, List.of(swim("a", 0.9), swim("b", 0.8)), done -> {});

    // 2.0 is what it starts from.
    assertThat(candidates).hasSize(3);
    assertThat(tuning.chosen()).isEqualTo(FISH);
    assertThat(tuning.before()).isEqualTo(1);
    assertThat(tuning.leftOut()).isEqualTo(1);
  }

  @Test
  void aClipThatIsLeftOutHasNoSay() {
    // The bright clips alone give no reason to leave a confidence at which the faint one is lost.
    List<TrackerClip> clips = List.of(swim("bright", 0.9), swim("too", 0.9), swim("faint", 0.22));
    List<TrackerConfig> candidates =
        List.of(
            new TrackerConfig(TrackerKind.BYTETRACK, TrackerKind.BYTETRACK.forFish(0.6)),
            new TrackerConfig(TrackerKind.BYTETRACK, TrackerKind.BYTETRACK.forFish(0.2)));

    TrackerTuning tuning = TrackerTuner.tune(candidates, clips, done -> {});

    assertThat(tuning.chosen().settings().confidence().high()).isEqualTo(0.2);
    assertThat(tuning.chosen().settings().confidence().start()).isEqualTo(0.2);
    TrackerTuning.OfClip faint = tuning.clips().get(2);
    assertThat(faint.after()).isEqualTo(1);
    assertThat(faint.leftOut()).isZero();
    assertThat(tuning.leftOut()).isNotNull().isLessThan(tuning.after());
  }

  @ParameterizedTest
  @EnumSource(TrackerKind.class)
  void everyTrackerIsFittedAndTheSameSeedGivesTheSame(TrackerKind kind) throws IOException {
    TrackerConfig start = new TrackerConfig(kind, kind.forFish(0.6));
    List<TrackerClip> clips = List.of(golden("fish_sparse"));
    List<TrackerConfig> candidates = TrackerTuner.random(start, TrackerTuner.usual(start), 8, 3);

    TrackerTuning tuning = TrackerTuner.tune(candidates, clips, done -> {});

    assertThat(TrackerTuner.random(start, TrackerTuner.usual(start), 8, 3)).isEqualTo(candidates);
    assertThat(TrackerTuner.random(start, TrackerTuner.usual(start), 8, 4))
        .isNotEqualTo(candidates);
    assertThat(tuning.after()).isGreaterThanOrEqualTo(tuning.before()).isBetween(0.7, 1.0);
    assertThat(TrackerTuner.tune(List.of(tuning.chosen()), clips, done -> {}).before())
        .isCloseTo(tuning.after(), within(1e-12));
  }

  private static TrackerClip golden(String scene) throws IOException {
    Path folder = SharedData.path("golden/tracking").resolve(scene);
    return new TrackerClip(
        scene,
        MotFile.readTracks(folder.resolve("gt.txt")),
        MotFile.readDetections(folder.resolve("det.txt")),
        30);
  }

  /** Two fish that swim past, found with one confidence in each of twenty frames. */
  private static TrackerClip swim(String name, double confidence) {
    List<MotFile.Row> truth = new ArrayList<>();
    List<MotFile.Row> found = new ArrayList<>();
    for (int frame = 1; frame <= 20; frame++) {
      for (int fish = 1; fish <= 2; fish++) {
        Box box = Box.ofSize(10 + 2 * frame, 100 * fish, 40, 20);
        truth.add(MotFile.Row.of(frame, fish, box, 1));
        found.add(MotFile.Row.of(frame, MotFile.NO_TRACK, box, confidence));
      }
    }
    return new TrackerClip(name, truth, found, 5);
  }

  @Test
  void variationsAreReadFromText() {
    assertThat(Variation.of("life.lostSeconds=1..4"))
        .isEqualTo(Variation.between("life.lostSeconds", 1, 4))
        .hasToString("1.0..4.0");
    assertThat(Variation.of("life.minHits=2,3"))
        .isEqualTo(Variation.among("life.minHits", List.of(2.0, 3.0)))
        .hasToString("2.0,3.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"life.minHits", "=1,2", "life.minHits=", "life.minHits=a..b", "1..2"})
  void otherTextIsNoVariation(String text) {
    assertThatThrownBy(() -> Variation.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is no variation");
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    List<Variation> unknown = List.of(Variation.between("life.hits", 1, 2));
    assertThatThrownBy(() -> TrackerTuner.random(FISH, unknown, 5, 1))
        .hasMessageContaining("bytetrack has no setting 'life.hits'");
    List<Variation> range = List.of(Variation.between("life.lostSeconds", 1, 2));
    assertThatThrownBy(() -> TrackerTuner.grid(FISH, range)).hasMessageContaining("not the range");
    List<Variation> never = List.of(Variation.between("confidence.low", 0.8, 0.9));
    assertThatThrownBy(() -> TrackerTuner.random(FISH, never, 5, 1))
        .hasMessageContaining("no values were found that go together");
    List<Variation> many = new ArrayList<>();
    for (String name : FISH.numbers().keySet()) {
      many.add(Variation.among(name, List.of(0.1, 0.2, 0.3)));
    }
    assertThatThrownBy(() -> TrackerTuner.grid(FISH, many)).hasMessageContaining("more than 10000");
    assertThatThrownBy(() -> Variation.between("x", 2, 1)).hasMessageContaining("does not rise");
    assertThatThrownBy(() -> new TrackerClip("a", List.of(), List.of(), 5))
        .hasMessageContaining("a holds no true track");
    List<TrackerClip> blind = List.of(swim("a", 0.01));
    assertThatThrownBy(() -> TrackerTuner.tune(List.of(FISH), blind, done -> {}))
        .hasMessageContaining("no settings follow anything");
  }
}

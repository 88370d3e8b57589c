package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Appearance;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;
import org.reeflens.track.BotSortSettings.Look;

/** What {@link BotSort} adds to ByteTrack. */
class BotSortTest {
  private static final Appearance STRIPED = Appearance.of(new float[] {1, 0.1f, 0});
  private static final Appearance SPOTTED = Appearance.of(new float[] {0.1f, 0, 1});
  private static final BotSortSettings BLIND = BotSortSettings.forFish(0.3);
  private static final BotSortSettings LOOKING = BLIND.with(Look.forFish());

  @Test
  void thePaperTellsFalseBoxesOfASingleFrame() {
    BotSort tracker = BotSort.paper(30);
    tracker.update(0, List.of());
    assertThat(tracker.update(1 / 30.0, List.of(seen(50, STRIPED)))).hasSize(1);
    // Below the confidence that starts a track nothing is told.
    Detection doubtful = new Detection(Box.ofSize(300, 50, 40, 20), 0.65, 0);
    assertThat(tracker.update(2 / 30.0, List.of(doubtful))).isEmpty();
  }

  @Test
  void aFishThatComesOutAgainIsKnownByItsLook() {
    // Five seconds behind a rock, 60 pixels long: too long for motion, which forgets after two.
    assertThat(tracksAfterHiding(LOOKING, 110, STRIPED)).isEqualTo(1);
    assertThat(tracksAfterHiding(BLIND, 110, STRIPED)).isEqualTo(2);
  }

  @Test
  void anotherFishThatComesOutThereIsAnother() {
    assertThat(tracksAfterHiding(LOOKING, 110, SPOTTED)).isEqualTo(2);
  }

  @Test
  void aFishCannotHaveSwumAnyDistance() {
    // A size is 28 pixels, so five seconds are about 140.
    assertThat(tracksAfterHiding(LOOKING, 50 + 130, STRIPED)).isEqualTo(1);
    assertThat(tracksAfterHiding(LOOKING, 50 + 160, STRIPED)).isEqualTo(2);
  }

  @Test
  void theCamerasWayIsNotTheFishs() {
    BotSort tracker = new BotSort(LOOKING);
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 30; sample++) {
      boolean hidden = sample >= 5 && sample < 25;
      List<Detection> there = hidden ? List.of() : List.of(seen(50 + 20 * sample, STRIPED));
      points.addAll(tracker.update(sample * 0.2, there, Affine.shift(20, 0)));
    }
    assertThat(points).hasSize(10).extracting(TrackPoint::track).containsOnly(1);
  }

  @Test
  void afterTenSecondsALookIsForgotten() {
    BotSort tracker = new BotSort(LOOKING);
    List<TrackPoint> points = new ArrayList<>();
    for (double start : new double[] {0, 9, 21}) {
      for (int sample = 0; sample < 5; sample++) {
        points.addAll(tracker.update(start + sample * 0.2, List.of(seen(50, STRIPED))));
      }
    }
    assertThat(points)
        .extracting(TrackPoint::track)
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
  }

  @Test
  void looksDecideBetweenFishThatOverlap() {
    // Two fish side by side that change places between two frames.
    for (boolean looking : new boolean[] {true, false}) {
      BotSort tracker = new BotSort(looking ? LOOKING : BLIND);
      List<TrackPoint> points = new ArrayList<>();
      for (int sample = 0; sample < 8; sample++) {
        int swapped = sample < 4 ? 0 : 8;
        points.addAll(
            tracker.update(
                sample * 0.2, List.of(seen(50 + swapped, STRIPED), seen(58 - swapped, SPOTTED))));
      }
      assertThat(points).hasSize(16);
      assertThat(points)
          .filteredOn(p -> Objects.equals(p.detection().appearance(), STRIPED))
          .extracting(TrackPoint::track)
          .as("looking: %s", looking)
          .hasSize(8)
          .matches(tracks -> looking == (tracks.stream().distinct().count() == 1));
    }
  }

  @Test
  void refusesLooksThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Look(0.5, 1.5, 0, 0, 0))
        .withMessage("overlaps and differences must be 0 to 1: 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Look(0.5, 0.25, -1, 0, 0))
        .withMessage("not a time: -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Look(0.5, 0.25, 1, 0, -1))
        .withMessage("the speed must be 0 or more: -1.0");
    assertThat(Look.paper()).isEqualTo(new Look(0.5, 0.25, 0, 0, 0));
  }

  private static int tracksAfterHiding(BotSortSettings settings, double left, Appearance look) {
    BotSort tracker = new BotSort(settings);
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 34; sample++) {
      List<Detection> there =
          sample < 5
              ? List.of(seen(50, STRIPED))
              : sample < 29 ? List.of() : List.of(seen(left, look));
      points.addAll(tracker.update(sample * 0.2, there));
    }
    assertThat(points).hasSize(10);
    return (int) points.stream().mapToInt(TrackPoint::track).distinct().count();
  }

  private static Detection seen(double left, Appearance look) {
    return new Detection(Box.ofSize(left, 50, 40, 20), 0.9, 0).withAppearance(look);
  }
}

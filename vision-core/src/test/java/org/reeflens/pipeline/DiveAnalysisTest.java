package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.count.Period;
import org.reeflens.count.TaxonCount;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.RunMetrics;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.track.ByteTrack;
import org.reeflens.video.Dive;

/**
 * A whole analysis of a clip of which everything is known: ten frames a second, eight seconds; a
 * white square from the start to 6 s, a second one from 2 s to 5 s, a red one from 3 s to the end.
 */
@Timeout(60)
class DiveAnalysisTest {

  private static final int RATE = 10;
  private static final int FRAMES = 80;

  @TempDir private static Path folder;

  private static Path clip;

  @BeforeAll
  static void draw() throws IOException {
    clip = folder.resolve("squares.mkv");
    draw(clip);
  }

  static void draw(Path file) throws IOException {
    try (RawEncoder encoder =
        RawEncoder.open(file, 320, 180, FrameRate.of(RATE), Codec.lossless())) {
      for (int f = 0; f < FRAMES; f++) {
        encoder.write(frame(f));
      }
    }
  }

  private static byte[] frame(int f) {
    BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    square(g, f, 0, 60, Color.WHITE, 20);
    square(g, f, 20, 50, Color.WHITE, 80);
    square(g, f, 30, FRAMES, new Color(255, 40, 40), 140);
    g.dispose();
    byte[] rgb = new byte[320 * 180 * 3];
    for (int i = 0; i < 320 * 180; i++) {
      int pixel = picture.getRGB(i % 320, i / 320);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return rgb;
  }

  private static void square(Graphics2D g, int f, int from, int to, Color colour, int y) {
    if (f >= from && f < to) {
      g.setColor(colour);
      g.fillRect(20 + 2 * (f - from), y, 24, 24);
    }
  }

  @Test
  void everyTaxonIsCountedByItsRules() {
    Inventory inventory = analysis().run(Progress.none());

    TaxonCount all = inventory.counts().allFish().orElseThrow();
    assertThat(all.maxN().n()).isEqualTo(3);
    assertThat(all.maxN().time().seconds()).isEqualTo(3.0);
    assertThat(all.meanCount().mean()).isCloseTo((30 + 15 + 25) / 40.0, within(1e-9));
    assertThat(all.tracks()).isEqualTo(3);
    assertThat(inventory.counts().taxa()).hasSize(2);
    TaxonCount white = inventory.counts().taxa().get(0);
    assertThat(white.taxon()).isEqualTo(SquareDetector.WHITE);
    assertThat(white.maxN().n()).isEqualTo(2);
    assertThat(white.maxN().time().seconds()).isEqualTo(2.0);
    TaxonCount red = inventory.counts().taxa().get(1);
    assertThat(red.taxon()).isEqualTo(SquareDetector.RED);
    assertThat(red.firstArrival().time().seconds()).isEqualTo(3.0);
    assertThat(red.maxN().n()).isEqualTo(1);
  }

  @Test
  void eachPeriodHasItsMaxN() {
    Inventory inventory = analysis().period(4).run(Progress.none());

    assertThat(inventory.periods())
        .filteredOn(row -> row.maxN().taxon().equals(SquareDetector.WHITE))
        .extracting(
            row -> row.maxN().period(),
            row -> row.maxN().n(),
            row -> row.firstArrival().orElseThrow().time().seconds())
        .containsExactly(
            tuple(new Period(0, 8), 2, 0.0),
            tuple(new Period(0, 4), 2, 0.0),
            tuple(new Period(4, 8), 2, 4.0));
  }

  @Test
  void aTaxonThatIsNotThereInAPeriodCountsZero() {
    Inventory inventory = analysis().period(2).run(Progress.none());

    assertThat(inventory.periods())
        .filteredOn(row -> row.maxN().taxon().equals(SquareDetector.RED))
        .extracting(row -> row.maxN().n(), row -> row.meanCount().mean())
        .containsExactly(
            tuple(1, 25 / 40.0), tuple(0, 0.0), tuple(1, 0.5), tuple(1, 1.0), tuple(1, 1.0));
  }

  @Test
  void onlyThePeriodOfInterestCounts() {
    Inventory inventory = analysis().between(5, 8).run(Progress.none());

    assertThat(inventory.counts().allFish().orElseThrow().maxN().n()).isEqualTo(2);
    assertThat(inventory.counts().frames()).isEqualTo(15);
    assertThat(inventory.observations().samples().get(0).seconds()).isEqualTo(5.0);
  }

  @Test
  void aDiveOfTwoChaptersIsOneDive() {
    Dive dive = Dive.of(clip, clip);

    Inventory inventory = DiveAnalysis.of(dive).detector(new SquareDetector()).run(Progress.none());

    assertThat(inventory.counts().frames()).isEqualTo(80);
    assertThat(inventory.tracks().get(inventory.tracks().size() - 1).track().lastSeen().seconds())
        .isCloseTo(15.8, within(0.01));
  }

  @Test
  void eachTrackHasOnePictureOfItsAnimal() {
    List<Integer> tracks = new ArrayList<>();
    List<BufferedImage> pictures = new ArrayList<>();

    analysis()
        .evidence(
            (track, time, picture) -> {
              tracks.add(track);
              pictures.add(picture);
            })
        .run(Progress.none());

    assertThat(tracks).containsExactly(1, 2, 3);
    for (BufferedImage picture : pictures) {
      int centre = picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2);
      assertThat(centre >> 16 & 0xff).isGreaterThan(200);
    }
  }

  @Test
  void progressGoesFromStartToEnd() {
    List<Progress.State> states = new ArrayList<>();

    analysis().run(states::add);

    assertThat(states).hasSize(40);
    assertThat(states).extracting(Progress.State::doneSeconds).isSorted();
    assertThat(states.get(39).share()).isCloseTo(1, within(0.03));
  }

  @Test
  void aCancelledAnalysisKeepsWhatItCounted() {
    Progress impatient =
        new Progress() {
          private int samples;

          @Override
          public void at(State state) {
            samples = state.samples();
          }

          @Override
          public boolean cancelled() {
            return samples == 15;
          }
        };

    assertThatThrownBy(() -> analysis().run(impatient))
        .isInstanceOfSatisfying(
            AnalysisException.class,
            stopped -> {
              Inventory partial = stopped.partial().orElseThrow();
              assertThat(partial.counts().frames()).isEqualTo(15);
              assertThat(partial.counts().allFish().orElseThrow().maxN().n()).isEqualTo(2);
            })
        .hasMessageContaining("stopped on request after 2.8 s of the dive, in squares.mkv");
  }

  @Test
  void thePoolIsFullAfterwards() {
    Run run = run(analysis(), Progress.none());

    run.run();

    assertThat(run.pool().available()).isEqualTo(run.pool().capacity());
  }

  @Test
  void thePoolIsFullAfterAFailureToo() {
    DiveAnalysis failing =
        analysis()
            .evidence(
                (track, time, picture) -> {
                  throw new UncheckedIOException(new IOException("the disk is full"));
                });
    Run run = run(failing, Progress.none());

    assertThatThrownBy(run::run).hasStackTraceContaining("the disk is full");

    assertThat(run.pool().available()).isEqualTo(run.pool().capacity());
  }

  private static Run run(DiveAnalysis plan, Progress progress) {
    return new Run(
        plan,
        new RecordedDive(Dive.of(clip)),
        new SquareDetector(),
        null,
        ByteTrack.forFish(0.3),
        progress);
  }

  @Test
  void whatARunCostIsToldOnceAlsoWhenItFails() {
    List<RunMetrics> told = new ArrayList<>();
    analysis().metrics(told::add).run(Progress.none());

    RunMetrics cost = told.get(0);
    assertThat(told).hasSize(1);
    assertThat(cost.frames()).isEqualTo(40);
    assertThat(cost.stages().stream().map(RunMetrics.Stage::name))
        .containsExactly("decoding", "packing", "detecting", "analysing");
    // Of a stage's time none is counted twice, and the program worked at least as long as a stage.
    assertThat(cost.stages())
        .allSatisfy(
            stage -> {
              assertThat(stage.processorSeconds()).isPositive().isLessThan(cost.processorSeconds());
              assertThat(stage.waitedForWorkSeconds() + stage.waitedForRoomSeconds())
                  .isBetween(0.0, cost.wallSeconds());
            });
    assertThat(cost.queues()).hasSize(3);
    assertThat(cost.queues())
        .allSatisfy(queue -> assertThat(queue.meanItems()).isBetween(0.0, queue.capacity() + 1.0));

    DiveAnalysis failing = analysis().metrics(told::add);
    assertThatThrownBy(
            () ->
                failing
                    .evidence(
                        (track, time, picture) -> {
                          throw new IllegalStateException("no room");
                        })
                    .run(Progress.none()))
        .isInstanceOf(AnalysisException.class);
    assertThat(told).hasSize(2);
  }

  @Test
  void anAnalysisNeedsADetector() {
    assertThatThrownBy(() -> DiveAnalysis.of(Dive.of(clip)).run(Progress.none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("detector");
  }

  private static DiveAnalysis analysis() {
    return DiveAnalysis.of(Dive.of(clip)).detector(new SquareDetector());
  }
}

package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.count.MaxN;
import org.reeflens.count.Period;
import org.reeflens.frame.FrameTime;
import org.reeflens.survey.CountsSoFar;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.survey.Inventory;
import org.reeflens.video.Dive;
import org.reeflens.video.LiveStream;
import org.reeflens.video.StreamOptions;

/** The clip of {@link DiveAnalysisTest} as a stream gives what the file gives. */
@Timeout(180)
class StreamAnalysisTest {

  private static final StreamOptions EVERY_SAMPLE = StreamOptions.DEFAULT.withEverySample();

  @TempDir private static Path folder;
  private static Path clip;

  private final Map<FrameTime, BufferedImage> frames = new HashMap<>();
  private final List<Integer> tracks = new ArrayList<>();

  @BeforeAll
  static void draw() throws IOException {
    clip = folder.resolve("squares.mkv");
    DiveAnalysisTest.draw(clip);
  }

  private final EvidenceSink sink =
      new EvidenceSink() {
        @Override
        public void trackPicture(int track, FrameTime time, BufferedImage picture) {
          tracks.add(track);
        }

        @Override
        public void framePicture(FrameTime time, BufferedImage picture, double scale) {
          assertThat(scale).isEqualTo(1);
          frames.put(time, picture);
        }
      };

  private DiveAnalysis analysis(LiveStream stream) {
    return DiveAnalysis.of(stream).detector(new SquareDetector()).evidence(sink);
  }

  @Test
  void aStreamIsCountedAsItsFileIs() throws Exception {
    Inventory file =
        DiveAnalysis.of(Dive.of(clip)).detector(new SquareDetector()).run(Progress.none());
    List<CountsSoFar> told = new ArrayList<>();

    Inventory live;
    try (InputStream in = Files.newInputStream(clip);
        LiveStream stream = LiveStream.of(in, EVERY_SAMPLE, event -> {})) {
      live = analysis(stream).watcher(told::add).run(Progress.none());
    }

    assertThat(live.counts()).isEqualTo(file.counts());
    assertThat(live.periods()).isEqualTo(file.periods());
    assertThat(live.tracks()).isEqualTo(file.tracks());
    assertThat(live.observations().samples()).isEqualTo(file.observations().samples());
    assertThat(live.provenance().settings())
        .containsEntry("stream", "standard input")
        .containsEntry("samplesDropped", "0")
        .containsEntry("connections", "1")
        .containsEntry("periodOfInterest_s", "0 to 8");
    assertThat(tracks).containsExactly(1, 2, 3);
    assertThat(told).hasSize(40);
    assertThat(told).extracting(CountsSoFar::fishMaxN).isSorted();
    assertThat(told.get(39).fishMaxN()).isEqualTo(3);
    assertThat(told.get(39).fishNow()).isEqualTo(1);
    assertThat(told.get(39).taxa())
        .containsExactly(
            new CountsSoFar.OfTaxon(SquareDetector.WHITE, 0, 2),
            new CountsSoFar.OfTaxon(SquareDetector.RED, 1, 1));
  }

  @Test
  void theFrameOfEachMaxNIsKeptAsAPicture() throws Exception {
    Inventory live;
    try (InputStream in = Files.newInputStream(clip);
        LiveStream stream = LiveStream.of(in, EVERY_SAMPLE, event -> {})) {
      live = analysis(stream).run(Progress.none());
    }

    assertThat(frames.keySet())
        .containsExactlyInAnyOrderElementsOf(
            live.maxN().stream().map(MaxN::time).distinct().toList());
    // All three squares are in the frame of 3.0 s: white, white and red, from above.
    BufferedImage full =
        Objects.requireNonNull(frames.get(live.counts().allFish().orElseThrow().maxN().time()));
    assertThat(full.getRGB(20 + 60 + 12, 32) >> 8 & 0xff).isGreaterThan(200);
    assertThat(full.getRGB(20 + 20 + 12, 92) >> 8 & 0xff).isGreaterThan(200);
    assertThat(full.getRGB(20 + 12, 152) >> 16 & 0xff).isGreaterThan(200);
    assertThat(full.getRGB(20 + 12, 152) >> 8 & 0xff).isLessThan(90);
  }

  @Test
  void oneAnalysisGoesOnWhereTheOtherEnded() throws Exception {
    try (InputStream in = Files.newInputStream(clip);
        LiveStream stream = LiveStream.of(in, EVERY_SAMPLE, event -> {})) {
      Inventory first = analysis(stream).between(0, 4).run(Progress.none());
      Inventory second = analysis(stream).between(4, Double.POSITIVE_INFINITY).run(Progress.none());

      assertThat(first.counts().frames()).isEqualTo(20);
      assertThat(first.counts().period()).isEqualTo(new Period(0, 4));
      assertThat(second.counts().frames()).isEqualTo(20);
      assertThat(second.observations().samples().get(0).seconds()).isCloseTo(4.0, within(1e-9));
      assertThat(second.counts().period().toSeconds()).isCloseTo(8, within(1e-9));
      assertThat(second.counts().allFish().orElseThrow().maxN().n()).isEqualTo(3);
    }
  }

  @Test
  void aSlowAnalysisDropsSamplesAndSaysSo() throws Exception {
    try (InputStream in = Files.newInputStream(clip);
        LiveStream stream = LiveStream.of(in, StreamOptions.DEFAULT, event -> {})) {
      Inventory live =
          analysis(stream)
              .watcher(
                  counts -> {
                    try {
                      TimeUnit.MILLISECONDS.sleep(300);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  })
              .run(Progress.none());

      int analysed = live.counts().frames();
      assertThat(analysed).isLessThan(40);
      assertThat(live.provenance().settings())
          .containsEntry("samplesDropped", Integer.toString(40 - analysed));
      assertThat(live.provenance().decode().chapters().get(0).notes())
          .containsExactly(40 - analysed + " samples were dropped, because newer ones had come.");
    }
  }
}

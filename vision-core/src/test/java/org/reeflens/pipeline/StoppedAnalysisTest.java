package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.survey.Inventory;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.track.TrackPoint;
import org.reeflens.track.Tracker;
import org.reeflens.video.Dive;

/** What was counted is kept whatever fails; what was never seen is not counted as zero. */
@Timeout(60)
class StoppedAnalysisTest {

  private static final int RATE = 10;
  private static final int WIDTH = 64;
  private static final int HEIGHT = 64;

  @TempDir private static Path folder;

  private static Path clip;

  /** Twenty seconds; one white square, which is gone after two. */
  @BeforeAll
  static void draw() throws IOException {
    clip = folder.resolve("square.mkv");
    try (RawEncoder encoder =
        RawEncoder.open(clip, WIDTH, HEIGHT, FrameRate.of(RATE), Codec.lossless())) {
      for (int f = 0; f < 20 * RATE; f++) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int row = 20; row < 40 && f < 2 * RATE; row++) {
          Arrays.fill(rgb, 3 * (row * WIDTH + 20), 3 * (row * WIDTH + 40), (byte) 255);
        }
        encoder.write(rgb);
      }
    }
  }

  @Test
  void aFullDiskDoesNotCostTheCounts() {
    assertKept(analysis().evidence(fullDisk()), 70);
  }

  @Test
  void aFullDiskAtTheLastPictureDoesNotCostTheCounts() {
    assertKept(analysis().between(0, 4).evidence(fullDisk()), 20);
  }

  @Test
  void aTrackerThatFailsAtOnceLeavesNothing() {
    Tracker failing =
        new Tracker() {
          @Override
          public List<TrackPoint> update(
              double seconds, List<Detection> detections, Affine camera) {
            throw new IllegalStateException("lost count");
          }

          @Override
          public String describe() {
            return "none";
          }
        };

    assertThatThrownBy(() -> analysis().tracker(failing).run(Progress.none()))
        .isInstanceOfSatisfying(
            AnalysisException.class, stopped -> assertThat(stopped.partial()).isEmpty())
        .hasMessageContaining("lost count");
  }

  @Test
  void noFrameIsNoCountOfZero() {
    assertThatThrownBy(() -> analysis().between(1.01, 1.09).run(Progress.none()))
        .isInstanceOfSatisfying(
            AnalysisException.class, stopped -> assertThat(stopped.partial()).isEmpty())
        .hasMessageStartingWith(
            "No frame of square.mkv could be read between 1.01 s and 1.09 s of the dive: ");
  }

  @Test
  void aPeriodOfInterestAfterTheDiveIsRefusedAtOnce() {
    assertThatThrownBy(() -> analysis().between(30, 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begins at 30.0 s, but the dive ends at 20.0 s");
  }

  private static void assertKept(DiveAnalysis analysis, int leastFrames) {
    assertThatThrownBy(() -> analysis.run(Progress.none()))
        .isInstanceOfSatisfying(
            AnalysisException.class,
            stopped -> {
              Inventory partial = stopped.partial().orElseThrow();
              assertThat(partial.counts().frames())
                  .isEqualTo(partial.observations().samples().size())
                  .isBetween(leastFrames - 15, leastFrames);
              assertThat(partial.counts().allFish().orElseThrow().maxN().n()).isEqualTo(1);
            })
        .hasMessageContaining("the disk is full");
  }

  private static EvidenceSink fullDisk() {
    return (track, time, picture) -> {
      throw new UncheckedIOException("the disk is full", new IOException());
    };
  }

  private static DiveAnalysis analysis() {
    return DiveAnalysis.of(Dive.of(clip)).detector(new SquareDetector());
  }
}

package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.count.TaxonCount;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.survey.Inventory;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/**
 * A black clip of 20 s, ten frames a second, five of them sampled; a white square swims from 7.1 s
 * to 9.1 s, a dim one that the detector does not see from 14.1 s to 15.1 s.
 */
@Timeout(60)
class GateTest {

  private static final int FRAMES = 200;

  @TempDir private static Path folder;

  private static Path clip;

  @BeforeAll
  static void draw() throws IOException {
    clip = folder.resolve("visits.mkv");
    try (RawEncoder encoder = RawEncoder.open(clip, 320, 180, FrameRate.of(10), Codec.lossless())) {
      for (int f = 0; f < FRAMES; f++) {
        encoder.write(frame(f));
      }
    }
  }

  private static byte[] frame(int f) {
    BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    if (f > 70 && f <= 91) {
      g.setColor(Color.WHITE);
      g.fillRect(40 + 8 * (f - 70), 60, 24, 24);
    }
    if (f > 140 && f <= 151) {
      g.setColor(new Color(110, 110, 110));
      g.fillRect(40 + 16 * (f - 140), 60, 24, 24);
    }
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

  /** The times of the samples that were looked at, in tenths of a second. */
  private static List<Long> looks(AdaptiveSampling rule) throws InterruptedException {
    List<Long> looks = new ArrayList<>();
    try (Gate gate = new Gate(new SquareDetector(1), rule);
        VideoReader reader = Dive.of(clip).open(FrameSelection.perSecond(5), new FramePool(1))) {
      int before = 0;
      for (Frame next = reader.next(); next != null; next = reader.next()) {
        try (Frame frame = next) {
          gate.detect(gate.pack(List.of(frame)));
          if (gate.looks() > before) {
            looks.add(Math.round(frame.time().seconds() * 10));
          }
          before = gate.looks();
        }
      }
    }
    return looks;
  }

  @Test
  void everySecondUntilAnAnimalIsSeenAndThenEverySample() throws InterruptedException {
    List<Long> expected = new ArrayList<>();
    for (long t = 0; t < 80; t += 10) {
      expected.add(t);
    }
    // Seen at 8 s for the first time, last at 9 s; open until 11 s.
    for (long t = 80; t <= 110; t += 2) {
      expected.add(t);
    }
    for (long t = 120; t < 200; t += 10) {
      expected.add(t);
    }
    assertThat(looks(AdaptiveSampling.whereSeen())).isEqualTo(expected);
  }

  @Test
  void motionOpensAtOnceWhateverItIs() throws InterruptedException {
    List<Long> expected = new ArrayList<>();
    for (long t = 0; t < 72; t += 10) {
      expected.add(t);
    }
    for (long t = 72; t <= 110; t += 2) {
      expected.add(t);
    }
    for (long t = 120; t <= 140; t += 10) {
      expected.add(t);
    }
    for (long t = 142; t <= 170; t += 2) {
      expected.add(t);
    }
    expected.addAll(List.of(180L, 190L));
    assertThat(looks(AdaptiveSampling.whereMoving())).isEqualTo(expected);
  }

  @Test
  void aSampleNotLookedAtCountsAsEmptyAndIsTold() {
    Inventory all = analysis().run(Progress.none());
    Inventory some = analysis().adaptive(AdaptiveSampling.whereSeen()).run(Progress.none());

    TaxonCount every = all.counts().allFish().orElseThrow();
    TaxonCount sampled = some.counts().allFish().orElseThrow();
    assertThat(every.maxN().n()).isEqualTo(1);
    assertThat(sampled.maxN().n()).isEqualTo(1);
    assertThat(every.firstArrival().time().seconds()).isEqualTo(7.2);
    assertThat(sampled.firstArrival().time().seconds()).isEqualTo(8.0);
    // 10 samples from 7.2 s to 9 s, 6 from 8 s on, of 100 in both.
    assertThat(every.meanCount().mean()).isEqualTo(0.10);
    assertThat(sampled.meanCount().mean()).isEqualTo(0.06);
    assertThat(sampled.meanCount().frames()).isEqualTo(100);
    assertThat(some.provenance().settings().get("adaptiveSampling"))
        .isEqualTo(
            "every sample is looked at for 2.0 s after an animal was seen, else one in 1.0 s; a"
                + " sample not looked at counts as empty; looked at 32 of 100 samples");
    assertThat(all.provenance().settings()).doesNotContainKey("adaptiveSampling");
  }

  @Test
  void aDetectorOfSeveralFramesAtATimeIsRefused() {
    DiveAnalysis analysis =
        analysis().detector(new SquareDetector(2)).adaptive(AdaptiveSampling.whereSeen());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis.run(Progress.none()))
        .withMessage(
            "adaptive sampling decides frame by frame; open the detector with a batch of 1, not 2");
  }

  @Test
  void fewSamplesAreNotThinnedFurther() {
    DiveAnalysis analysis = analysis().samplesPerSecond(1).adaptive(AdaptiveSampling.whereSeen());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis.run(Progress.none()))
        .withMessageStartingWith("samples can be left out only where fish are followed: in video");
  }

  @Test
  void aMovingCameraShowsNoMotionOfAnimals() {
    DiveAnalysis analysis = analysis().movingCamera().adaptive(AdaptiveSampling.whereMoving());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis.run(Progress.none()))
        .withMessageStartingWith("everything moves before a camera that moves");
  }

  @Test
  void timesThatAreNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveSampling(0, 2, true))
        .withMessageEndingWith(": 0.0, 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveSampling(1, Double.NaN, true));
  }

  private static DiveAnalysis analysis() {
    return DiveAnalysis.of(Dive.of(clip)).detector(new SquareDetector(1));
  }
}

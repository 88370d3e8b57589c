package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.classify.Appearances;
import org.reeflens.classify.LinearHead;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.TestPackage;
import org.reeflens.survey.Inventory;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.track.ByteTrack;
import org.reeflens.track.ScoreBoost;
import org.reeflens.video.Dive;

/**
 * Squares that are hidden for four seconds, longer than a tracker reckons with their motion, known
 * again by the features of the tiny network, which are the pixels of their crops: a white one comes
 * out white, a second one comes out red.
 */
@Timeout(60)
class AppearanceAnalysisTest {

  private static final int FRAMES = 80;

  @TempDir private static Path folder;

  private static Path clip;
  private static Appearances looks;

  @BeforeAll
  static void draw() throws IOException {
    clip = folder.resolve("hidden.mkv");
    try (RawEncoder encoder = RawEncoder.open(clip, 320, 180, FrameRate.of(10), Codec.lossless())) {
      for (int f = 0; f < FRAMES; f++) {
        encoder.write(frame(f));
      }
    }
    Path head = folder.resolve("head.bin");
    new LinearHead(new float[1][18], new float[1]).write(head);
    looks =
        Appearances.open(
            TestPackage.tiny(folder.resolve("features"))
                .classifier(
                    Files.readAllBytes(head),
                    "{\"temperature\": {\"value\": 1, \"source\": \"test\"}, \"ranks\": {}}")
                .open(),
            SessionOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    looks.close();
  }

  private static byte[] frame(int f) {
    BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    if (f < 20 || f >= 60) {
      boolean before = f < 20;
      g.setColor(Color.WHITE);
      g.fillRect(before ? 40 : 60, 30, 24, 24);
      g.setColor(before ? Color.WHITE : Color.RED);
      g.fillRect(before ? 240 : 260, 130, 24, 24);
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

  private static DiveAnalysis analysis() {
    return DiveAnalysis.of(Dive.of(clip)).detector(new SquareDetector());
  }

  @Test
  void whatLooksTheSameKeepsItsNumber() {
    Inventory inventory = analysis().appearances(looks).run(Progress.none());

    // The white one as a whole; the other before and after.
    assertThat(inventory.tracks())
        .extracting(named -> named.track().detections())
        .containsExactlyInAnyOrder(20, 10, 10);
    assertThat(inventory.counts().allFish().orElseThrow().maxN().n()).isEqualTo(2);
    assertThat(inventory.provenance().settings().get("tracker"))
        .startsWith("BoT-SORT")
        .contains("rememberSeconds=10.0");
    assertThat(inventory.provenance().models())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("tiny:1.0.0")
        .endsWith("for appearance");
  }

  @Test
  void boostedConfidencesKeepTheLooks() {
    Inventory inventory =
        analysis().appearances(looks).boost(ScoreBoost.forFish()).run(Progress.none());
    assertThat(inventory.tracks()).hasSize(3);
  }

  @Test
  void unlessAskedLooksCountForNothing() {
    assertThat(analysis().run(Progress.none()).tracks()).hasSize(4);
  }

  @Test
  void aTrackerThatTakesNoLooksIsRefused() {
    DiveAnalysis analysis = analysis().appearances(looks).tracker(ByteTrack.forFish(0.3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis.run(Progress.none()))
        .withMessageStartingWith("this tracker makes nothing of how fish look: ByteTrack");
  }

  @Test
  void fewFramesASecondAreRefused() {
    DiveAnalysis analysis = analysis().appearances(looks).samplesPerSecond(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analysis.run(Progress.none()))
        .withMessageStartingWith("looks can count only where fish are followed: in video");
  }

  @Test
  void aModelWithoutFeaturesIsRefused() throws IOException {
    var detector = TestPackage.tiny(folder.resolve("detector")).open();
    assertThatThrownBy(() -> Appearances.open(detector, SessionOptions.DEFAULT))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("tiny:1.0.0 cannot tell how animals look: it gives no features");
  }
}

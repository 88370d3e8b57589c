package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.count.TaxonCount;
import org.reeflens.detect.MotionDetector;
import org.reeflens.survey.Inventory;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.track.Stationary;
import org.reeflens.video.Dive;

/**
 * A camera that pans over a dark speckled bed, four seconds of ten frames: a white square lies on
 * the bed, a red one swims along with the camera.
 */
@Timeout(120)
class MotionAnalysisTest {

  private static final int FRAMES = 40;
  private static final int PAN = 6;
  private static final BufferedImage BED = bed();

  @TempDir private static Path folder;

  private static Path clip;

  private static BufferedImage bed() {
    Random random = new Random(5);
    BufferedImage bed = new BufferedImage(320 + PAN * FRAMES, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = bed.createGraphics();
    for (int i = 0; i < 1200; i++) {
      g.setColor(new Color(random.nextInt(100), random.nextInt(100), random.nextInt(100)));
      g.fillOval(random.nextInt(bed.getWidth()), random.nextInt(180), 12, 8);
    }
    g.dispose();
    return bed;
  }

  @BeforeAll
  static void draw() throws IOException {
    clip = folder.resolve("pan.mkv");
    try (RawEncoder encoder = RawEncoder.open(clip, 320, 180, FrameRate.of(10), Codec.lossless())) {
      for (int f = 0; f < FRAMES; f++) {
        encoder.write(frame(f));
      }
    }
  }

  private static byte[] frame(int f) {
    BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.drawImage(BED, -PAN * f, 0, null);
    g.setColor(Color.WHITE);
    g.fillRect(280 - PAN * f, 30, 24, 24);
    g.setColor(new Color(255, 40, 40));
    g.fillRect(150, 130, 24, 24);
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
  void whatLiesOnTheBedIsLeftOutAndTold() {
    Inventory inventory =
        analysis().movingCamera().leaveOutStationary(Stationary.Rule.DEFAULT).run(Progress.none());

    assertThat(inventory.counts().rows())
        .extracting(TaxonCount::taxon)
        .contains(SquareDetector.RED)
        .doesNotContain(SquareDetector.WHITE);
    assertThat(inventory.counts().allFish().orElseThrow().maxN().n()).isEqualTo(1);
    assertThat(inventory.tracks()).hasSize(1);
    assertThat(inventory.observations().samples()).hasSize(20);
    assertThat(inventory.observations().size()).isEqualTo(20);
    Map<String, String> settings = inventory.provenance().settings();
    assertThat(settings.get("stationaryLeftOut"))
        .startsWith("1 of 2 tracks: track ")
        .contains(" from 0.0 s to 3.8 s in 20 frames about x 64, y 42");
    assertThat(settings.get("stationary"))
        .isEqualTo("left out if within a square of 0.5 of its length over 2.0 s or more");
    assertThat(settings.get("cameraMotion")).endsWith("0 times of 19");
  }

  /** To a camera taken for still, what swims along with it is what rests. */
  @Test
  void withoutTheCamerasMotionTheWrongOneIsLeftOut() {
    Inventory inventory =
        analysis().leaveOutStationary(Stationary.Rule.DEFAULT).run(Progress.none());
    assertThat(inventory.counts().taxa())
        .extracting(TaxonCount::taxon)
        .containsExactly(SquareDetector.WHITE);
  }

  @Test
  void nothingIsLeftOutUnlessAsked() {
    Inventory inventory = analysis().movingCamera().run(Progress.none());
    assertThat(inventory.tracks()).hasSize(2);
    assertThat(inventory.provenance().settings())
        .doesNotContainKeys("stationary", "stationaryLeftOut");
  }

  @Test
  void photosHaveNoCameraMotion() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (String name : new String[] {"a.png", "b.png"}) {
      ImageIO.write(BED.getSubimage(0, 0, 320, 180), "png", photos.resolve(name).toFile());
    }
    DiveAnalysis analysis =
        DiveAnalysis.of(Dive.of(photos)).detector(new SquareDetector()).movingCamera();
    assertThatThrownBy(() -> analysis.run(Progress.none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("photos show no camera motion");
  }

  @Test
  void photosCannotBeSearchedForMotion() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("two"));
    ImageIO.write(BED.getSubimage(0, 0, 320, 180), "png", photos.resolve("a.png").toFile());
    try (MotionDetector motion = MotionDetector.stillCamera()) {
      DiveAnalysis analysis = DiveAnalysis.of(Dive.of(photos)).detector(motion);
      assertThatThrownBy(() -> analysis.run(Progress.none()))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("needs the frames of a video in order");
    }
  }
}

package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code reeflens measure --mask}. */
class MeasureMaskTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_USHORT_GRAY
      })
  void theEndsOfAFishAreWritten(int type) throws IOException {
    Terminal ran = measure(fish(type, Color.WHITE));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("Snout at ").contains(" pixels, confidence 0.");
    List<String> lines = Files.readAllLines(folder.resolve("points.csv"));
    assertThat(lines).hasSize(2).first().isEqualTo("snout_x,snout_y,fork_x,fork_y,confidence");
    double[] row =
        Arrays.stream(lines.get(1).split(",")).mapToDouble(Double::parseDouble).toArray();
    assertThat(row[0]).as("snout_x").isCloseTo(40, within(1.0));
    assertThat(row[1]).as("snout_y").isCloseTo(75, within(2.0));
    assertThat(row[2]).as("fork_x").isCloseTo(240, within(1.0));
    assertThat(row[3]).as("fork_y").isCloseTo(75, within(1.0));
    assertThat(row[4]).as("confidence").isBetween(0.8, 1.0);
  }

  @Test
  void aMaskOfOnesIsAsGoodAsOneOf255() throws IOException {
    assertThat(measure(fish(BufferedImage.TYPE_BYTE_GRAY, Color.WHITE)).err()).isEmpty();
    String white = Files.readString(folder.resolve("points.csv"));
    BufferedImage ones = ImageIO.read(folder.resolve("mask.png").toFile());
    for (int i = 0; i < 300 * 150; i++) {
      ones.getRaster()
          .setSample(
              i % 300, i / 300, 0, Math.min(1, ones.getRaster().getSample(i % 300, i / 300, 0)));
    }
    assertThat(measure(ones).err()).isEmpty();
    assertThat(folder.resolve("points.csv")).hasContent(white);
  }

  @Test
  void whatIsNoMaskIsRefused() throws IOException {
    measure(new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_GRAY))
        .assertRefused("mask.png is an empty mask: it has no bright pixel");
    Files.writeString(folder.resolve("mask.png"), "no picture");
    measure().assertRefused("mask.png is no picture that can be read; give the mask as a PNG");
    byte[] half = Files.readAllBytes(png(fish(BufferedImage.TYPE_INT_RGB, Color.WHITE)));
    Files.write(folder.resolve("mask.png"), Arrays.copyOf(half, half.length / 3));
    measure().assertRefused("mask.png cannot be read as a picture");
    Files.delete(folder.resolve("mask.png"));
    measure().assertRefused("mask.png does not exist; name a mask picture");
    assertThat(folder.resolve("points.csv")).doesNotExist();
  }

  private Terminal measure(BufferedImage mask) throws IOException {
    png(mask);
    return measure();
  }

  private Path png(BufferedImage mask) throws IOException {
    ImageIO.write(mask, "png", folder.resolve("mask.png").toFile());
    return folder.resolve("mask.png");
  }

  private Terminal measure() {
    return Terminal.run(
        "measure",
        "--mask",
        folder.resolve("mask.png").toString(),
        "--out",
        folder.resolve("points.csv").toString());
  }

  /** An ellipse from x = 40 to 200, and a fin that widens to x = 249 with a notch to x = 240. */
  private static BufferedImage fish(int type, Color colour) {
    BufferedImage picture = new BufferedImage(300, 150, type);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(colour);
    pen.fillOval(40, 45, 160, 60);
    pen.fillPolygon(new int[] {180, 250, 240, 250}, new int[] {75, 45, 75, 105}, 4);
    pen.dispose();
    return picture;
  }
}

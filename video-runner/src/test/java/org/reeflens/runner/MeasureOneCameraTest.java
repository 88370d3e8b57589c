package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code reeflens measure} with one camera. */
class MeasureOneCameraTest {

  private static final String HEADER =
      "id,length_mm,standardError_mm,range_mm,rms_px,rms_mm,precision_pct,direction_deg,x_mm,y_mm,"
          + "z_mm,passed,reasons";

  @TempDir private Path folder;

  /** A fish of 200 pixels: half a millimetre to a pixel, so 100 mm. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lasers-mm=50 --dots=200,100,300,100|1.5811",
        "--ruler-mm=100 --ruler=0,0,200,0|1.0000",
        "--quadrat-mm=100x50 --corners=0,0,200,0,200,100,0,100|",
        "--distance-mm=700 --focal-px=1400|0.7071",
        "--distance-mm=700 --focal-px=1400 --known-sigma-mm=35|5.0498"
      })
  void aLengthIsWrittenWithItsError(String options, String error) throws IOException {
    Terminal ran = measure(points("fish,100,100,300,100"), options.split(" "));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("1 animals: 1 measured, 1 of them pass; in ")
        .contains("comes out too short: 1.5 % at 10 degrees, 6 % at 20, 13 % at 30.");
    List<String> lines = Files.readAllLines(folder.resolve("lengths.csv"));
    assertThat(lines).hasSize(2).first().isEqualTo(HEADER);
    String[] row = lines.get(1).split(",", -1);
    assertThat(row).startsWith("fish", "100.0000").endsWith("true", "");
    if (error != null) {
      assertThat(lines.get(1)).isEqualTo("fish,100.0000," + error + ",,,," + error + ",,,,,true,");
    }
  }

  @Test
  void laserDotsAreLookedForInThePicture() throws IOException {
    BufferedImage picture = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(new Color(20, 90, 110));
    pen.fillRect(0, 0, 400, 200);
    Path image = folder.resolve("photo.png");
    ImageIO.write(picture, "png", image.toFile());
    measure(points("fish,100,100,300,100"), "--lasers-mm=50", "--image=" + image)
        .assertRefused("no pair of laser dots was found; click them and give --dots x,y,x,y");

    pen.setColor(new Color(255, 40, 60));
    pen.fillRect(148, 98, 5, 5);
    pen.fillRect(248, 98, 5, 5);
    pen.dispose();
    ImageIO.write(picture, "png", image.toFile());
    Terminal ran = measure(points("fish,100,100,300,100"), "--lasers-mm=50", "--image=" + image);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("Laser dots at 150.0, 100.0 and 250.0, 100.0.");
    assertThat(Files.readAllLines(folder.resolve("lengths.csv")).get(1))
        .startsWith("fish,100.0000,");
  }

  @Test
  void whatIsTooUnsureDoesNotPassAndKeepsItsNumbers() throws IOException {
    Terminal ran =
        measure(
            points("near,100,100,105,100", "same,7,7,7,7"), "--ruler-mm=100", "--ruler=0,0,200,0");
    assertThat(ran.exitCode()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("lengths.csv"));
    assertThat(lines.get(1))
        .startsWith("near,2.5000,")
        .contains(",false,precision 28.3 over 10.0 %");
    assertThat(lines.get(2)).isEqualTo("same,,,,,,,,,,,false,snout and fork are the same point");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lasers-mm=50|lasers need their dots",
        "--lasers-mm=50 --dots=1,2,3|--dots: each place needs x and y",
        "--lasers-mm=50 --dots=1,2,3,4,5,6|--dots takes 2 places, not 3",
        "--lasers-mm=50 --dots=1,2,3,3|too near to tell a scale",
        "--lasers-mm=-50 --dots=1,2,300,3|the distance of the lasers must be above 0 mm",
        "--ruler-mm=50|--ruler is missing",
        "--ruler-mm=50 --distance-mm=3|give one of --lasers-mm",
        "--quadrat-mm=50 --corners=0,0,9,0,9,9,0,9|--quadrat-mm takes two sides, such as 500x500",
        "--quadrat-mm=50x50 --corners=0,0,99,99,99,0,0,99|give them in order around it",
        "--distance-mm=500|--distance-mm needs --focal-px",
        "--distance-mm=500 --focal-px=0|must be above 0"
      })
  void badScalesAreRefused(String options, String named) throws IOException {
    measure(points("fish,100,100,300,100"), options.split(" ")).assertRefused(named);
    assertThat(folder.resolve("lengths.csv")).doesNotExist();
  }

  @Test
  void lasersCalibratedOverTooShortARangeAreRefused() throws IOException {
    Path lasers =
        Files.writeString(
            folder.resolve("lasers.csv"), "range_mm,spacing_mm\n500,50\n700,50\n900,50\n");
    measure(
            points("fish,100,100,300,100"),
            "--laser-calibration=" + lasers,
            "--dots=200,100,300,100")
        .assertRefused("lasers.csv holds 3 ranges over 0.40 m");
  }

  private Path points(String... rows) throws IOException {
    return Files.writeString(
        folder.resolve("points.csv"), "id,x1,y1,x2,y2\n" + String.join("\n", rows) + "\n");
  }

  private Terminal measure(Path points, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "measure",
                "--points",
                points.toString(),
                "--out",
                folder.resolve("lengths.csv").toString()));
    arguments.addAll(List.of(options));
    return Terminal.run(arguments.toArray(String[]::new));
  }
}

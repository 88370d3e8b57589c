package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.geometry.Point;

/** Lengths from one picture. */
class OneCameraTest {

  private static final Point SNOUT = new Point(100, 200);
  private static final Point FORK = new Point(400, 240);
  private static final double PIXELS = Math.hypot(300, 40);

  @TempDir private Path folder;

  @Test
  void twoDotsTellMillimetresToAPixel() {
    UniformScale scale = UniformScale.between(new Point(200, 210), new Point(280, 210), 100, 1, 1);
    PictureLength length = scale.measure(SNOUT, FORK);
    assertThat(length.lengthMm()).isCloseTo(100 * PIXELS / 80, within(1e-9));
    // The dots' pixels, the lasers, and the fish's pixels.
    double share = Math.sqrt(2.0 / 80 / 80 + 0.01 * 0.01 + 2 / PIXELS / PIXELS);
    assertThat(length.precisionPercent()).isCloseTo(100 * share, within(1e-9));
  }

  @Test
  void aKnownDistanceTellsThemByTheFocalLength() {
    PictureLength length = UniformScale.at(2000, 40, 1400, 1).measure(SNOUT, FORK);
    assertThat(length.lengthMm()).isCloseTo(PIXELS * 2000 / 1400, within(1e-9));
    assertThat(length.precisionPercent())
        .isCloseTo(100 * Math.sqrt(0.02 * 0.02 + 2 / PIXELS / PIXELS), within(1e-9));
  }

  @Test
  void aQuadratSeenAtAnAngleMeasuresInItsPlane() {
    // A camera 2 m off looks 35 degrees down a plane; a fish of 300 mm lies in it.
    double tilt = Math.toRadians(35);
    List<Point> corners =
        List.of(
            seen(-250, -250, tilt),
            seen(250, -250, tilt),
            seen(250, 250, tilt),
            seen(-250, 250, tilt));
    PlaneScale scale = new PlaneScale(corners, 500, 500, 1);
    assertThat(scale.measure(seen(-100, 30, tilt), seen(140, 210, tilt)).lengthMm())
        .isCloseTo(300, within(1e-6));
    assertThat(scale.measure(seen(400, 100, tilt), seen(400, -200, tilt)).lengthMm())
        .as("beside the quadrat, in its plane")
        .isCloseTo(300, within(1e-6));
  }

  /** Points and corners jittered as the scale is told: the spread is the stated error. */
  @Test
  void theStandardErrorsAreThoseOfJitteredPoints() {
    double tilt = Math.toRadians(35);
    List<Point> corners =
        List.of(
            seen(-250, -250, tilt),
            seen(250, -250, tilt),
            seen(250, 250, tilt),
            seen(-250, 250, tilt));
    List<Point> fish = List.of(seen(-100, 30, tilt), seen(140, 210, tilt));
    spread(
        new PlaneScale(corners, 500, 500, 0.7).measure(fish.get(0), fish.get(1)),
        random ->
            new PlaneScale(
                    corners.stream().map(corner -> jittered(corner, random)).toList(),
                    500,
                    500,
                    0.7)
                .measure(jittered(fish.get(0), random), jittered(fish.get(1), random)));
    Point one = new Point(200, 210);
    Point other = new Point(280, 210);
    spread(
        UniformScale.between(one, other, 100, 2, 0.7).measure(SNOUT, FORK),
        random ->
            UniformScale.between(
                    jittered(one, random),
                    jittered(other, random),
                    100 + 2 * random.nextGaussian(),
                    2,
                    0.7)
                .measure(jittered(SNOUT, random), jittered(FORK, random)));
  }

  private static void spread(PictureLength stated, Function<Random, PictureLength> draw) {
    Random random = new Random(8);
    int within = 0;
    double squares = 0;
    for (int i = 0; i < 4000; i++) {
      double error = draw.apply(random).lengthMm() - stated.lengthMm();
      squares += error * error / 4000;
      within += Math.abs(error) <= stated.standardErrorMm() ? 1 : 0;
    }
    assertThat(Math.sqrt(squares) / stated.standardErrorMm()).isCloseTo(1, within(0.05));
    assertThat(within / 4000.0).isCloseTo(0.683, within(0.03));
  }

  private static Point jittered(Point place, Random random) {
    return new Point(
        place.x() + 0.7 * random.nextGaussian(), place.y() + 0.7 * random.nextGaussian());
  }

  /** A place of a plane, mm, turned about the x axis and 2 m off, by a focal length of 1200 px. */
  private static Point seen(double x, double y, double tilt) {
    double depth = 2000 + y * Math.sin(tilt);
    return new Point(640 + 1200 * x / depth, 360 + 1200 * y * Math.cos(tilt) / depth);
  }

  @Test
  void whatTellsNoScaleIsRefused() {
    assertThatExceptionOfType(MeasureException.class)
        .isThrownBy(() -> UniformScale.between(SNOUT, new Point(102, 200), 100, 0, 1))
        .withMessage("the two places of the scale are 2.0 pixels apart, too near to tell a scale");
    List<Point> crossed =
        List.of(new Point(0, 0), new Point(100, 100), new Point(100, 0), new Point(0, 100));
    assertThatExceptionOfType(MeasureException.class)
        .isThrownBy(() -> new PlaneScale(crossed, 500, 500, 1))
        .withMessageContaining("give them in order around it");
    assertThatExceptionOfType(MeasureException.class)
        .isThrownBy(() -> UniformScale.at(2000, 0, 1400, 1).measure(SNOUT, SNOUT))
        .withMessage("snout and fork are the same point");
    List<Point> steep =
        List.of(new Point(0, 0), new Point(300, 0), new Point(200, 50), new Point(100, 50));
    assertThatExceptionOfType(MeasureException.class)
        .isThrownBy(
            () -> new PlaneScale(steep, 500, 500, 1).measure(SNOUT, new Point(150, 900)).lengthMm())
        .withMessageContaining("behind the horizon");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, -0.0152", "20, -0.0603", "30, -0.1340"})
  void aTurnedFishComesOutTooShort(double degrees, double share) {
    assertThat(PictureScale.foreshortening(degrees)).isCloseTo(share, within(1e-4));
  }

  @Test
  void lasersAreCalibratedOverARange() throws IOException {
    // Parallel but for 2 mm a metre, and half a millimetre of noise.
    Path file = table("500,100.5", "1000,100.5", "1500,102.5", "2000,102.5");
    LaserCalibration calibration = LaserCalibration.read(file);
    assertThat(calibration.spacingMm()).isCloseTo(101.5, within(1e-9));
    // Slope 1.6 mm/m over 1.5 m; residuals 0.2, -0.6, 0.6, -0.2.
    assertThat(calibration.sigmaMm()).isCloseTo(Math.sqrt(0.8 / 2 + 2.4 * 2.4 / 12), within(1e-9));
  }

  @Test
  void lasersCalibratedOverLessThan60CmAreRefused() throws IOException {
    Path near = table("500,100", "700,100", "1099,100");
    assertThatIOException()
        .isThrownBy(() -> LaserCalibration.read(near))
        .withMessageEndingWith(
            "holds 3 ranges over 0.60 m; lasers must be calibrated at three ranges or more over"
                + " 0.6 m at least");
    Path two = table("500,100", "1500,100");
    assertThatIOException().isThrownBy(() -> LaserCalibration.read(two));
    assertThat(LaserCalibration.read(table("500,100", "700,100", "1100,100")).spacingMm())
        .isCloseTo(100, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"red, 1", "red, 2", "green, 3", "green, 4"})
  void laserDotsAreFoundByColourAndPairing(String colour, long seed) {
    BufferedImage picture = reef(seed);
    Point one = new Point(211.3, 150.8);
    Point other = new Point(292.6, 148.1);
    dot(picture, one, colour.equals("red") ? Color.RED : Color.GREEN);
    dot(picture, other, colour.equals("red") ? Color.RED : Color.GREEN);
    LaserDots dots = LaserDots.in(picture);
    assertThat(distance(dots.left(), one)).isLessThan(0.7);
    assertThat(distance(dots.right(), other)).isLessThan(0.7);
  }

  @Test
  void withoutTwoLikeDotsTheyMustBeClicked() {
    BufferedImage picture = reef(5);
    assertThatExceptionOfType(MeasureException.class)
        .isThrownBy(() -> LaserDots.in(picture))
        .withMessage("no pair of laser dots was found; click them");
    dot(picture, new Point(200, 100), Color.RED);
    assertThatExceptionOfType(MeasureException.class).isThrownBy(() -> LaserDots.in(picture));
    dot(picture, new Point(280, 100), Color.RED);
    dot(picture, new Point(240, 200), Color.RED);
    assertThatExceptionOfType(MeasureException.class)
        .isThrownBy(() -> LaserDots.in(picture))
        .withMessage("more than two spots look like laser dots; click the two that are");
  }

  /** Blue-green water with brown and grey patches and noise. */
  private static BufferedImage reef(long seed) {
    BufferedImage picture = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(new Color(40, 110, 130));
    pen.fillRect(0, 0, 480, 320);
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      int light = 40 + random.nextInt(90);
      pen.setColor(new Color(light, light * 9 / 10, light * 7 / 10));
      pen.fillOval(
          random.nextInt(480),
          random.nextInt(320),
          10 + random.nextInt(90),
          8 + random.nextInt(50));
    }
    pen.dispose();
    for (int y = 0; y < 320; y++) {
      for (int x = 0; x < 480; x++) {
        Color under = new Color(picture.getRGB(x, y));
        picture.setRGB(
            x,
            y,
            new Color(
                    noisy(under.getRed(), random),
                    noisy(under.getGreen(), random),
                    noisy(under.getBlue(), random))
                .getRGB());
      }
    }
    return picture;
  }

  private static int noisy(int value, Random random) {
    return Math.max(0, Math.min(255, value + (int) (6 * random.nextGaussian())));
  }

  /** A dot as a laser makes it: burnt to white in the middle, coloured around. */
  private static void dot(BufferedImage picture, Point place, Color colour) {
    for (int y = (int) place.y() - 7; y <= place.y() + 7; y++) {
      for (int x = (int) place.x() - 7; x <= place.x() + 7; x++) {
        double away = Math.hypot(x - place.x(), y - place.y());
        Color under = new Color(picture.getRGB(x, y));
        Color light = away < 2 ? Color.WHITE : colour;
        double share = Math.max(0, Math.min(1, (6 - away) / 3));
        picture.setRGB(
            x,
            y,
            new Color(
                    mixed(under.getRed(), light.getRed(), share),
                    mixed(under.getGreen(), light.getGreen(), share),
                    mixed(under.getBlue(), light.getBlue(), share))
                .getRGB());
      }
    }
  }

  private static int mixed(int under, int light, double share) {
    return (int) Math.round(under + share * (light - under));
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private Path table(String... rows) throws IOException {
    return Files.writeString(
        folder.resolve("lasers.csv"), "range_mm,spacing_mm\n" + String.join("\n", rows) + "\n");
  }
}

package org.reeflens.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reeflens.SharedData;
import org.reeflens.frame.PictureFrame;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;

/** Camera motion of real pictures that were moved by a known amount. */
class CameraMotionTest {

  /** Part of a moved picture that is cut off on each side, so that no border comes into view. */
  private static final double MARGIN = 0.12;

  /** One real picture of each habitat and camera: 360 by 202 and 640 by 360 pixels. */
  private static final List<String> PICTURES =
      List.of(
          "detect/deepfish/test/images/7398_F1_f000001.jpg",
          "detect/seagrass/test/images/10C1_Luderick_1.mov_5fps_000001.jpg");

  private final CameraMotion motion = new CameraMotion();

  @AfterEach
  void close() {
    motion.close();
  }

  static Stream<Arguments> motions() {
    List<Affine> motions =
        List.of(
            Affine.identity(),
            Affine.shift(3, 0),
            Affine.shift(-7.5, 4.25),
            Affine.shift(25, -11),
            similarity(Math.toRadians(2), 1),
            similarity(0, 1.06),
            similarity(Math.toRadians(-4), 0.95).then(Affine.shift(9, 5)));
    return PICTURES.stream()
        .flatMap(picture -> motions.stream().map(truth -> Arguments.of(picture, truth)));
  }

  /** About the upper left corner, as numbers of a picture are. */
  private static Affine similarity(double turn, double zoom) {
    double cos = zoom * Math.cos(turn);
    double sin = zoom * Math.sin(turn);
    return new Affine(cos, -sin, 0, sin, cos, 0);
  }

  @ParameterizedTest
  @MethodSource("motions")
  void aKnownMotionIsFoundToAFifthOfAPixel(String file, Affine aboutCentre) throws IOException {
    BufferedImage picture = read(file);
    Affine truth = aboutCentre(aboutCentre, picture);

    motion.estimate(inner(picture), List.of());
    Affine found = motion.estimate(inner(moved(picture, truth)), List.of()).orElseThrow();

    assertThat(error(found, inInner(truth, picture), picture)).isLessThan(0.2);
  }

  @Test
  void theModelOfSixNumbersFindsAShear() throws IOException {
    BufferedImage picture = read(PICTURES.get(1));
    Affine truth = aboutCentre(new Affine(1.03, 0.05, 2, -0.01, 0.96, 1), picture);
    try (CameraMotion affine = new CameraMotion(CameraMotion.Model.AFFINE)) {
      affine.estimate(inner(picture), List.of());
      Affine found = affine.estimate(inner(moved(picture, truth)), List.of()).orElseThrow();
      assertThat(error(found, inInner(truth, picture), picture)).isLessThan(0.3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStillPictureGivesTheIdentity(CameraMotion.Model model) throws IOException {
    PictureFrame frame = new PictureFrame(read(PICTURES.get(0)));
    try (CameraMotion still = new CameraMotion(model)) {
      still.estimate(frame, List.of());
      Affine found = still.estimate(frame, List.of()).orElseThrow();
      assertThat(found.apply(new Point(0, 0)).x()).isCloseTo(0, within(1e-4));
      assertThat(found.apply(new Point(359, 201)).x()).isCloseTo(359, within(1e-4));
      assertThat(found.apply(new Point(359, 201)).y()).isCloseTo(201, within(1e-4));
    }
  }

  @Test
  void theFirstPictureHasNoMotion() throws IOException {
    assertThat(motion.estimate(new PictureFrame(read(PICTURES.get(0))), List.of())).isEmpty();
  }

  @Test
  void aPictureOfAnotherSizeStartsAnew() throws IOException {
    motion.estimate(new PictureFrame(read(PICTURES.get(0))), List.of());
    PictureFrame other = new PictureFrame(read(PICTURES.get(1)));
    assertThat(motion.estimate(other, List.of())).isEmpty();
    assertThat(motion.estimate(other, List.of())).isPresent();
  }

  @Test
  void aFlatPictureTellsNothing() {
    BufferedImage flat = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 3; i++) {
      assertThat(motion.estimate(new PictureFrame(flat), List.of())).isEmpty();
    }
  }

  @Test
  void noiseTellsNothing() {
    Random random = new Random(7);
    for (int i = 0; i < 5; i++) {
      BufferedImage noise = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 320 * 180; p++) {
        noise.setRGB(p % 320, p / 320, 0x010101 * (110 + random.nextInt(30)));
      }
      assertThat(motion.estimate(new PictureFrame(noise), List.of())).isEmpty();
    }
  }

  /** Half of the picture is one school that swims against the camera's motion. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void animalsDoNotCountAsTheScene(boolean told) throws IOException {
    BufferedImage scene = read(PICTURES.get(1));
    Affine truth = Affine.shift(5, 2);
    int width = scene.getWidth() * 7 / 10;
    int height = scene.getHeight() * 3 / 4;
    BufferedImage school = scene.getSubimage(0, 0, width, height);
    Box first = Box.ofSize(149.5, 59.5, width, height);
    Box second = Box.ofSize(131.5, 64.5, width, height);

    motion.estimate(
        new PictureFrame(pasted(scene, school, 150, 60)), told ? List.of(first) : List.of());
    Optional<Affine> found =
        motion.estimate(
            new PictureFrame(pasted(moved(scene, truth), school, 132, 65)),
            told ? List.of(second) : List.of());

    if (told) {
      assertThat(error(found.orElseThrow(), truth, scene)).isLessThan(0.3);
    } else {
      // The school is taken for the scene, or neither is believed.
      found.ifPresent(seen -> assertThat(error(seen, truth, scene)).isGreaterThan(1));
    }
  }

  /** What is found is error of measurement: of compression, and of fish that nobody marked. */
  @Test
  void aStillCameraIsFoundToBeStill() throws IOException {
    Path folder = SharedData.path("data/detect/deepfish/test/images");
    List<Path> frames;
    try (Stream<Path> files = Files.list(folder)) {
      frames =
          files.filter(f -> f.getFileName().toString().startsWith("7398_F1_")).sorted().toList();
    }
    List<Double> shifts = new ArrayList<>();
    for (Path file : frames.subList(0, 40)) {
      PictureFrame frame = PictureFrame.read(file);
      motion
          .estimate(frame, List.of())
          .ifPresent(found -> shifts.add(error(found, Affine.identity(), blank(frame))));
    }
    shifts.sort(null);
    System.out.printf(
        Locale.ROOT,
        "still camera: known for %d of 39 steps; corner error median %.3f, most %.3f px%n",
        shifts.size(),
        shifts.get(shifts.size() / 2),
        shifts.get(shifts.size() - 1));
    assertThat(shifts).hasSizeGreaterThan(30);
    assertThat(shifts.get(shifts.size() / 2)).isLessThan(0.2);
  }

  private static BufferedImage blank(PictureFrame frame) {
    return new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
  }

  private static BufferedImage read(String file) throws IOException {
    BufferedImage stored = ImageIO.read(SharedData.path("data/" + file).toFile());
    BufferedImage rgb =
        new BufferedImage(stored.getWidth(), stored.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = rgb.createGraphics();
    g.drawImage(stored, 0, 0, null);
    g.dispose();
    return rgb;
  }

  private static Affine aboutCentre(Affine map, BufferedImage picture) {
    double x = (picture.getWidth() - 1) / 2.0;
    double y = (picture.getHeight() - 1) / 2.0;
    return Affine.shift(-x, -y).then(map).then(Affine.shift(x, y));
  }

  /** Java draws with pixel centres at halves. */
  private static BufferedImage moved(BufferedImage picture, Affine map) {
    Affine drawn = Affine.shift(-0.5, -0.5).then(map).then(Affine.shift(0.5, 0.5));
    AffineTransform transform =
        new AffineTransform(drawn.a(), drawn.c(), drawn.b(), drawn.d(), drawn.tx(), drawn.ty());
    BufferedImage target =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    return new AffineTransformOp(transform, AffineTransformOp.TYPE_BICUBIC).filter(picture, target);
  }

  private static int left(BufferedImage picture) {
    return (int) (MARGIN * picture.getWidth());
  }

  private static int top(BufferedImage picture) {
    return (int) (MARGIN * picture.getHeight());
  }

  private static PictureFrame inner(BufferedImage picture) {
    int x = left(picture);
    int y = top(picture);
    return new PictureFrame(
        picture.getSubimage(x, y, picture.getWidth() - 2 * x, picture.getHeight() - 2 * y));
  }

  private static Affine inInner(Affine map, BufferedImage picture) {
    int x = left(picture);
    int y = top(picture);
    return Affine.shift(x, y).then(map).then(Affine.shift(-x, -y));
  }

  private static BufferedImage pasted(BufferedImage scene, BufferedImage patch, int x, int y) {
    BufferedImage both =
        new BufferedImage(scene.getWidth(), scene.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = both.createGraphics();
    g.drawImage(scene, 0, 0, Color.BLACK, null);
    g.drawImage(patch, x, y, Color.BLACK, null);
    g.dispose();
    return both;
  }

  /** How far a corner of the inner picture lands from where it should, at most, pixels. */
  private static double error(Affine found, Affine truth, BufferedImage picture) {
    double right = picture.getWidth() * (1 - 2 * MARGIN);
    double bottom = picture.getHeight() * (1 - 2 * MARGIN);
    return Stream.of(
            new Point(0, 0), new Point(right, 0), new Point(0, bottom), new Point(right, bottom))
        .mapToDouble(
            corner -> {
              Point a = found.apply(corner);
              Point b = truth.apply(corner);
              return Math.hypot(a.x() - b.x(), a.y() - b.y());
            })
        .max()
        .orElseThrow();
  }
}

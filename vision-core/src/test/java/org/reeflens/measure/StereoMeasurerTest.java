package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reeflens.geometry.Point;

/** Lengths, their stated errors, and what has no length. */
class StereoMeasurerTest {

  /** A rig like those of stereo-BRUVs: 700 mm apart, each turned inwards by 4 degrees. */
  private static final StereoCalibration RIG = rig();

  private static StereoCalibration rig() {
    CameraModel camera =
        new CameraModel(
            1400,
            1405,
            960,
            540,
            Distortion.of(-0.2, 0.08, 0.001, -0.0005, 0.01),
            new PictureSize(1920, 1080));
    Rotation turn = Rotation.ofVector(0, Math.toRadians(8), 0);
    Position rightCamera = new Position(700, 0, 40);
    return new StereoCalibration(
        camera, camera, turn, turn.apply(rightCamera).times(-1), Medium.WATER, null, "drawn");
  }

  @ParameterizedTest
  @EnumSource
  void theStatedErrorCoversTheTruthInTwoOfThreeCases(Triangulation method) {
    Random random = new Random(7);
    StereoMeasurer measurer = new StereoMeasurer(RIG, method, 0.8);
    int within1 = 0;
    int within2 = 0;
    int cases = 0;
    while (cases < 4000) {
      Position middle =
          new Position(
              -300 + 1000 * random.nextDouble(),
              -400 + 800 * random.nextDouble(),
              1500 + 4500 * random.nextDouble());
      double turned = Math.toRadians(-60 + 120 * random.nextDouble());
      double length = 150 + 600 * random.nextDouble();
      Position half = new Position(Math.cos(turned), 0, Math.sin(turned)).times(length / 2);
      StereoLength measured =
          measurer.measure(
              noisy(middle.minus(half), 0.8, random), noisy(middle.plus(half), 0.8, random));
      double off = Math.abs(measured.lengthMm() - length) / measured.standardErrorMm();
      within1 += off <= 1 ? 1 : 0;
      within2 += off <= 2 ? 1 : 0;
      cases++;
    }
    // Of a normal distribution 68.3 % and 95.4 %; four standard errors of 4000 cases are 2.9 and
    // 1.3.
    assertThat(100.0 * within1 / cases).isCloseTo(68.3, within(2.9));
    assertThat(100.0 * within2 / cases).isCloseTo(95.4, within(1.3));
  }

  /**
   * The table of the guide: how often the truth, 300 mm, lies within the stated error, where 68.3 %
   * would be right. Far off the error is no longer small against the length, and its share grows or
   * shrinks.
   */
  @ParameterizedTest
  @CsvSource({
    "1500, 2500, 0, 30, 68.0, 2.4, 100.0",
    "1500, 2500, 30, 60, 68.9, 4.8, 50.8",
    "2500, 4000, 0, 30, 69.4, 5.2, 100.0",
    "2500, 4000, 30, 60, 68.9, 12.2, 50.8",
    "4000, 6000, 0, 30, 72.5, 11.5, 93.9",
    "4000, 6000, 30, 60, 68.3, 27.9, 25.5",
    "6000, 8000, 0, 30, 77.8, 23.3, 49.6",
    "6000, 8000, 30, 60, 66.5, 51.7, 6.4"
  })
  void howTheStatedErrorHoldsByRangeAndTurn(
      double from, double to, double least, double most, double share, double mae, double passed) {
    Random random = new Random(3);
    StereoMeasurer measurer = new StereoMeasurer(RIG, Triangulation.MIDPOINT, 1);
    int cases = 4000;
    int covered = 0;
    int kept = 0;
    double off = 0;
    for (int i = 0; i < cases; i++) {
      Position middle =
          new Position(
              -300 + 1000 * random.nextDouble(),
              -300 + 600 * random.nextDouble(),
              from + (to - from) * random.nextDouble());
      double turned =
          Math.toRadians(
              (random.nextBoolean() ? 1 : -1) * (least + (most - least) * random.nextDouble()));
      Position half = new Position(Math.cos(turned), 0, Math.sin(turned)).times(150);
      StereoLength measured =
          measurer.measure(
              noisy(middle.minus(half), 1, random), noisy(middle.plus(half), 1, random));
      double error = Math.abs(measured.lengthMm() - 300);
      off += error;
      covered += error <= measured.standardErrorMm() ? 1 : 0;
      kept += LengthRules.ofStereoBruvs().pass(measured) ? 1 : 0;
    }
    // Four standard errors of 4000 cases.
    assertThat(100.0 * covered / cases).isCloseTo(share, within(3.0));
    assertThat(off / cases).isCloseTo(mae, within(0.06 * mae));
    assertThat(100.0 * kept / cases).isCloseTo(passed, within(3.2));
  }

  /** Along the axis of a rig without lens and turn the formulas of the books hold. */
  @Test
  void theStatedErrorIsThatOfTheBooks() {
    CameraModel camera = new CameraModel(1000, 1000, 0, 0, Distortion.none(), null);
    StereoCalibration rig =
        new StereoCalibration(
            camera, camera, Rotation.none(), new Position(-500, 0, 0), null, null, "drawn");
    double z = 3000;
    double sigma = 0.7;
    StereoMeasurer measurer = new StereoMeasurer(rig, Triangulation.MIDPOINT, sigma);

    // Upright and side-on, midway between the cameras: y is the mean of two rows, at z/f each.
    StereoLength upright =
        measurer.measure(
            seen(rig, new Position(250, -100, z)), seen(rig, new Position(250, 100, z)));
    double depthSigma = z * z / (1000 * 500) * sigma * Math.sqrt(2);
    double rowSigma = z / 1000 * sigma / Math.sqrt(2);
    double share = 100 / z;
    assertThat(upright.standardErrorMm())
        .isCloseTo(
            Math.sqrt(2) * Math.hypot(rowSigma, share * depthSigma), within(0.01 * rowSigma));

    // Pointing away from the cameras: the error of each depth, Z² / (f B) times that of disparity.
    StereoLength away =
        measurer.measure(
            seen(rig, new Position(250, 0, z)), seen(rig, new Position(250, 0, z + 1)));
    assertThat(away.standardErrorMm())
        .isCloseTo(Math.sqrt(2) * depthSigma, within(0.002 * depthSigma));
    assertThat(away.directionDegrees()).isCloseTo(90, within(1e-6));
  }

  @Test
  void howBadlyTheRaysMeetIsToldInPixelsAndInMillimetres() {
    CameraModel camera = new CameraModel(1000, 1000, 0, 0, Distortion.none(), null);
    StereoCalibration rig =
        new StereoCalibration(
            camera, camera, Rotation.none(), new Position(-500, 0, 0), null, null, "drawn");
    PointPair good = seen(rig, new Position(0, 0, 2000));
    // Two rows lower in the right picture only: the rays pass each other at about 4 mm.
    PointPair bad = new PointPair(good.left(), new Point(good.right().x(), 2));

    StereoPoint place = StereoMeasurer.of(rig).locate(bad);
    assertThat(place.rayGapMm()).isCloseTo(4, within(0.15));
    assertThat(place.leftMissMm()).isCloseTo(place.rayGapMm() / 2, within(1e-9));
    assertThat(place.rightMissMm()).isCloseTo(place.rayGapMm() / 2, within(1e-9));
    assertThat(place.leftErrorPx()).isCloseTo(1, within(0.05));
    assertThat(place.rightErrorPx()).isCloseTo(1, within(0.05));

    StereoLength length =
        StereoMeasurer.of(rig).measure(bad, seen(rig, new Position(300, 0, 2000)));
    assertThat(length.rmsPx())
        .isCloseTo(
            Math.sqrt((square(place.leftErrorPx()) + square(place.rightErrorPx())) / 4),
            within(1e-9));
    assertThat(length.rmsMm()).isCloseTo(place.rayGapMm() / Math.sqrt(8), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "30, 30", "60, 60", "120, 60", "-45, 45", "180, 0"})
  void theDirectionIsTheAngleToThePicturePlane(double turned, double expected) {
    Position half =
        new Position(Math.cos(Math.toRadians(turned)), 0, Math.sin(Math.toRadians(turned)))
            .times(150);
    Position middle = new Position(350, 0, 3000);

    StereoLength length =
        StereoMeasurer.of(RIG).measure(seen(RIG, middle.minus(half)), seen(RIG, middle.plus(half)));

    assertThat(length.directionDegrees()).isCloseTo(expected, within(1e-5));
    assertThat(length.lengthMm()).isCloseTo(300, within(1e-6));
  }

  @Test
  void leftAndRightMayBeAnyTwoCameras() {
    // The axes of the other camera, turned and shifted, and its lens: the same fish, the same
    // length.
    StereoCalibration other =
        new StereoCalibration(
            /* left= */ RIG.right(),
            /* right= */ RIG.left(),
            RIG.rotation().inverse(),
            RIG.rotation().inverse().apply(RIG.translation()).times(-1),
            null,
            null,
            "exchanged");
    PointPair snout = noisy(new Position(100, 50, 2500), 1, new Random(1));
    PointPair fork = noisy(new Position(400, 20, 2700), 1, new Random(2));

    StereoLength one = StereoMeasurer.of(RIG).measure(snout, fork);
    StereoLength two = StereoMeasurer.of(other).measure(exchanged(snout), exchanged(fork));

    assertThat(two.lengthMm()).isCloseTo(one.lengthMm(), within(1e-7));
    assertThat(two.standardErrorMm()).isCloseTo(one.standardErrorMm(), within(1e-5));
    assertThat(two.rmsPx()).isCloseTo(one.rmsPx(), within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoLengthIsToldWhy(Triangulation method) {
    StereoMeasurer measurer = new StereoMeasurer(RIG, method, 1);
    PointPair good = seen(RIG, new Position(350, 0, 2000));
    PointPair other = seen(RIG, new Position(600, 0, 2000));

    assertThatThrownBy(() -> measurer.measure(exchanged(good), other))
        .isInstanceOf(MeasureException.class)
        .hasMessageContaining("the snout would lie behind the cameras");
    assertThatThrownBy(
            () -> measurer.measure(good, new PointPair(new Point(-3, 500), other.right())))
        .isInstanceOf(MeasureException.class)
        .hasMessage("the fork in the left picture lies outside the picture of 1920 x 1080");
    assertThatThrownBy(() -> measurer.measure(good, good))
        .isInstanceOf(MeasureException.class)
        .hasMessage("snout and fork are the same point");

    CameraModel camera = new CameraModel(1000, 1000, 640, 360, Distortion.none(), null);
    StereoMeasurer parallel =
        new StereoMeasurer(
            new StereoCalibration(
                camera, camera, Rotation.none(), new Position(-100, 0, 0), null, null, "drawn"),
            method,
            1);
    PointPair far = new PointPair(new Point(640, 360), new Point(640, 360));
    assertThatThrownBy(() -> parallel.measure(far, far))
        .isInstanceOf(MeasureException.class)
        .hasMessageContaining("the snout is seen by both cameras in the same direction");
  }

  @Test
  void theRulesOfStereoBruvsTellWhatFailedAndBy() {
    StereoLength near = length(RIG, new Position(350, 0, 2500), 300, 20);
    assertThat(LengthRules.ofStereoBruvs().pass(near)).isTrue();
    assertThat(LengthRules.ofStereoBruvs().checks(near))
        .hasSize(4)
        .allMatch(LengthRules.Check::passed)
        .extracting(LengthRules.Check::reason)
        .contains("range 2524.4 within 8000.0 mm", "direction 20.0 within 45.0 degrees");

    StereoLength far = length(RIG, new Position(350, 0, 9000), 300, 60);
    assertThat(LengthRules.ofStereoBruvs().checks(far))
        .filteredOn(check -> !check.passed())
        .extracting(LengthRules.Check::reason)
        .satisfiesExactly(
            range -> assertThat(range).isEqualTo("range 9006.8 over 8000.0 mm"),
            precision -> assertThat(precision).endsWith("over 10.0 % of the length"),
            direction -> assertThat(direction).isEqualTo("direction 60.0 over 45.0 degrees"));

    List<LengthRules.Check> none = new LengthRules(null, null, null, null).checks(far);
    assertThat(none).isEmpty();
  }

  private static StereoLength length(
      StereoCalibration rig, Position middle, double length, double turned) {
    Position half =
        new Position(Math.cos(Math.toRadians(turned)), 0, Math.sin(Math.toRadians(turned)))
            .times(length / 2);
    return StereoMeasurer.of(rig)
        .measure(seen(rig, middle.minus(half)), seen(rig, middle.plus(half)));
  }

  private static PointPair seen(StereoCalibration rig, Position place) {
    return new PointPair(rig.left().project(place), rig.right().project(rig.toRight(place)));
  }

  private static PointPair noisy(Position place, double sigma, Random random) {
    PointPair exact = seen(RIG, place);
    return new PointPair(noisy(exact.left(), sigma, random), noisy(exact.right(), sigma, random));
  }

  private static Point noisy(Point point, double sigma, Random random) {
    return new Point(
        point.x() + sigma * random.nextGaussian(), point.y() + sigma * random.nextGaussian());
  }

  private static PointPair exchanged(PointPair pair) {
    return new PointPair(/* left= */ pair.right(), /* right= */ pair.left());
  }

  private static double square(double value) {
    return value * value;
  }
}

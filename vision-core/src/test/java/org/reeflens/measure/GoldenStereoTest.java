package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Point;

/** Places and lengths against OpenCV, VIAME and closed cases. */
class GoldenStereoTest {

  /** OpenCV's way from a pixel to a ray stops after this many steps. */
  private static final int STEPS_OF_OPENCV = 5;

  @Test
  void exactPixelsGiveTheTrueLength() throws IOException {
    JsonNode golden = GoldenStereo.json("viame/lengths_from_calibration.json");
    for (Triangulation method : Triangulation.values()) {
      StereoMeasurer measurer = new StereoMeasurer(GoldenStereo.calibration(golden), method, 1);
      assertThat(golden.get("cases")).hasSize(24);
      for (JsonNode one : golden.get("cases")) {
        StereoLength length = measure(measurer, one);

        assertThat(length.lengthMm()).isCloseTo(one.get("true_length_mm").asDouble(), within(1e-6));
        assertThat(length.snout().position().distanceTo(position(one, "head_xyz")))
            .isLessThan(1e-6);
        assertThat(length.fork().position().distanceTo(position(one, "tail_xyz"))).isLessThan(1e-6);
        assertThat(length.rmsPx()).isLessThan(1e-8);
        assertThat(length.rmsMm()).isLessThan(1e-6);
      }
    }
  }

  @Test
  void noisyPixelsGiveTheLengthsOfTheMidpointAndOfDlt() throws IOException {
    JsonNode golden = GoldenStereo.json("viame/lengths_from_calibration.json");
    StereoCalibration calibration = GoldenStereo.calibration(golden);
    StereoMeasurer midpoint = new StereoMeasurer(calibration, Triangulation.MIDPOINT, 0.5);
    StereoMeasurer dlt = new StereoMeasurer(calibration, Triangulation.DLT, 0.5);
    for (JsonNode one : golden.get("cases")) {
      JsonNode noisy = one.get("noisy");
      StereoLength byDlt = measure(dlt, noisy);

      assertThat(measure(midpoint, noisy).lengthMm())
          .isCloseTo(noisy.get("bouguet_midpoint_length_mm").asDouble(), within(1e-5));
      assertThat(byDlt.lengthMm())
          .isCloseTo(noisy.get("opencv_dlt_length_mm").asDouble(), within(1e-5));
      assertThat(byDlt.rmsPx())
          .isCloseTo(noisy.get("viame_rms_px_of_dlt").asDouble(), within(1e-7));
    }
  }

  /** In the rectified axes and with the rays of OpenCV, as the expected places were made. */
  @Test
  void placesOfTheChessboardAreThoseOfOpenCv() throws IOException {
    JsonNode golden = GoldenStereo.json("opencv_chessboard/expected_opencv46.json");
    StereoCalibration calibration = GoldenStereo.calibration(golden);
    Rotation left = GoldenStereo.rotation(golden.get("R1"));
    Rotation right = GoldenStereo.rotation(golden.get("R2"));
    Position shift = right.apply(calibration.translation());
    int corners = 0;
    for (JsonNode view : golden.get("views")) {
      for (int i = 0; i < view.get("left_px").size(); i++) {
        Position expected = GoldenStereo.position(view.get("xyz_left_frame_mm").get(i));
        Position rectified =
            Triangulation.DLT.place(
                turned(left, rayOfOpenCv(calibration.left(), view.get("left_px").get(i))),
                turned(right, rayOfOpenCv(calibration.right(), view.get("right_px").get(i))),
                Rotation.none(),
                shift);
        assertThat(left.inverse().apply(rectified).distanceTo(expected))
            .isLessThan(1e-6 * expected.norm());
        corners++;
      }
    }
    assertThat(corners).isEqualTo(13 * 54);
  }

  /**
   * With rays that are followed to the end the lengths come out the same to 0.01 mm; places in the
   * corners of this wide lens to 0.1 mm at 1 m.
   */
  @Test
  void edgesOfTheChessboardAreThoseOfOpenCv() throws IOException {
    JsonNode golden = GoldenStereo.json("opencv_chessboard/expected_opencv46.json");
    StereoMeasurer measurer =
        new StereoMeasurer(GoldenStereo.calibration(golden), Triangulation.DLT, 1);
    for (JsonNode view : golden.get("views")) {
      double edge = measurer.measure(corner(view, 0), corner(view, 8)).lengthMm();
      double diagonal = measurer.measure(corner(view, 0), corner(view, 53)).lengthMm();

      assertThat(edge).isCloseTo(view.get("length_corner0_to_corner8_mm").asDouble(), within(0.01));
      assertThat(diagonal)
          .isCloseTo(view.get("length_corner0_to_corner53_mm").asDouble(), within(0.01));
      for (int i = 0; i < 54; i++) {
        Position expected = GoldenStereo.position(view.get("xyz_left_frame_mm").get(i));
        assertThat(measurer.locate(corner(view, i)).position().distanceTo(expected))
            .isLessThan(1.1e-4 * expected.norm());
      }
    }
  }

  @Test
  void unitCasesOfViame() throws IOException {
    JsonNode golden = GoldenStereo.json("viame/unit_cases.json");
    CameraModel camera = new CameraModel(1000, 1000, 640, 360, Distortion.none(), null);
    // The cases are in metres.
    StereoCalibration calibration =
        new StereoCalibration(
            camera, camera, Rotation.none(), new Position(-100, 0, 0), null, null, "VIAME");
    StereoMeasurer measurer = StereoMeasurer.of(calibration);
    int met = 0;
    for (JsonNode one : golden.get("rig1_cases")) {
      switch (one.get("kind").asText()) {
        case "project" -> {
          Position place = new Position(0, 0, 1000 * one.get("depth").asDouble());
          assertThat(camera.project(place)).isEqualTo(GoldenStereo.point(one.get("left")));
          assertThat(camera.project(calibration.toRight(place)))
              .isEqualTo(GoldenStereo.point(one.get("right")));
        }
        case "triangulate" ->
            assertThat(
                    measurer
                        .locate(
                            new PointPair(
                                GoldenStereo.point(one.get("left")),
                                GoldenStereo.point(one.get("right"))))
                        .position()
                        .distanceTo(GoldenStereo.position(one.get("xyz")).times(1000)))
                .isLessThan(1e-9);
        default ->
            assertThat(measure(measurer, one).lengthMm())
                .isCloseTo(1000 * one.get("length").asDouble(), within(1e-6));
      }
      met++;
    }
    assertThat(met).isEqualTo(8);
  }

  /** VIAME's interactive stereo. */
  @Test
  void aClosedCase() {
    CameraModel camera = new CameraModel(800, 800, 640, 360, Distortion.none(), null);
    StereoCalibration calibration =
        new StereoCalibration(
            camera, camera, Rotation.none(), new Position(-120, 0, 0), null, null, "VIAME");

    StereoLength length =
        StereoMeasurer.of(calibration)
            .measure(
                seen(calibration, new Position(-50, 30, 1500)),
                seen(calibration, new Position(40, -20, 1800)));

    assertThat(length.lengthMm()).isCloseTo(317.1750, within(5e-5));
    assertThat(length.midpoint().distanceTo(new Position(-5, 5, 1650))).isLessThan(1e-8);
    assertThat(length.rangeMm()).isCloseTo(1650.0152, within(5e-5));
    assertThat(length.rmsPx()).isLessThan(1e-9);
  }

  private static PointPair seen(StereoCalibration calibration, Position place) {
    return new PointPair(
        calibration.left().project(place), calibration.right().project(calibration.toRight(place)));
  }

  private static StereoLength measure(StereoMeasurer measurer, JsonNode one) {
    return measurer.measure(
        new PointPair(
            GoldenStereo.point(one.get("left_head")), GoldenStereo.point(one.get("right_head"))),
        new PointPair(
            GoldenStereo.point(one.get("left_tail")), GoldenStereo.point(one.get("right_tail"))));
  }

  private static Position position(JsonNode one, String name) {
    return GoldenStereo.position(one.get(name));
  }

  private static PointPair corner(JsonNode view, int i) {
    return new PointPair(
        GoldenStereo.point(view.get("left_px").get(i)),
        GoldenStereo.point(view.get("right_px").get(i)));
  }

  /**
   * The fixed-point iteration of OpenCV 4.6's undistortPoints, with its default number of steps.
   */
  private static Point rayOfOpenCv(CameraModel camera, JsonNode pixel) {
    Distortion lens = camera.lens();
    double seenX = (pixel.get(0).asDouble() - camera.cx()) / camera.fx();
    double seenY = (pixel.get(1).asDouble() - camera.cy()) / camera.fy();
    double x = seenX;
    double y = seenY;
    for (int step = 0; step < STEPS_OF_OPENCV; step++) {
      double r2 = x * x + y * y;
      double radial = 1 / (1 + ((lens.k3() * r2 + lens.k2()) * r2 + lens.k1()) * r2);
      double dx = 2 * lens.p1() * x * y + lens.p2() * (r2 + 2 * x * x);
      double dy = lens.p1() * (r2 + 2 * y * y) + 2 * lens.p2() * x * y;
      x = (seenX - dx) * radial;
      y = (seenY - dy) * radial;
    }
    return new Point(x, y);
  }

  private static Point turned(Rotation rotation, Point ray) {
    Position turned = rotation.apply(new Position(ray.x(), ray.y(), 1));
    return new Point(turned.x() / turned.z(), turned.y() / turned.z());
  }
}

package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reeflens.geometry.Point;

/** From a place to its pixel and back. */
class CameraModelTest {

  private static Stream<Distortion> lenses() {
    return Stream.of(
        Distortion.none(),
        Distortion.of(-0.265, -0.0467, 0.00183, -0.00031, 0.2523),
        Distortion.of(0.3, -1.0354662043042675, 0, 0, 0),
        Distortion.of(12.1, 44.2, 0.0003, -0.0007, 8.5, 12.5, 48.6, 21.3),
        // A wide action camera.
        Distortion.of(-0.33, 0.16, 0.0002, 0.0004, -0.046));
  }

  @ParameterizedTest
  @MethodSource("lenses")
  void thereAndBackIsExact(Distortion lens) {
    CameraModel camera = new CameraModel(1000, 1010, 955.3, 541.7, lens, null);
    for (double x = -0.55; x <= 0.55; x += 0.11) {
      for (double y = -0.35; y <= 0.35; y += 0.07) {
        Point back = camera.undistort(camera.project(new Position(3 * x, 3 * y, 3)));
        assertThat(back.x()).isCloseTo(x, within(1e-11));
        assertThat(back.y()).isCloseTo(y, within(1e-11));
      }
    }
  }

  /** OpenCV 4.6, projectPoints, on the golden calibration of VIAME's left camera. */
  @Test
  void aPlaceIsSeenWhereOpenCvSeesIt() {
    CameraModel camera =
        new CameraModel(
            1107.7337068697536,
            1101.7422313578234,
            822.5043334144345,
            615.3583920813994,
            Distortion.of(
                -0.08356394564720676,
                0.059527246286876896,
                0.001010894212197488,
                -0.0005287411256928461,
                0.011903060851479463),
            null);

    Point seen =
        camera.project(new Position(-861.1497044697943, -351.19740257204325, 3332.638935760577));

    assertThat(seen.x()).isCloseTo(537.9622567321127, within(1e-9));
    assertThat(seen.y()).isCloseTo(500.0482260193671, within(1e-9));
  }

  @Test
  void wherePlacesFoldOverEachOtherThereIsNoWayBack() {
    // A strong barrel: nothing is seen farther out than 0.385 of the focal length.
    CameraModel camera = new CameraModel(1000, 1000, 0, 0, Distortion.of(-1, 0, 0, 0, 0), null);

    assertThat(camera.undistort(new Point(375, 0)).x()).isCloseTo(0.5, within(1e-12));
    assertThatThrownBy(() -> camera.undistort(new Point(390, 0)))
        .isInstanceOf(MeasureException.class)
        .hasMessageContaining("beyond what the lens");
    // Far out the polynomial turns round; that branch is no picture.
    assertThatThrownBy(() -> camera.undistort(new Point(-2000, 0)))
        .isInstanceOf(MeasureException.class);
  }

  @Test
  void aPixelOutsideThePictureIsNone() {
    CameraModel camera =
        new CameraModel(1000, 1000, 320, 240, Distortion.none(), new PictureSize(640, 480));

    assertThat(camera.undistort(new Point(639.5, 479.5))).isEqualTo(new Point(0.3195, 0.2395));
    assertThatThrownBy(() -> camera.undistort(new Point(639.6, 100)))
        .isInstanceOf(MeasureException.class)
        .hasMessage("lies outside the picture of 640 x 480");
  }

  @Test
  void whatIsNoTurnIsRefused() {
    assertThatThrownBy(() -> Rotation.of(1, 0, 0, 0, 1, 0, 0, 0, -1))
        .hasMessageStartingWith("this is a mirror");
    assertThatThrownBy(() -> Rotation.of(1, 0, 0, 0, 2, 0, 0, 0, 1))
        .hasMessageStartingWith("this is no rotation");
    assertThatThrownBy(() -> Rotation.of(1, 0, 0)).hasMessage("a rotation has 9 numbers, not 3");
  }

  @Test
  void aTurnByItsAxis() {
    Position turned = Rotation.ofVector(0, 0, Math.PI / 2).apply(new Position(1, 2, 3));

    assertThat(turned.distanceTo(new Position(-2, 1, 3))).isLessThan(1e-15);
  }
}

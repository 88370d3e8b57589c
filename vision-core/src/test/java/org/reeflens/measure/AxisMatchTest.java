package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Mask;
import org.reeflens.geometry.Point;
import org.reeflens.image.GreyPatch;
import org.reeflens.testvideos.scene.FishKind;
import org.reeflens.testvideos.scene.LensCamera;
import org.reeflens.testvideos.scene.PixelPoint;
import org.reeflens.testvideos.scene.RenderedFrame;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.testvideos.scene.StereoFish;
import org.reeflens.testvideos.scene.StereoFishTruth;
import org.reeflens.testvideos.scene.StereoRenderer;
import org.reeflens.testvideos.scene.StereoRig;
import org.reeflens.testvideos.scene.StereoScene;

/** On a drawn rig, whose projection is written apart from the one under test. */
class AxisMatchTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final StereoRig DRAWN = StereoRig.diver(WIDTH, HEIGHT);
  private static final StereoCalibration RIG =
      new StereoCalibration(
          camera(DRAWN.left()),
          camera(DRAWN.right()),
          Rotation.of(DRAWN.rotation().stream().mapToDouble(r -> r).toArray()),
          new Position(
              DRAWN.translation().get(0), DRAWN.translation().get(1), DRAWN.translation().get(2)),
          null,
          null,
          "drawn");

  /** One fish at 2 m, turned by 25 degrees, at second 1; another one at second 20. */
  private static final StereoRenderer RENDERER = renderer();

  private static CameraModel camera(LensCamera lens) {
    return new CameraModel(
        lens.fx(),
        lens.fy(),
        lens.cx(),
        lens.cy(),
        Distortion.of(lens.k1(), lens.k2(), lens.p1(), lens.p2(), lens.k3()),
        new PictureSize(WIDTH, HEIGHT));
  }

  private static StereoRenderer renderer() {
    SceneSettings empty =
        new SceneSettings(WIDTH, HEIGHT, 10, 3, 5, 0.9 * WIDTH, 15, 0, 20, List.of());
    SceneSettings scene =
        empty.withFish(
            List.of(StereoFish.straight(empty, FishKind.BARS, 190, 1, 380, -200, 2000, 25, 150)));
    return new StereoRenderer(new StereoScene(scene, DRAWN));
  }

  private static GreyPatch grey(RenderedFrame frame) {
    byte[] rgb = frame.rgb();
    byte[] grey = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < grey.length; i++) {
      grey[i] =
          (byte) (((rgb[3 * i] & 255) + 2 * (rgb[3 * i + 1] & 255) + (rgb[3 * i + 2] & 255)) / 4);
    }
    return GreyPatch.of(0, 0, WIDTH, HEIGHT, grey);
  }

  private static Mask mask(RenderedFrame frame) {
    boolean[] inside = new boolean[WIDTH * HEIGHT];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = frame.ids()[i] == 1;
    }
    return Mask.of(0, 0, WIDTH, HEIGHT, inside);
  }

  private static Point point(PixelPoint pixel) {
    return new Point(pixel.x(), pixel.y());
  }

  private static AxisMatch.Ends find(StereoFishTruth truth, RenderedFrame right, Point shift) {
    RenderedFrame left = RENDERER.left(10);
    return AxisMatch.find(
        RIG,
        grey(left),
        mask(left),
        grey(right),
        point(truth.leftSnout()),
        point(truth.leftFork()),
        2150,
        shift);
  }

  @Test
  void lensesAreWhatTheDrawingHas() {
    for (double z = 800; z < 9000; z += 700) {
      Position place = new Position(0.3 * z, -0.12 * z, z);
      PixelPoint left = DRAWN.inLeft(place.x(), place.y(), z);
      PixelPoint right = DRAWN.inRight(place.x(), place.y(), z);
      StereoPoint found = StereoMeasurer.of(RIG).locate(new PointPair(point(left), point(right)));
      assertThat(found.position().distanceTo(place)).isLessThan(1e-4 * z);
    }
  }

  @Test
  void endsAreFoundInTheRightPictureAndTellTheLength() {
    StereoFishTruth truth = RENDERER.truth(1).get(0);

    AxisMatch.Ends ends = find(truth, RENDERER.right(10), new Point(0, 0));

    assertThat(ends.snout().right().x()).isCloseTo(truth.rightSnout().x(), within(1.5));
    assertThat(ends.fork().right().x()).isCloseTo(truth.rightFork().x(), within(1.5));
    assertThat(ends.likeness()).isGreaterThan(0.8);
    StereoLength length = StereoMeasurer.of(RIG).measure(ends.snout(), ends.fork());
    assertThat(length.lengthMm())
        .isCloseTo(truth.straightMm(), within(2 * length.standardErrorMm()));
    assertThat(length.precisionPercent()).isLessThan(8);
    assertThat(length.rmsMm()).isLessThan(5);
  }

  @Test
  void fishThatMovedBetweenTheTwoMomentsIsShiftedBack() {
    StereoFishTruth then = RENDERER.truth(1).get(0);
    StereoFishTruth later = RENDERER.truth(1.1).get(0);
    // As a box moves: the tail beats, so its end goes another way than the snout.
    Point moved =
        new Point(
            (later.rightSnout().x() + later.rightFork().x()) / 2
                - (then.rightSnout().x() + then.rightFork().x()) / 2,
            (later.rightSnout().y() + later.rightFork().y()) / 2
                - (then.rightSnout().y() + then.rightFork().y()) / 2);

    AxisMatch.Ends ends = find(then, RENDERER.right(11), moved);

    assertThat(ends.snout().right().x()).isCloseTo(then.rightSnout().x(), within(3.0));
    assertThat(ends.fork().right().x()).isCloseTo(then.rightFork().x(), within(3.0));
  }

  @Test
  void pictureWithoutTheFishIsRefused() {
    StereoFishTruth truth = RENDERER.truth(1).get(0);
    byte[] flat = new byte[3 * WIDTH * HEIGHT];
    RenderedFrame nothing = new RenderedFrame(flat, new int[0], RENDERER.left(10).truth());

    assertThatThrownBy(() -> find(truth, nothing, new Point(0, 0)))
        .isInstanceOf(MeasureException.class)
        .hasMessage(
            "the fish looks different in the right picture: 0 of 17 places along it are alike");
  }
}

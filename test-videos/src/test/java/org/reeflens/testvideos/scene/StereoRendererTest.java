package org.reeflens.testvideos.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class StereoRendererTest {

  private static final int WIDTH = 240;
  private static final int HEIGHT = 144;
  private static final StereoRig RIG = StereoRig.diver(WIDTH, HEIGHT);
  private static final SceneSettings EMPTY =
      new SceneSettings(WIDTH, HEIGHT, 10, 2, 5, 216, 15, 0, 0, List.of());

  private static SceneSettings withOne(double turnDegrees) {
    return EMPTY.withFish(
        List.of(
            StereoFish.straight(
                EMPTY, FishKind.SILVER, 300, 1, 400, -150, 1800, turnDegrees, 250)));
  }

  @Test
  void lineOfSightOfPixelLeadsBackToIt() {
    for (LensCamera lens : List.of(RIG.left(), RIG.right())) {
      for (int x = 0; x < WIDTH; x += 30) {
        double[] sight = lens.sight(x, 20);
        PixelPoint again = lens.project(2000 * sight[0], 2000 * sight[1], 2000);
        assertThat(again.x()).isCloseTo(x, within(1e-7));
        assertThat(again.y()).isCloseTo(20, within(1e-7));
      }
    }
  }

  @Test
  void camerasSideBySideWithoutDistortionSeeDisparityOfFocalTimesBaselineOverDistance() {
    LensCamera plain = new LensCamera(200, 200, 120, 72, 0, 0, 0, 0, 0);
    StereoRig rig =
        new StereoRig(
            WIDTH,
            HEIGHT,
            plain,
            plain,
            List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
            List.of(-600.0, 0.0, 0.0));

    assertThat(rig.inLeft(300, -100, 2000)).isEqualTo(new PixelPoint(150, 62));
    assertThat(rig.inLeft(300, -100, 2000).x() - rig.inRight(300, -100, 2000).x())
        .isCloseTo(200 * 600 / 2000.0, within(1e-9));
  }

  @Test
  void endsOfFishLieAtTheEndsOfItsPixelsInBothPictures() {
    StereoRenderer renderer = new StereoRenderer(new StereoScene(withOne(20), RIG));
    StereoFishTruth truth = renderer.truth(1).get(0);
    RenderedFrame left = renderer.left(10);
    RenderedFrame right = renderer.right(10);

    // It swims to the right: the snout is its rightmost pixel. The fork lies within the tail.
    PixelBox seenLeft = Objects.requireNonNull(left.truth().fish().get(0).visible());
    PixelBox seenRight = Objects.requireNonNull(right.truth().fish().get(0).visible());
    assertThat(truth.leftSnout().x())
        .isCloseTo(seenLeft.left() + seenLeft.width() - 1, within(1.0));
    assertThat(truth.rightSnout().x())
        .isCloseTo(seenRight.left() + seenRight.width() - 1, within(1.0));
    assertThat(truth.leftFork().x() - seenLeft.left()).isBetween(0.0, 8.0);
    assertThat(truth.rightFork().x() - seenRight.left()).isBetween(0.0, 8.0);
    assertThat(left.truth().fish().get(0).snout()).isEqualTo(truth.leftSnout());
    assertThat(right.truth().fish().get(0).fork()).isEqualTo(truth.rightFork());
  }

  @Test
  void truthTellsDistanceAndTurnOfFishAsPlaced() {
    StereoFishTruth level = new StereoRenderer(new StereoScene(withOne(0), RIG)).truth(1).get(0);
    StereoFishTruth turned = new StereoRenderer(new StereoScene(withOne(40), RIG)).truth(1).get(0);

    double placed = Math.sqrt(400 * 400 + 150 * 150 + 1800 * 1800);
    assertThat(level.rangeMm()).isCloseTo(placed, within(30.0));
    assertThat(level.lengthMm()).isEqualTo(300);
    // The tail beats, so the line from snout to fork swings about the way it swims.
    assertThat(level.turnDegrees()).isLessThan(8);
    assertThat(turned.turnDegrees()).isCloseTo(40, within(8.0));
  }

  @Test
  void bentFishKeepsItsLengthAlongTheMidlineAndIsShorterFromEndToEnd() {
    SceneSettings scene = withOne(0);
    double shortest = 1;
    for (double seconds = 0; seconds < 2; seconds += 0.05) {
      FishPose pose = FishPose.at(scene.fish().get(0), 0, seconds, scene, 0, 0);
      Midline line = new Midline(pose);
      double along = 0;
      for (int i = 1; i <= 1000; i++) {
        along +=
            Math.hypot(
                line.forwards(i / 1000.0) - line.forwards((i - 1) / 1000.0),
                line.sideways(i / 1000.0) - line.sideways((i - 1) / 1000.0));
      }
      double straight =
          Math.hypot(line.forwards(1) - line.forwards(0), line.sideways(1) - line.sideways(0));
      assertThat(along).isCloseTo(1, within(2e-3));
      assertThat(straight).isLessThanOrEqualTo(along);
      shortest = Math.min(shortest, straight);
    }
    assertThat(shortest).isBetween(0.95, 0.995);
  }

  @Test
  void rightCameraShowsTheMomentsOfItsOwnClock() {
    StereoScene late = new StereoScene(withOne(0), RIG, 0.5, 0.01, Double.NaN);
    StereoRenderer renderer = new StereoRenderer(late);

    assertThat(late.rightTimeOf(10)).isCloseTo(0.5 + 1.01, within(1e-12));
    assertThat(late.offsetSeconds()).isCloseTo(-0.5 / 1.01, within(1e-12));
    assertThat(renderer.right(10).truth().fish().get(0).snout())
        .isEqualTo(renderer.truth(late.rightTimeOf(10)).get(0).rightSnout());
  }

  @Test
  void flashBrightensOneFrameOfEachCamera() {
    StereoRenderer renderer = new StereoRenderer(new StereoScene(EMPTY, RIG, 0.15, 0, 0.72));

    assertThat(mean(renderer.left(7)) - mean(renderer.left(6))).isGreaterThan(30);
    assertThat(mean(renderer.left(8)) - mean(renderer.left(6))).isBetween(-3.0, 3.0);
    // 0.15 + 0.5 is before the flash, 0.15 + 0.6 after it.
    assertThat(mean(renderer.right(5)) - mean(renderer.right(4))).isGreaterThan(30);
    assertThat(mean(renderer.right(6)) - mean(renderer.right(4))).isBetween(-3.0, 3.0);
  }

  private static double mean(RenderedFrame frame) {
    double sum = 0;
    for (byte value : frame.rgb()) {
      sum += value & 0xff;
    }
    return sum / frame.rgb().length;
  }

  @Test
  void sameSceneGivesSamePixels() {
    StereoScene scene = new StereoScene(withOne(10), RIG);
    StereoRenderer one = new StereoRenderer(scene);
    StereoRenderer two = new StereoRenderer(scene);

    assertThat(two.left(3).rgb()).isEqualTo(one.left(3).rgb());
    assertThat(two.right(3).rgb()).isEqualTo(one.right(3).rgb());
    assertThat(one.right(3).rgb()).isNotEqualTo(one.left(3).rgb());
  }
}

package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;
import org.reeflens.stats.Assignment;

class StereoMatchingTest {

  private static final double NO = Double.POSITIVE_INFINITY;

  private static final StereoCalibration RIG =
      new StereoCalibration(
          camera(), camera(), Rotation.ofVector(0, 0, 0), new Position(-600, 0, 0), null, null, "");

  private final StereoMatching matching = new StereoMatching(RIG, 300, 12_000);

  private static CameraModel camera() {
    return new CameraModel(800, 800, 480, 270, Distortion.of(), new PictureSize(960, 540));
  }

  /** The box of a fish of 300 by 100 mm. */
  private static Box box(double x, double y, double z, double cameraX, double scale) {
    double centreX = 480 + 800 * (x - cameraX) / z;
    double centreY = 270 + 800 * y / z;
    double width = scale * 800 * 300 / z;
    double height = scale * 800 * 100 / z;
    return Box.ofSize(centreX - width / 2, centreY - height / 2, width, height);
  }

  @Test
  void boxesOfOneFishFitWithoutCostAndTellItsPlace() {
    StereoMatching.Candidate same =
        matching.candidate(box(400, -100, 3000, 0, 1), box(400, -100, 3000, 600, 1), false);

    assertThat(same).isNotNull();
    assertThat(same.cost()).isCloseTo(0, within(1e-6));
    assertThat(same.depthMm()).isCloseTo(3000, within(1e-6));
    assertThat(same.rangeMm()).isCloseTo(Math.sqrt(9_000_000 + 170_000), within(1e-6));
  }

  @Test
  void boxesThatCannotBeOneFishByTheGeometryAreNoCandidates() {
    Box left = box(400, -100, 3000, 0, 1);

    // On other rows, nearer than the range or farther, behind, and of another size.
    assertThat(matching.candidate(left, box(400, 100, 3000, 600, 1), false)).isNull();
    assertThat(matching.candidate(box(300, 0, 250, 0, 0.1), box(300, 0, 250, 600, 0.1), false))
        .isNull();
    assertThat(matching.candidate(box(400, 0, 20_000, 0, 1), box(400, 0, 20_000, 600, 1), false))
        .isNull();
    assertThat(matching.candidate(box(400, -100, 3000, 600, 1), left, false)).isNull();
    assertThat(matching.candidate(left, box(400, -100, 3000, 600, 3), false)).isNull();
    // Sizes tell nothing where the edge cuts a fish.
    assertThat(matching.candidate(left, box(400, -100, 3000, 600, 3), true)).isNotNull();
  }

  @Test
  void voteOfTheTracksOverrulesSingleFrames() {
    List<StereoMatching.Look> looks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      // In the fourth look the two fish pass each other and look better exchanged.
      double own = i == 3 ? 0.9 : 0.3;
      double other = i == 3 ? 0.6 : 1.5;
      looks.add(
          new StereoMatching.Look(
              0.2 * i,
              new int[] {1, 2},
              new int[] {7, 8},
              new double[] {own, other, other, own},
              new double[] {3000, 3000, 3000, 3000}));
    }

    assertThat(StereoMatching.alone(looks.get(3))).containsExactly(1, 0);
    assertThat(StereoMatching.together(looks))
        .allSatisfy(pairs -> assertThat(pairs).containsExactly(0, 1));
  }

  @Test
  void rightTrackThatBreaksIsFollowedByItsNextPiece() {
    List<StereoMatching.Look> looks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      looks.add(
          new StereoMatching.Look(
              0.2 * i,
              new int[] {1},
              new int[] {i < 3 ? 7 : 9},
              new double[] {0.4},
              new double[] {3000}));
    }

    assertThat(StereoMatching.together(looks))
        .allSatisfy(pairs -> assertThat(pairs).containsExactly(0));
  }

  @Test
  void fishThatOnlyOneCameraSeesStaysAlone() {
    StereoMatching.Look look =
        new StereoMatching.Look(
            0, new int[] {1, 2}, new int[] {7}, new double[] {NO, 0.4}, new double[] {0, 2500});

    assertThat(StereoMatching.alone(look)).containsExactly(Assignment.NONE, 0);
  }

  @Test
  void shiftIsTakenFromABox() {
    assertThat(StereoMatching.shifted(new Box(10, 20, 30, 40), new Point(4, -2)))
        .isEqualTo(new Box(6, 22, 26, 42));
  }
}

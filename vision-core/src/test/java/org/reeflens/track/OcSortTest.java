package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/** What {@link OcSort} adds: headings, the last sight, and the way between two sights. */
class OcSortTest {

  @Test
  void aHeadingIsAgreedWithByDirectionAndNotByDistance() {
    Heading right = Heading.of(box(0, 0), box(10, 0), box(5, 0));
    assertThat(right.agreement(box(50, 0))).isEqualTo(0.5);
    assertThat(right.agreement(box(6, 1))).isCloseTo(0.25, within(1e-12));
    assertThat(right.agreement(box(5, 9))).isCloseTo(0, within(1e-12));
    assertThat(right.agreement(box(-5, 0))).isEqualTo(-0.5);
    assertThat(right.agreement(box(5, 0))).isZero();
    assertThat(Heading.of(box(3, 3), box(3, 3), box(3, 3))).isEqualTo(Heading.UNKNOWN);
    assertThat(Heading.UNKNOWN.agreement(box(9, 9))).isZero();
  }

  @Test
  void headingsAreTakenOverSixTenthsOfASecond() {
    ObservedMotion motion = motion(box(0, 0));
    for (int step = 1; step <= 6; step++) {
      motion.predict(1, true);
      // Jumps up and down on its way to the right.
      motion.correct(box(10 * step, step % 2 * 5));
    }
    motion.predict(1, true);
    // From step 3 to step 6; from step 4 on the way goes on.
    assertThat(motion.heading().fromX()).isEqualTo(40);
    assertThat(motion.heading().x()).isCloseTo(30 / Math.hypot(30, 5), within(1e-12));
  }

  @Test
  void theWayBetweenTwoSightsIsTakenForStraight() {
    ObservedMotion motion = motion(box(0, 0));
    for (int step = 1; step <= 5; step++) {
      motion.predict(1, true);
      motion.correct(box(10 * step, 0));
    }
    // It was going right; now it is seen above where it was lost, four steps later.
    for (int step = 0; step < 4; step++) {
      motion.predict(1, true);
    }
    assertThat(motion.box().centreX()).isCloseTo(90, within(3.0));
    motion.correct(box(50, 40));
    motion.predict(1, true);
    // A filter that believes its own forecast would go on to the right.
    assertThat(motion.box().centreX()).isBetween(48.0, 56.0);
    assertThat(motion.box().centreY()).isBetween(44.0, 51.0);
  }

  @Test
  void whatWasSeenGoesAlongWithTheCamera() {
    ObservedMotion motion = motion(box(0, 0));
    ObservedMotion moved = motion(box(0, 0));
    Affine pan = Affine.shift(100, -30);
    for (int step = 1; step <= 8; step++) {
      motion.predict(1, true);
      moved.predict(1, true);
      moved.follow(pan);
      if (step < 3 || step == 8) {
        motion.correct(box(5 * step, 0));
        moved.correct(box(5 * step + 100 * step, -30 * step));
      }
    }
    assertThat(moved.box().centreX()).isCloseTo(motion.box().centreX() + 800, within(1e-9));
    assertThat(moved.box().centreY()).isCloseTo(motion.box().centreY() - 240, within(1e-9));
    assertThat(moved.heading().x()).isCloseTo(motion.heading().x(), within(1e-9));
    assertThat(moved.heading().fromX()).isCloseTo(motion.heading().fromX() + 800, within(1e-9));
  }

  @Test
  void aFishThatStoppedBehindARockIsFoundWhereItWasLastSeen() {
    OcSort tracker = OcSort.forFish(0.3, false);
    ByteTrack byForecast = ByteTrack.forFish(0.3);
    List<TrackPoint> points = new ArrayList<>();
    List<TrackPoint> others = new ArrayList<>();
    for (int sample = 0; sample < 16; sample++) {
      // Fast, then out of sight for a second, then near where it went out of sight.
      boolean hidden = sample >= 6 && sample < 11;
      double left = 100 + 20 * Math.min(sample, 5);
      List<Detection> there =
          hidden ? List.of() : List.of(new Detection(Box.ofSize(left, 50, 30, 15), 0.9, 0));
      points.addAll(tracker.update(sample * 0.2, there));
      others.addAll(byForecast.update(sample * 0.2, there));
    }
    assertThat(points).hasSize(11).extracting(TrackPoint::track).containsOnly(1);
    assertThat(others).extracting(TrackPoint::track).contains(2);
  }

  @Test
  void thePaperTellsAFoundTrackOnceItHasEnoughHitsAgain() {
    OcSort tracker = OcSort.paper(30, false);
    List<Integer> toldAt = new ArrayList<>();
    for (int sample = 0; sample < 16; sample++) {
      boolean hidden = sample == 8;
      List<Detection> there =
          hidden ? List.of() : List.of(new Detection(Box.ofSize(100, 50, 30, 15), 0.9, 0));
      int now = sample;
      if (tracker.update(sample / 30.0, there).stream().anyMatch(p -> p.sample() == now)) {
        toldAt.add(sample);
      }
    }
    assertThat(toldAt).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15);
  }

  private static ObservedMotion motion(Box seen) {
    return new ObservedMotion(seen, OcSortSettings.forFish(0.3, false));
  }

  private static Box box(double centreX, double centreY) {
    return Box.ofSize(centreX - 15, centreY - 8, 30, 16);
  }
}

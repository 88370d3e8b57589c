package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;

/** Boxes of 40 by 20 pixels, five a second; the rule allows a square of 20 pixels over 2 s. */
class StationaryTest {
  private static final double STEP = 0.2;
  private static final Optional<Affine> STILL = Optional.of(Affine.identity());

  private final Stationary watch = new Stationary(new Stationary.Rule(0.5, 2));

  private void watch(int from, int to, IntFunction<Point> centre) {
    for (int sample = from; sample < to; sample++) {
      watch.add(sample * STEP, STILL, List.of(point(1, sample, centre.apply(sample))));
    }
  }

  private static TrackPoint point(int track, int sample, Point centre) {
    Box box = Box.ofSize(centre.x() - 20, centre.y() - 10, 40, 20);
    return new TrackPoint(track, sample, new Detection(box, 0.9, 0), box);
  }

  @Test
  void whatStaysIsStationary() {
    watch(0, 11, sample -> new Point(100, 50));
    assertThat(watch.tracks()).containsExactly(1);
  }

  @Test
  void whatSwaysByLessThanHalfItsLengthIsStationary() {
    Random random = new Random(3);
    watch(0, 50, sample -> new Point(100 + random.nextInt(20), 50 + random.nextInt(20)));
    assertThat(watch.tracks()).containsExactly(1);
  }

  @Test
  void whatSwimsByMoreThanHalfItsLengthIsNot() {
    watch(0, 30, sample -> new Point(100 + sample, 50));
    assertThat(watch.tracks()).isEmpty();
  }

  @Test
  void oneWayUpOrDownCountsLikeOneAcross() {
    watch(0, 30, sample -> new Point(100, 50 - sample));
    assertThat(watch.tracks()).isEmpty();
  }

  @Test
  void aFishThatRestsAndLeavesIsNot() {
    watch(0, 40, sample -> new Point(100 + 10 * Math.max(0, sample - 35), 50));
    assertThat(watch.tracks()).isEmpty();
  }

  @Test
  void oneBadBoxIsNoMovement() {
    watch(0, 20, sample -> new Point(sample == 9 ? 160 : 100, 50));
    assertThat(watch.tracks()).containsExactly(1);
  }

  @Test
  void aShortTrackIsNeverStationary() {
    watch(0, 10, sample -> new Point(100, 50));
    assertThat(watch.tracks()).isEmpty();
  }

  @Test
  void twoSightingsFarApartAreTooFew() {
    watch.add(0, STILL, List.of(point(1, 0, new Point(100, 50))));
    watch.add(5, STILL, List.of(point(1, 1, new Point(100, 50))));
    assertThat(watch.tracks()).isEmpty();
  }

  @Test
  void hitsBeforeConfirmationCount() {
    watch.add(0, STILL, List.of());
    watch.add(1, STILL, List.of());
    watch.add(
        2,
        STILL,
        List.of(
            point(1, 0, new Point(100, 50)),
            point(1, 1, new Point(100, 50)),
            point(1, 2, new Point(101, 50))));
    assertThat(watch.tracks()).containsExactly(1);
  }

  @Test
  void theMotionOfTheCameraIsTakenAway() {
    Affine pan = Affine.shift(7, -3);
    for (int sample = 0; sample < 20; sample++) {
      Point weed = new Point(100 + 7 * sample, 200 - 3 * sample);
      // It swims with the camera, so it seems to stand still.
      Point fish = new Point(300, 100);
      watch.add(
          sample * STEP, Optional.of(pan), List.of(point(1, sample, weed), point(2, sample, fish)));
    }
    assertThat(watch.tracks()).containsExactly(1);
  }

  @Test
  void aZoomingCameraMakesNoWay() {
    Affine zoom = new Affine(1.05, 0, 0, 0, 1.05, 0);
    double scale = 1;
    for (int sample = 0; sample < 20; sample++) {
      watch.add(
          sample * STEP,
          Optional.of(zoom),
          List.of(point(1, sample, new Point(100 * scale, 80 * scale))));
      scale *= 1.05;
    }
    assertThat(watch.tracks()).containsExactly(1);
  }

  @Test
  void acrossAnUnknownMotionNothingIsCompared() {
    for (int sample = 0; sample < 20; sample++) {
      Point weed = new Point(sample < 10 ? 100 : 300, 50);
      watch.add(
          sample * STEP, sample == 10 ? Optional.empty() : STILL, List.of(point(1, sample, weed)));
    }
    assertThat(watch.tracks()).containsExactly(1);
  }

  @Test
  void aPartThatMovedSpeaksForAll() {
    for (int sample = 0; sample < 40; sample++) {
      Point fish = new Point(sample < 20 ? 100 + 3 * sample : 300, 50);
      watch.add(
          sample * STEP, sample == 20 ? Optional.empty() : STILL, List.of(point(1, sample, fish)));
    }
    assertThat(watch.tracks()).isEmpty();
  }

  @Test
  void badNumbersAreRefused() {
    assertThatThrownBy(() -> new Stationary.Rule(0, 2)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Stationary.Rule(0.5, -1)).hasMessageContaining("0 or more");
    assertThatThrownBy(() -> watch.add(0, STILL, List.of(point(1, 1, new Point(0, 0)))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

class ByteTrackTest {

  @Test
  void aFaintFishIsFollowedButNeitherStartedNorConfirmed() {
    ByteTrack tracker = ByteTrack.forFish(0.3);
    List<TrackPoint> points = new ArrayList<>();
    double[] confidences = {0.2, 0.9, 0.2, 0.2, 0.9, 0.2, 0.9, 0.2, 0.05};
    for (int sample = 0; sample < confidences.length; sample++) {
      List<TrackPoint> told = tracker.update(sample * 0.2, List.of(seen(100, confidences[sample])));
      if (sample < 6) {
        assertThat(told).as("before the third high detection").isEmpty();
      }
      points.addAll(told);
    }
    assertThat(points).extracting(TrackPoint::sample).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void aFishGoneForMoreThanTwoSecondsIsAnotherFish() {
    ByteTrack tracker = ByteTrack.forFish();
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 30; sample++) {
      boolean away = sample >= 10 && sample < 20;
      points.addAll(tracker.update(sample * 0.2, away ? List.of() : List.of(seen(100, 0.9))));
    }
    assertThat(points)
        .filteredOn(p -> p.sample() == 29)
        .extracting(TrackPoint::track)
        .containsExactly(2);
  }

  @Test
  void findsASmallFishThatSwamOutOfItsBox() {
    ByteTrack tracker = ByteTrack.forFish();
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 6; sample++) {
      Box box = Box.ofSize(20 + 10 * sample, 30, 9, 9);
      points.addAll(tracker.update(sample * 0.2, List.of(new Detection(box, 0.8, 0))));
    }
    assertThat(points).hasSize(6).extracting(TrackPoint::track).containsOnly(1);
  }

  @Test
  void theEstimateNarrowsWithAFishThatTurns() {
    ByteTrack tracker = ByteTrack.forFish();
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 15; sample++) {
      double width = Math.max(12, 40 - 4 * sample);
      Box box = Box.ofSize(100 - width / 2, 50, width, 15);
      points.addAll(tracker.update(sample * 0.2, List.of(new Detection(box, 0.9, 0))));
    }
    TrackPoint last = points.get(points.size() - 1);
    assertThat(last.detection().box().width()).isEqualTo(12);
    assertThat(last.estimate().width()).isBetween(11.0, 13.0);
  }

  @Test
  void idsAreGivenInOrderOfConfirmationNotOfSight() {
    ByteTrack tracker = ByteTrack.forFish();
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 6; sample++) {
      // The left fish is seen first, and is confirmed last: its second detections are faint.
      points.addAll(
          tracker.update(
              sample * 0.2,
              sample == 0
                  ? List.of(seen(10, 0.9))
                  : List.of(seen(10, sample < 4 ? 0.2 : 0.9), seen(300, 0.9))));
    }
    assertThat(points)
        .filteredOn(p -> p.sample() == 5)
        .extracting(p -> p.detection().box().left())
        .containsExactly(300.0, 10.0);
  }

  private static Detection seen(double left, double confidence) {
    return new Detection(Box.ofSize(left, 50, 32, 16), confidence, 0);
  }
}

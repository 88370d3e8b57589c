package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/** What trackers with the settings for fish keep on top of {@link TrackerContract}. */
abstract class FishTrackerContract extends TrackerContract {

  @Test
  void threeHitsConfirmAFishAndTheEarlierOnesAreTold() {
    Tracker tracker = tracker();
    assertThat(tracker.update(0, List.of(seen(100)))).isEmpty();
    assertThat(tracker.update(0.2, List.of(seen(102)))).isEmpty();
    assertThat(tracker.update(0.4, List.of(seen(104))))
        .extracting(TrackPoint::sample)
        .containsExactly(0, 1, 2);
  }

  @Test
  void whatIsNotConfirmedIsNeverTold() {
    Tracker tracker = tracker();
    for (int sample = 0; sample < 40; sample++) {
      // A false box at another place every second frame.
      List<Detection> flicker = List.of(seen(200 * (sample / 2 % 5)));
      assertThat(tracker.update(sample * 0.4, flicker)).as("sample %d", sample).isEmpty();
    }
    // The numbers of what was never told are not used up.
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 5; sample++) {
      points.addAll(tracker.update(100 + sample * 0.2, List.of(seen(100))));
    }
    assertThat(points).hasSize(5).extracting(TrackPoint::track).containsOnly(1);
  }

  @Test
  void manyFramesASecondDoNotConfirmAFlicker() {
    Tracker tracker = tracker();
    int confirmedAt = 0;
    for (int frame = 0; confirmedAt == 0; frame++) {
      if (!tracker.update(frame / 30.0, List.of(seen(100))).isEmpty()) {
        confirmedAt = frame;
      }
    }
    assertThat(confirmedAt).isEqualTo(9); // 0.3 s
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 5, 10, 15, 29.97, 30})
  void keepsItsIdThroughASecondOutOfSightAtAnyRate(double samplesPerSecond) {
    Tracker tracker = tracker();
    List<TrackPoint> points = new ArrayList<>();
    int samples = (int) (6 * samplesPerSecond);
    int hidden = 0;
    for (int sample = 0; sample < samples; sample++) {
      double time = sample / samplesPerSecond;
      boolean behindCoral = time > 3 && time < 4;
      hidden += behindCoral ? 1 : 0;
      // 40 pixels a second, a little more than its length.
      points.addAll(tracker.update(time, behindCoral ? List.of() : List.of(seen(100 + 40 * time))));
    }
    assertThat(points).hasSize(samples - hidden);
    assertThat(points).extracting(TrackPoint::track).containsOnly(1);
  }

  @Test
  void aNumberIsNotGivenTwice() {
    Tracker tracker = tracker();
    List<TrackPoint> points = new ArrayList<>();
    for (int visit = 0; visit < 6; visit++) {
      for (int sample = 0; sample < 4; sample++) {
        points.addAll(tracker.update(visit * 10 + sample * 0.2, List.of(seen(100))));
      }
    }
    assertThat(points)
        .extracting(TrackPoint::track)
        .containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6);
  }

  private static Detection seen(double left) {
    return new Detection(Box.ofSize(left, 50, 32, 16), 0.9, 0);
  }
}

package org.reeflens.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.track.TrackPoint;

class ObservationLogTest {

  private final ObservationLog log = new ObservationLog();

  @Test
  void observationsAreFoundBySampleThoughTheyWereToldLater() {
    samples(3);
    log.add(point(1, 2));
    log.add(point(2, 0));
    log.add(point(1, 0));

    assertThat(log.at(0)).containsExactly(observation(1, 0), observation(2, 0));
    assertThat(log.at(1)).isEmpty();
    assertThat(log.at(2)).containsExactly(observation(1, 2));
  }

  @Test
  void aSampleAddedAfterReadingIsSeen() {
    samples(1);
    assertThat(log.at(0)).isEmpty();

    samples(1);
    log.add(point(7, 1));

    assertThat(log.at(1)).containsExactly(observation(7, 1));
  }

  @Test
  void thousandsOfObservationsKeepTheirValues() {
    samples(100);
    for (int i = 0; i < 5000; i++) {
      log.add(point(i / 100 + 1, i % 100));
    }

    assertThat(log.size()).isEqualTo(5000);
    for (int sample = 0; sample < 100; sample++) {
      List<Observation> found = log.at(sample);
      for (int track = 1; track <= 50; track++) {
        assertThat(found.get(track - 1)).isEqualTo(observation(track, sample));
      }
    }
  }

  @Test
  void anObservationOfAnUnknownSampleIsRefused() {
    samples(1);

    assertThatThrownBy(() -> log.add(point(1, 1))).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private void samples(int count) {
    for (int i = 0; i < count; i++) {
      int n = log.samples().size();
      log.addSample(new FrameTime(0, n, n * 200_000L, n * 200_000L));
    }
  }

  private static TrackPoint point(int track, int sample) {
    Detection seen = observation(track, sample).detection();
    return new TrackPoint(track, sample, seen, seen.box());
  }

  private static Observation observation(int track, int sample) {
    return new Observation(
        track, new Detection(Box.ofSize(track, sample, 8.5, 4.25), 0.5, track % 3));
  }
}

package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

class StillPicturesTest {
  private final Tracker tracker = new StillPictures(0.4);

  @Test
  void everyBelievedDetectionIsAnAnimalOfItsOwn() {
    Detection sure = new Detection(Box.ofSize(10, 10, 20, 10), 0.4, 0);
    Detection faint = new Detection(Box.ofSize(50, 10, 20, 10), 0.39, 0);

    assertThat(tracker.update(0, List.of(sure, faint)))
        .containsExactly(new TrackPoint(1, 0, sure, sure.box()));
    assertThat(tracker.update(1, List.of(sure, sure)))
        .extracting(TrackPoint::track, TrackPoint::sample)
        .containsExactly(tuple(2, 1), tuple(3, 1));
  }

  @Test
  void timeMustRise() {
    tracker.update(1, List.of());

    assertThatThrownBy(() -> tracker.update(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("time must rise");
  }
}

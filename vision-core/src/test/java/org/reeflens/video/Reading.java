package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.frame.Region;
import org.reeflens.testvideos.clip.FrameNumber;

/** Reads a selection of a dive to its end and closes everything. */
record Reading(List<FrameTime> times, List<Integer> numbers, DecodeReport report) {
  private static final Region MARK = new Region(0, 0, FrameNumber.WIDTH, FrameNumber.HEIGHT);

  static Reading of(Dive dive, FrameSelection selection) {
    FramePool pool = new FramePool(3);
    List<FrameTime> times = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    try (VideoReader reader = dive.open(selection, pool)) {
      for (Frame next = reader.next(); next != null; next = reader.next()) {
        try (Frame frame = next) {
          times.add(frame.time());
          numbers.add(
              FrameNumber.read(Pictures.image(frame, MARK, FrameNumber.WIDTH, FrameNumber.HEIGHT)));
        }
      }
      assertThat(pool.available()).isEqualTo(pool.capacity());
      return new Reading(times, numbers, reader.report());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Long> diveMicros() {
    return times.stream().map(FrameTime::diveMicros).toList();
  }

  List<Integer> indexes() {
    return times.stream().map(FrameTime::index).toList();
  }
}

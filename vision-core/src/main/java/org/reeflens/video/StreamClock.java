package org.reeflens.video;

import java.util.OptionalLong;

/**
 * The time of a stream's pictures since the first one, by the stream's own clock. Cameras set their
 * clocks back and forth, and some give no times: such a step is taken from when the pictures
 * arrived. For one connection.
 */
final class StreamClock {

  /** A longer step from one picture to the next is a clock that was set. A guess. */
  private static final long LONGEST_STEP = 10_000_000;

  private OptionalLong lastShown = OptionalLong.empty();
  private long lastArrived;
  private long last = -1;
  private int guessed;

  /**
   * The time of the next picture.
   *
   * @param shown microseconds by the stream's clock; empty if it does not say
   * @param arrived microseconds by this machine's clock
   * @return microseconds since the first picture, rising
   */
  long next(OptionalLong shown, long arrived) {
    if (last < 0) {
      last = 0;
    } else {
      long step =
          shown.isPresent() && lastShown.isPresent()
              ? shown.getAsLong() - lastShown.getAsLong()
              : 0;
      if (step <= 0 || step > LONGEST_STEP) {
        step = Math.max(1, arrived - lastArrived);
        guessed++;
      }
      last += step;
    }
    lastShown = shown;
    lastArrived = arrived;
    return last;
  }

  /** Pictures whose time the stream did not give. */
  int guessed() {
    return guessed;
  }
}

package org.reeflens.track;

/** Which analysed frame a tracker has come to, and its time. */
final class FrameClock {
  private int sample = -1;
  private double seconds = Double.NEGATIVE_INFINITY;

  /**
   * Goes on to the next frame.
   *
   * @return the time since the last one, seconds; infinite for the first
   * @throws IllegalArgumentException if the time does not rise
   */
  double advance(double timeSeconds) {
    if (!(timeSeconds > seconds && timeSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "time must rise, but " + timeSeconds + " s follows " + seconds + " s");
    }
    double elapsed = timeSeconds - seconds;
    seconds = timeSeconds;
    sample++;
    return elapsed;
  }

  /** 0-based number of the frame. */
  int sample() {
    return sample;
  }

  /** Dive time of the frame. */
  double seconds() {
    return seconds;
  }
}

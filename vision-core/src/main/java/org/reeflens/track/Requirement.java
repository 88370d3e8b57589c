package org.reeflens.track;

/** What settings must keep. */
final class Requirement {

  private Requirement() {}

  /** Refuses settings with the sentence {@code otherwise} unless {@code holds}. */
  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Refuses a time in seconds that is not finite or of which {@code inRange} does not hold. */
  static void time(boolean inRange, double seconds) {
    that(inRange && Double.isFinite(seconds), "not a time: " + seconds);
  }

  /** The time from frame to frame, seconds. */
  static double frameSeconds(double samplesPerSecond) {
    that(
        samplesPerSecond > 0 && Double.isFinite(samplesPerSecond),
        "frames a second must be above 0: " + samplesPerSecond);
    return 1 / samplesPerSecond;
  }
}

package org.reeflens.video;

import java.util.List;
import java.util.Locale;

/**
 * How the clock of a right camera stands to that of the left one: a moment at {@code t} dive
 * seconds of the left recording is at {@link #rightSeconds} of the right one.
 *
 * @param offsetSeconds what to add to a time of the left recording, at its beginning, s
 * @param driftPerSecond how much more the right clock goes forward in each second of the left one
 * @param errorSeconds standard error of the offset, s; 0 where it was given as exact
 * @param confidence how sure it is that the two recordings belong together so, 0 to 1; 1 where a
 *     person said so
 * @param method how it was found, in words
 */
public record Synchronisation(
    double offsetSeconds,
    double driftPerSecond,
    double errorSeconds,
    double confidence,
    String method) {

  /** Clocks of cameras go wrong by less than this; more is a mistake. A guess on the safe side. */
  private static final double LARGEST_DRIFT = 1e-3;

  /** Two events must lie so far apart, s, or the drift between them is noise. A guess. */
  private static final double LEAST_APART = 60;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite or out of its range
   */
  public Synchronisation {
    if (!Double.isFinite(offsetSeconds)
        || !(Math.abs(driftPerSecond) <= LARGEST_DRIFT)
        || !(errorSeconds >= 0 && Double.isFinite(errorSeconds))
        || !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no synchronisation: offset %s s, drift %s s a second, error %s s, confidence %s",
              offsetSeconds,
              driftPerSecond,
              errorSeconds,
              confidence));
    }
  }

  /** An offset that a person knows, taken as exact. */
  public static Synchronisation given(double offsetSeconds) {
    return new Synchronisation(offsetSeconds, 0, 0, 1, "offset as given");
  }

  /**
   * One event as both cameras show it, such as a clap of the hands.
   *
   * @param leftSeconds dive time of the left frame that shows it first
   * @param rightSeconds dive time of the right frame that shows it first
   */
  public record Event(double leftSeconds, double rightSeconds) {}

  /**
   * By events that a person found in both recordings. Each is known to a frame, so its error is
   * that of the difference of two uniform errors. Two or more, a minute apart, tell the drift as
   * well.
   *
   * @param events one or more
   * @param left the left recording
   * @param right the right recording
   * @throws VideoException if an event lies outside a recording, or they contradict each other
   */
  public static Synchronisation atEvents(List<Event> events, Dive left, Dive right) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("no event was given");
    }
    for (Event event : events) {
      requireInside(event.leftSeconds(), left, "left");
      requireInside(event.rightSeconds(), right, "right");
    }
    double frame = Math.hypot(frameSeconds(left), frameSeconds(right)) / Math.sqrt(12);
    Event first = events.get(0);
    Event last = events.get(events.size() - 1);
    double apart = last.leftSeconds() - first.leftSeconds();
    double drift = 0;
    if (Math.abs(apart) >= LEAST_APART) {
      drift = (last.rightSeconds() - first.rightSeconds()) / apart - 1;
    }
    if (Math.abs(drift) > LARGEST_DRIFT) {
      throw new VideoException(
          String.format(
              Locale.ROOT,
              "The events say that the right clock goes wrong by %.1f ms in each second; at least"
                  + " one of them is not the same moment in both recordings.",
              1000 * drift));
    }
    double usedDrift = drift;
    double offset =
        events.stream()
            .mapToDouble(e -> e.rightSeconds() - e.leftSeconds() * (1 + usedDrift))
            .average()
            .orElseThrow();
    for (Event event : events) {
      double miss = event.rightSeconds() - event.leftSeconds() * (1 + drift) - offset;
      if (Math.abs(miss) > frameSeconds(left) + frameSeconds(right)) {
        throw new VideoException(
            String.format(
                Locale.ROOT,
                "The event at %.3f s of the left recording is %.0f ms off what the others say;"
                    + " look at the frames again, or leave it out.",
                event.leftSeconds(),
                1000 * miss));
      }
    }
    return new Synchronisation(
        offset,
        drift,
        frame / Math.sqrt(events.size()),
        1,
        events.size() == 1 ? "an event in both" : events.size() + " events in both");
  }

  private static void requireInside(double seconds, Dive dive, String side) {
    if (!(seconds >= 0 && seconds <= dive.durationMicros() / 1e6)) {
      throw new VideoException(
          String.format(
              Locale.ROOT,
              "The event at %.3f s lies outside the %s recording of %.3f s.",
              seconds,
              side,
              dive.durationMicros() / 1e6));
    }
  }

  /** Mean time from frame to frame, s. */
  static double frameSeconds(Dive dive) {
    int frames = dive.chapters().stream().mapToInt(Chapter::frames).sum();
    return dive.durationMicros() / 1e6 / frames;
  }

  /** The dive time of the right recording at a dive time of the left one, s. */
  public double rightSeconds(double leftSeconds) {
    return leftSeconds + offsetSeconds + driftPerSecond * leftSeconds;
  }

  /** For provenance, such as {@code offset -0.5200 s +- 0.0011 s, drift 0.0 ppm (motion)}. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "offset %.4f s +- %.4f s, drift %.1f ppm, confidence %.2f (%s)",
        offsetSeconds,
        errorSeconds,
        1e6 * driftPerSecond,
        confidence,
        method);
  }
}

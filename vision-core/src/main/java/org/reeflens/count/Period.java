package org.reeflens.count;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.frame.FrameTime;

/**
 * A stretch of a dive, its start included and its end not, so that periods that follow each other
 * share no frame.
 *
 * @param fromSeconds dive time of the start, seconds, 0 or more
 * @param toSeconds dive time of the end, seconds, above the start; infinite for the end of the dive
 */
public record Period(double fromSeconds, double toSeconds) {

  /** From the first frame to the last. */
  public static final Period WHOLE_DIVE = new Period(0, Double.POSITIVE_INFINITY);

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if the start is negative or not finite, or the end not after
   *     it
   */
  public Period {
    if (!(fromSeconds >= 0 && fromSeconds < toSeconds)) {
      throw new IllegalArgumentException("no period: " + fromSeconds + " s to " + toSeconds + " s");
    }
  }

  /**
   * Cuts this period into pieces of one length, the last one shorter where the length does not fit.
   *
   * @param seconds length of a piece, above 0
   * @throws IllegalArgumentException if the length is not above 0 or this period has no end
   */
  public List<Period> split(double seconds) {
    if (!(seconds > 0) || Double.isInfinite(toSeconds)) {
      throw new IllegalArgumentException(
          "cannot cut " + this + " into pieces of " + seconds + " s");
    }
    List<Period> pieces = new ArrayList<>();
    // Each start is reckoned from the first, so that an inexact length does not add up.
    for (int i = 0; fromSeconds + i * seconds < toSeconds; i++) {
      double start = fromSeconds + i * seconds;
      pieces.add(new Period(start, Math.min(fromSeconds + (i + 1) * seconds, toSeconds)));
    }
    return List.copyOf(pieces);
  }

  /** Whether a frame is shown within this period. */
  public boolean contains(FrameTime time) {
    return time.seconds() >= fromSeconds && time.seconds() < toSeconds;
  }
}

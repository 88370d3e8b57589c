package org.reeflens.pipeline;

import java.util.Locale;

/**
 * Which of the sampled frames the detector looks at: all of them where something moves or an animal
 * was seen a moment ago, and else one in a while. A sample it does not look at counts as one in
 * which nothing was seen; so {@code MeanCount} and its interval stay means over all samples, evenly
 * spaced in time, and the provenance tells how many were not looked at.
 *
 * <p>Animals are missed if they come and go between two looks without being taken for motion. A
 * first arrival may be late by the time between two looks.
 *
 * @param everySeconds while nothing is there, a sample is looked at when the last look is so long
 *     ago; seconds, above 0
 * @param openSeconds after motion or an animal, every sample is looked at for so long; seconds, 0
 *     or more
 * @param motion whether the samples are searched for motion, which costs time itself and helps only
 *     where the camera stands still
 */
public record AdaptiveSampling(double everySeconds, double openSeconds, boolean motion) {

  /**
   * One sample a second is looked at, and every one for two seconds after an animal was seen, be it
   * faintly. Chosen by looking at the 40 real clips of the guide, whose MaxN it leaves as it is;
   * with twice the first time or half the second one of them changed.
   */
  public static AdaptiveSampling whereSeen() {
    return new AdaptiveSampling(1, 2, false);
  }

  /**
   * The same, and every sample for two seconds after something moved too, for animals that pass
   * within a second. Spares less where weed drifts, and only a camera that stands still.
   */
  public static AdaptiveSampling whereMoving() {
    return new AdaptiveSampling(1, 2, true);
  }

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AdaptiveSampling {
    if (!(everySeconds > 0
        && Double.isFinite(everySeconds)
        && openSeconds >= 0
        && Double.isFinite(openSeconds))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "samples must be looked at every so many seconds above 0, and for 0 or more after"
                  + " something was seen: %s, %s",
              everySeconds,
              openSeconds));
    }
  }

  /** What it does, for provenance. */
  String describe() {
    return String.format(
        Locale.ROOT,
        "every sample is looked at for %s s after an animal%s was seen, else one in %s s; a sample not"
            + " looked at counts as empty",
        openSeconds,
        motion ? " or something moving" : "",
        everySeconds);
  }
}

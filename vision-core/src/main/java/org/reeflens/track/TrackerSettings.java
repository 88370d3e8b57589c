package org.reeflens.track;

/**
 * What a tracker of this package can be told. Times are seconds, so that one set of settings holds
 * for any number of analysed frames a second; only the settings of the papers count in frames.
 */
public sealed interface TrackerSettings permits ByteTrackSettings, BotSortSettings, OcSortSettings {

  /** What the detector's confidence decides. */
  Confidence confidence();

  /** When a track begins and ends. */
  Life life();

  /** How animals move. */
  Motion motion();

  /**
   * Whether to do as the authors' code does where fish call for something else; each tracker says
   * what that is.
   */
  boolean asPublished();

  /** A tracker for one dive that does as told here. */
  Tracker newTracker();

  /**
   * What the detector's confidence decides. Detections that are not above {@code low} are not used.
   *
   * @param high detections above this are high: they are matched first, and they alone count as
   *     hits for the confirmation of a track; 0 to 1
   * @param low detections above this, up to {@code high}, are low: they only go on with a track; 0
   *     to {@code high}
   * @param start a high detection that no track takes starts one from this on; {@code high} to 1
   */
  record Confidence(double high, double low, double start) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if it is not 0 ≤ low ≤ high ≤ start ≤ 1
     */
    public Confidence {
      Requirement.that(
          0 <= low && low <= high && high <= start && start <= 1,
          "confidences must be 0 <= low <= high <= start <= 1, not %s, %s, %s"
              .formatted(low, high, start));
    }
  }

  /**
   * When a track begins and ends.
   *
   * @param minHits high detections that confirm a track, 1 or more
   * @param minSeconds time from the first to the last detection that confirms a track, seconds, 0
   *     or more; it keeps a flicker from counting when there are many frames a second
   * @param recentSeconds a track seen within this time, or in the frame before, is in view: low
   *     detections may go on with it, and without being confirmed it lives on; seconds, 0 or more
   * @param lostSeconds a track not seen for longer is over; seconds, above 0
   */
  record Life(int minHits, double minSeconds, double recentSeconds, double lostSeconds) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range or not finite
     */
    public Life {
      Requirement.that(minHits >= 1, "a track needs 1 hit or more: " + minHits);
      Requirement.time(minSeconds >= 0, minSeconds);
      Requirement.time(recentSeconds >= 0, recentSeconds);
      Requirement.time(lostSeconds > 0, lostSeconds);
    }
  }

  /**
   * How animals move: at a nearly constant velocity, where "nearly" is a random change in each
   * step. Its deviation is given as a share of the animal's size in the picture.
   *
   * @param stepSeconds the step for which the noises hold, seconds, above 0; shorter and longer
   *     times between frames are reckoned from it
   * @param positionNoise deviation that a step adds to the position, and that of a detection's
   *     edge; above 0
   * @param velocityNoise deviation that a step adds to the velocity, in sizes a step; above 0
   */
  record Motion(double stepSeconds, double positionNoise, double velocityNoise) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is not above zero or not finite
     */
    public Motion {
      for (double value : new double[] {stepSeconds, positionNoise, velocityNoise}) {
        Requirement.that(
            value > 0 && Double.isFinite(value), "step and noises must be above 0: " + value);
      }
    }
  }
}

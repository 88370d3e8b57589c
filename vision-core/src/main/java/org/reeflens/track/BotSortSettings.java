package org.reeflens.track;

/**
 * What {@link BotSort} can be told. Two sets are at hand: {@link #forFish} and {@link #paper}.
 *
 * @param confidence what the detector's confidence decides
 * @param matching how well a detection must fit a track
 * @param life when a track begins and ends
 * @param motion how animals move
 * @param look how the looks of animals count; not at all for detections without an {@link
 *     org.reeflens.detect.Appearance}
 * @param asPublished whether to do as the authors' code does where fish call for something else:
 *     what {@link ByteTrackSettings#asPublished} says of confirmation, waiting, overlaps and
 *     doubles; and tracks are told from their first hit on, false ones of a single frame included,
 *     since the line of the code that would leave them out is switched off
 */
public record BotSortSettings(
    Confidence confidence,
    ByteTrackSettings.Matching matching,
    Life life,
    Motion motion,
    Look look,
    boolean asPublished)
    implements TrackerSettings {

  /**
   * The settings of the paper's code without appearance, for comparison with published results: N.
   * Aharon et al. 2022, "BoT-SORT: Robust Associations Multi-Pedestrian Tracking"; made for people
   * walking through videos of some 30 frames a second.
   *
   * @param samplesPerSecond analysed frames a second, above zero: the code counts in frames
   * @throws IllegalArgumentException if it is not above zero
   */
  public static BotSortSettings paper(double samplesPerSecond) {
    double sample = Requirement.frameSeconds(samplesPerSecond);
    return new BotSortSettings(
        new Confidence(0.6, 0.1, 0.7),
        new ByteTrackSettings.Matching(0.8, 0.5, 0.7, true, 0),
        // 30 frames, and by the order of its lists two more, as in ByteTrack.
        new Life(2, 0, 0, 32.5 * sample),
        new Motion(sample, 1.0 / 20, 1.0 / 160),
        Look.none(),
        true);
  }

  /**
   * Settings for fish at 3 to 30 analysed frames a second: those of {@link
   * ByteTrackSettings#forFish}, whose sources hold here too. What is left of BoT-SORT is its motion
   * model, in which a long fish is slow in y.
   *
   * @param confidence the confidence from which on the detector is believed, 0 to 1; have the
   *     detector report from a third of it
   */
  public static BotSortSettings forFish(double confidence) {
    ByteTrackSettings same = ByteTrackSettings.forFish(confidence);
    return new BotSortSettings(
        same.confidence(), same.matching(), same.life(), same.motion(), Look.none(), false);
  }

  /** The same settings, with looks. */
  public BotSortSettings with(Look looks) {
    return new BotSortSettings(confidence, matching, life, motion, looks, asPublished);
  }

  @Override
  public BotSort newTracker() {
    return new BotSort(this);
  }

  /**
   * How looks count. Two looks are unlike by half of one minus the cosine between them, 0 to 1.
   *
   * <p>The first two are for tracks and high detections that overlap: they fit as well as they
   * overlap or as they are alike, whichever is better. The others are for a confirmed animal that
   * is out of sight for so long that its motion says nothing any more: a detection that no track
   * took is the same animal if it is alike and so near that the animal can have swum there.
   *
   * @param leastOverlap the overlap from which on looks count for a track and a detection; 0 to 1
   * @param unlike only looks that are less unlike than this count; 0 to 1, 0 for none
   * @param rememberSeconds how long a lost animal may be known again by its look, seconds; 0 for
   *     never
   * @param againUnlike a lost animal is known again only by a look that is less unlike than this; 0
   *     to 1
   * @param sizesPerSecond how fast a lost animal may have swum, in sizes of the larger box (roots
   *     of its area) a second; 0 or more
   */
  public record Look(
      double leastOverlap,
      double unlike,
      double rememberSeconds,
      double againUnlike,
      double sizesPerSecond) {

    /** Looks count for nothing. */
    public static Look none() {
      return new Look(1, 0, 0, 0, 0);
    }

    /** The thresholds of BoT-SORT's code, for features taught to tell people from one another. */
    public static Look paper() {
      return new Look(0.5, 0.25, 0, 0, 0);
    }

    /**
     * For fish: BoT-SORT's thresholds, and for ten seconds a fish may be known again that has swum
     * no more than its length a second. All but BoT-SORT's are guesses. With the features of the
     * shipped classifier they rejoined one broken track on three real clips and cost a little on
     * nine others (the guide on tracking has the numbers): two fish of a school look alike.
     */
    public static Look forFish() {
      return new Look(0.5, 0.25, 10, 0.1, 1);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range or not finite
     */
    public Look {
      for (double share : new double[] {leastOverlap, unlike, againUnlike}) {
        Requirement.that(
            share >= 0 && share <= 1, "overlaps and differences must be 0 to 1: " + share);
      }
      Requirement.time(rememberSeconds >= 0, rememberSeconds);
      Requirement.that(
          sizesPerSecond >= 0 && Double.isFinite(sizesPerSecond),
          "the speed must be 0 or more: " + sizesPerSecond);
    }
  }
}

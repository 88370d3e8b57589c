package org.reeflens.track;

/**
 * What {@link OcSort} can be told. Two sets are at hand: {@link #forFish} and {@link #paper}.
 *
 * @param confidence what the detector's confidence decides
 * @param matching how well a detection must fit a track
 * @param life when a track begins and ends
 * @param motion how animals move; of the published tracker the step alone counts, since its noises
 *     are pixels
 * @param asPublished whether to do as the authors' code does where fish call for something else:
 *     noises are pixels and the ratio of width to height stays, as in SORT; the first detection of
 *     a track is none of its observations; the limit for overlaps works after the assignment; a
 *     track is told while it has enough hits without a gap, and in the first frames at once; what
 *     is told to be the animal's place is the detection
 */
public record OcSortSettings(
    Confidence confidence, Matching matching, Life life, Motion motion, boolean asPublished)
    implements TrackerSettings {

  /**
   * The settings of the paper's code, for comparison with published results: J. Cao et al. 2023,
   * "Observation-Centric SORT: Rethinking SORT for Robust Multi-Object Tracking", CVPR.
   *
   * @param samplesPerSecond analysed frames a second, above zero: the code counts in frames
   * @param faint whether low detections go on with tracks, as in ByteTrack: the code's {@code
   *     use_byte}
   * @throws IllegalArgumentException if the rate is not above zero
   */
  public static OcSortSettings paper(double samplesPerSecond, boolean faint) {
    double sample = Requirement.frameSeconds(samplesPerSecond);
    return new OcSortSettings(
        new Confidence(0.6, 0.1, 0.6),
        // Half a frame on top of its frames, so that the rounding of times decides nothing.
        new Matching(0.3, 0.2, 3.5 * sample, faint, 0),
        // The code keeps a track 30 frames and looks for it once more before it drops it.
        new Life(3, 0, 0, 31.5 * sample),
        new Motion(sample, 1.0 / 20, 1.0 / 160),
        true);
  }

  /**
   * Settings for fish at 3 to 30 analysed frames a second. Life, motion and margin are those of
   * {@link ByteTrackSettings#forFish}, and the least overlap is what its limits come to; inertia is
   * the paper's. The 0.6 s for directions are three frames, as in the paper, of five a second.
   *
   * @param confidence the confidence from which on the detector is believed, 0 to 1; have the
   *     detector report from a third of it
   * @param faint whether low detections go on with tracks, as in ByteTrack
   */
  public static OcSortSettings forFish(double confidence, boolean faint) {
    ByteTrackSettings same = ByteTrackSettings.forFish(confidence);
    return new OcSortSettings(
        same.confidence(),
        new Matching(1 - same.matching().first(), 0.2, 0.6, faint, same.matching().margin()),
        same.life(),
        same.motion(),
        false);
  }

  @Override
  public OcSort newTracker() {
    return new OcSort(this);
  }

  /**
   * How well a detection must fit a track.
   *
   * @param leastOverlap the least intersection over union of a detection with where the track is
   *     thought to be, or was last seen; 0 to 1
   * @param inertia how much it counts that a detection lies where the animal was heading, against
   *     the overlap: half of it, times the detector's confidence, is added for the same direction
   *     and taken away for the opposite one; 0 or more
   * @param directionSeconds the time over which directions are taken, seconds, above 0
   * @param faint whether low detections go on with tracks that found no high one
   * @param margin how far boxes are widened before they are compared; see {@link
   *     ByteTrackSettings.Matching#margin}. 0 to 2
   */
  public record Matching(
      double leastOverlap, double inertia, double directionSeconds, boolean faint, double margin) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range or not finite
     */
    public Matching {
      Requirement.that(
          leastOverlap >= 0 && leastOverlap <= 1,
          "the least overlap must be 0 to 1: " + leastOverlap);
      Requirement.that(
          inertia >= 0 && Double.isFinite(inertia), "the inertia must be 0 or more: " + inertia);
      Requirement.time(directionSeconds > 0, directionSeconds);
      Requirement.that(margin >= 0 && margin <= 2, "the margin must be 0 to 2: " + margin);
    }
  }
}

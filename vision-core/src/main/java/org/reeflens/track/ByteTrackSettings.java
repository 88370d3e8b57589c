package org.reeflens.track;

/**
 * What {@link ByteTrack} can be told. Two sets are at hand: {@link #forFish} and {@link #paper}.
 *
 * @param confidence what the detector's confidence decides
 * @param matching how well a detection must fit a track
 * @param life when a track begins and ends
 * @param motion how animals move
 * @param asPublished whether to do as the authors' code does where fish call for something else:
 *     tracks of the first frame are confirmed at once; a track that is not confirmed waits where it
 *     was first seen, and takes no low detections; the ratio of width to height hardly changes;
 *     overlaps count one pixel more on each axis; where a lost and a seen track share a place, the
 *     younger ends
 */
public record ByteTrackSettings(
    Confidence confidence, Matching matching, Life life, Motion motion, boolean asPublished)
    implements TrackerSettings {

  /**
   * The settings of the paper and its code, for comparison with published results: Y. Zhang et al.
   * 2022, "ByteTrack: Multi-Object Tracking by Associating Every Detection Box", ECCV; made for
   * people walking through videos of some 30 frames a second.
   *
   * @param samplesPerSecond analysed frames a second, above zero: the paper counts in frames
   * @throws IllegalArgumentException if it is not above zero
   */
  public static ByteTrackSettings paper(double samplesPerSecond) {
    double sample = Requirement.frameSeconds(samplesPerSecond);
    return new ByteTrackSettings(
        new Confidence(0.6, 0.1, 0.7),
        new Matching(0.9, 0.5, 0.7, true, 0),
        // The code keeps a track 30 frames, and by the order of its lists two more. Half a frame on
        // top, so that the rounding of times decides nothing.
        new Life(2, 0, 0, 32.5 * sample),
        new Motion(sample, 1.0 / 20, 1.0 / 160),
        true);
  }

  /**
   * Settings for fish at 3 to 30 analysed frames a second. They were chosen on the boxes people
   * drew in nine reef clips (fish of 13 to 57 pixels) and eight clips of a seagrass bed (fast
   * fish), 5 and 2.5 frames a second, and on those of the reef as a made-up detector would give
   * them: confidences about a mean of 0.2 to 0.5 for each fish, edges off by 8 % and half a pixel,
   * four false boxes a frame. They are no more general than that, and no real detector was asked.
   * Where single values come from:
   *
   * <ul>
   *   <li>low confidence: a third of the high one, the share in VIAME's trained ByteTrack (0.274 of
   *       0.751);
   *   <li>limits: 0.9, the paper's first, for all three, as in VIAME's survey model. The paper's
   *       0.5 for low detections lost 6 % of the made-up detector's fish, its 0.7 for new tracks 14
   *       % of the fast ones;
   *   <li>margin 0.25: without it 9 % of the fast fish were lost; more of it takes in false boxes;
   *   <li>three hits: with two the made-up detector got 2.5 times as many false boxes through, with
   *       four 5 % of the fast fish were lost. The 0.3 s beside it is a guess, for high frame
   *       rates;
   *   <li>recent 0.6 s: 0 s lost 4 % of the made-up detector's fish, 1 s took in a third more false
   *       boxes;
   *   <li>lost 2 s: SharkTrack's; 1 and 3.4 s (VIAME's) made little difference;
   *   <li>position noise 0.267 for steps of 0.2 s: VIAME's, trained at 5 frames a second. Velocity
   *       noise 0.1: with VIAME's 0.178 a tenth more identities changed, as it follows the shaking.
   * </ul>
   *
   * @param confidence the confidence from which on the detector is believed, 0 to 1; have the
   *     detector report from a third of it
   */
  public static ByteTrackSettings forFish(double confidence) {
    return new ByteTrackSettings(
        new Confidence(confidence, confidence / 3, confidence),
        new Matching(0.9, 0.9, 0.9, false, 0.25),
        new Life(3, 0.3, 0.6, 2),
        new Motion(0.2, 0.267, 0.1),
        false);
  }

  @Override
  public ByteTrack newTracker() {
    return new ByteTrack(this);
  }

  /**
   * How well a detection must fit a track. A match costs one minus the overlap (intersection over
   * union) of the detection with where the track is thought to be. A limit is the cost of leaving a
   * track and a detection unmatched; at 1 the slightest overlap will do.
   *
   * @param first limit for confirmed tracks and high detections; above 0, up to 1
   * @param second limit for low detections; above 0, up to 1
   * @param unconfirmed limit for tracks that are not confirmed and high detections; above 0, up to
   *     1
   * @param weighConfidence whether the overlap with a high detection is multiplied by its
   *     confidence
   * @param margin how far boxes are widened before they are compared, on each side as a share of
   *     the square root of their area, so that a small fish that swam out of its box is still
   *     found: the buffer of F. Yang et al. 2023, "Hard to Track Objects with Irregular Motions and
   *     Similar Appearances? Make It Easier by Buffering the Matching Space", WACV, there as a
   *     share of width and height. 0 to 2
   */
  public record Matching(
      double first, double second, double unconfirmed, boolean weighConfidence, double margin) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is not above 0 and up to 1, or the margin not 0
     *     to 2
     */
    public Matching {
      for (double limit : new double[] {first, second, unconfirmed}) {
        Requirement.that(limit > 0 && limit <= 1, "a limit must be above 0, up to 1: " + limit);
      }
      Requirement.that(margin >= 0 && margin <= 2, "the margin must be 0 to 2: " + margin);
    }
  }
}

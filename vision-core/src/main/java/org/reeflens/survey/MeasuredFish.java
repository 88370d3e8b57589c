package org.reeflens.survey;

import java.util.List;
import java.util.Optional;
import org.reeflens.frame.FrameTime;
import org.reeflens.measure.PointPair;
import org.reeflens.measure.StereoLength;
import org.reeflens.video.StereoDive;

/**
 * What two cameras made of the length of one fish at one moment.
 *
 * @param track public id of its track in the left recording
 * @param rightTrack id of its track in the right recording, 0 where it was not found there
 * @param sample number of the left frame among the analysed ones
 * @param pair the two frames
 * @param length the length; empty if it could not be measured
 * @param snout tip of the snout in both pictures, as of the left frame's moment; empty without a
 *     length
 * @param fork fork or tip of the tail in both pictures; empty without a length
 * @param passed whether the length keeps all rules, so that it counts
 * @param reasons why there is no length, or which rules it breaks; empty if it passed
 */
public record MeasuredFish(
    int track,
    int rightTrack,
    int sample,
    StereoDive.Pair pair,
    Optional<StereoLength> length,
    Optional<PointPair> snout,
    Optional<PointPair> fork,
    boolean passed,
    List<String> reasons) {

  /**
   * Copies the reasons.
   *
   * @throws IllegalArgumentException if a length passed that is none
   */
  public MeasuredFish {
    reasons = List.copyOf(reasons);
    if (passed && length.isEmpty()) {
      throw new IllegalArgumentException("there is no length that could pass");
    }
  }

  /** A fish without a length, and why. */
  public static MeasuredFish none(
      int track, int rightTrack, int sample, StereoDive.Pair pair, String why) {
    return new MeasuredFish(
        track,
        rightTrack,
        sample,
        pair,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(why));
  }

  /** The left frame. */
  public FrameTime time() {
    return pair.left();
  }
}

package org.reeflens.track;

import org.reeflens.detect.Detection;

/**
 * Follows animals by the overlap of boxes alone, after Y. Zhang et al. 2022, "ByteTrack:
 * Multi-Object Tracking by Associating Every Detection Box", ECCV. Its idea: a faint detection is
 * no reason to start a track, but where a track is expected it is a reason to go on with it. On
 * fish it is the best of the simple trackers (HOTA 31.8 on MFT25, before BoT-SORT 26.8 and OC-SORT
 * 25.0), and VIAME's default.
 *
 * <p>In each frame:
 *
 * <ol>
 *   <li>each track is moved to where it should be by now;
 *   <li>confirmed tracks, those out of view too, are matched with the high detections;
 *   <li>confirmed tracks in view that found none are matched with the low detections;
 *   <li>tracks not confirmed yet are matched with the high detections that are left, then with the
 *       low ones;
 *   <li>high detections still left start tracks.
 * </ol>
 *
 * <p>Unlike the original it drops no box for its shape or size, counts time in seconds, and gives
 * ids to confirmed tracks only. Classes are not looked at: one fish may be called this and that
 * from frame to frame.
 *
 * <p>A track must be seen again before it is given up: of frames further apart than {@link
 * TrackerSettings.Life#lostSeconds} nothing is ever confirmed.
 */
public final class ByteTrack extends ByteRounds<BoxMotion> {
  private final ByteTrackSettings settings;

  /** A tracker for one dive, with settings of one's own. */
  public ByteTrack(ByteTrackSettings settings) {
    super(settings, settings.matching());
    this.settings = settings;
  }

  /**
   * A tracker for fish, for a detector that is believed from a confidence of 0.3 on and reports
   * from 0.1 (VIAME's survey model; no detector was asked).
   */
  public static ByteTrack forFish() {
    return forFish(0.3);
  }

  /**
   * A tracker for fish.
   *
   * @param confidence the confidence from which on the detector is believed, above 0 and below 1;
   *     have the detector report from a third of it
   * @see ByteTrackSettings#forFish
   */
  public static ByteTrack forFish(double confidence) {
    return new ByteTrack(ByteTrackSettings.forFish(confidence));
  }

  /**
   * The tracker of the paper, for comparison with published results.
   *
   * @param samplesPerSecond analysed frames a second, above zero
   * @see ByteTrackSettings#paper
   */
  public static ByteTrack paper(double samplesPerSecond) {
    return new ByteTrack(ByteTrackSettings.paper(samplesPerSecond));
  }

  /** What this tracker was told. */
  public ByteTrackSettings settings() {
    return settings;
  }

  @Override
  public String describe() {
    return "ByteTrack with " + settings;
  }

  @Override
  BoxMotion motionFrom(Detection seen) {
    return settings.asPublished()
        ? new AspectMotion(seen.box(), settings.motion())
        : new SizeMotion(seen.box(), settings.motion(), SizeMotion.Scale.SQUARE);
  }
}

package org.reeflens.track;

/**
 * What {@link BotSort} can be told. Two sets are at hand: {@link #forFish} and {@link #paper}.
 *
 * @param confidence what the detector's confidence decides
 * @param matching how well a detection must fit a track
 * @param life when a track begins and ends
 * @param motion how animals move
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
        same.confidence(), same.matching(), same.life(), same.motion(), false);
  }

  @Override
  public BotSort newTracker() {
    return new BotSort(this);
  }
}

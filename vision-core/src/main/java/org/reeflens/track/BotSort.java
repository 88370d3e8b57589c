package org.reeflens.track;

import org.reeflens.detect.Detection;

/**
 * Follows animals as {@link ByteTrack} does, with the motion model of N. Aharon et al. 2022,
 * "BoT-SORT: Robust Associations Multi-Pedestrian Tracking": width and height move each by
 * themselves, and x is as uncertain as the box is wide, y as it is high. Its compensation of the
 * camera's motion is {@link Tracker#update(double, java.util.List, org.reeflens.geometry.Affine)},
 * which every tracker here has.
 */
public final class BotSort extends ByteRounds<SizeMotion> {
  private final BotSortSettings settings;

  /** A tracker for one dive, with settings of one's own. */
  public BotSort(BotSortSettings settings) {
    super(settings, settings.matching());
    this.settings = settings;
  }

  /**
   * A tracker for fish.
   *
   * @param confidence the confidence from which on the detector is believed, above 0 and below 1;
   *     have the detector report from a third of it
   * @see BotSortSettings#forFish
   */
  public static BotSort forFish(double confidence) {
    return new BotSort(BotSortSettings.forFish(confidence));
  }

  /**
   * The tracker of the paper's code, for comparison with published results.
   *
   * @param samplesPerSecond analysed frames a second, above zero
   * @see BotSortSettings#paper
   */
  public static BotSort paper(double samplesPerSecond) {
    return new BotSort(BotSortSettings.paper(samplesPerSecond));
  }

  /** What this tracker was told. */
  public BotSortSettings settings() {
    return settings;
  }

  @Override
  public String describe() {
    return "BoT-SORT with " + settings;
  }

  @Override
  SizeMotion motionFrom(Detection seen) {
    return new SizeMotion(seen.box(), settings.motion(), SizeMotion.Scale.SIDES);
  }

  @Override
  boolean isTold(ActiveTrack<SizeMotion> track) {
    return settings.asPublished() || super.isTold(track);
  }
}

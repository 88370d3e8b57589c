package org.reeflens.track;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Appearance;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;
import org.reeflens.stats.Assignment;

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
  public boolean usesAppearance() {
    BotSortSettings.Look look = settings.look();
    return look.unlike() > 0 || (look.rememberSeconds() > 0 && look.againUnlike() > 0);
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

  @Override
  boolean isOver(ActiveTrack<SizeMotion> track) {
    return super.isOver(track) && !isRemembered(track);
  }

  private boolean isRemembered(ActiveTrack<SizeMotion> track) {
    return track.isConfirmed()
        && track.look() != null
        && secondsUnseen(track) <= settings.look().rememberSeconds();
  }

  @Override
  double fit(ActiveTrack<SizeMotion> track, Detection detection, double overlap) {
    double fit = super.fit(track, detection, overlap);
    BotSortSettings.Look looks = settings.look();
    if (overlap < looks.leastOverlap()) {
      return fit;
    }
    double unlike = unlike(track.look(), detection.appearance());
    return unlike < looks.unlike() ? Math.max(fit, 1 - unlike) : fit;
  }

  @Override
  List<Detection> findAgain(List<ActiveTrack<SizeMotion>> known, List<Detection> left) {
    BotSortSettings.Look looks = settings.look();
    List<ActiveTrack<SizeMotion>> missing =
        unseen(known).stream().filter(this::isRemembered).toList();
    int n = left.size();
    double[] costs = new double[missing.size() * n];
    for (int i = 0; i < costs.length; i++) {
      ActiveTrack<SizeMotion> track = missing.get(i / n);
      Detection detection = left.get(i % n);
      double unlike = unlike(track.look(), detection.appearance());
      boolean same = unlike < looks.againUnlike() && isInReach(track, detection.box(), looks);
      costs[i] = same ? unlike : Double.POSITIVE_INFINITY;
    }
    // More than any likeness costs, so that only looks and reach decide.
    return takeAgain(missing, left, Assignment.leastCost(costs, missing.size(), n, 2));
  }

  private boolean isInReach(ActiveTrack<SizeMotion> track, Box box, BotSortSettings.Look looks) {
    Box last = track.lastSeen();
    double size = Math.sqrt(Math.max(last.area(), box.area()));
    double way = Math.hypot(box.centreX() - last.centreX(), box.centreY() - last.centreY());
    return way <= looks.sizesPerSecond() * size * secondsUnseen(track);
  }

  /** Half of one minus the cosine; infinite where a look is unknown. */
  private static double unlike(@Nullable Appearance one, @Nullable Appearance other) {
    return one == null || other == null
        ? Double.POSITIVE_INFINITY
        : (1 - one.similarity(other)) / 2;
  }
}

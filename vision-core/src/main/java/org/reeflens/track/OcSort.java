package org.reeflens.track;

import java.util.Arrays;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;
import org.reeflens.stats.Assignment;

/**
 * Follows animals by what was seen of them rather than by what was foretold, after J. Cao et al.
 * 2023, "Observation-Centric SORT: Rethinking SORT for Robust Multi-Object Tracking", CVPR.
 *
 * <p>In each frame:
 *
 * <ol>
 *   <li>each track is moved to where it should be by now;
 *   <li>all tracks are matched with the high detections, by overlap and by direction: a detection
 *       where the animal was heading fits better;
 *   <li>if told to, tracks that found none are matched with the low detections;
 *   <li>tracks that found none are matched with the high detections that are left, now by where
 *       they were last seen: an animal may have stopped behind a rock;
 *   <li>high detections still left start tracks.
 * </ol>
 *
 * <p>When an animal is seen again after a gap, its motion is set as if it had been seen on a
 * straight line between. As in {@link ByteTrack}, no box is dropped for its shape or size, and
 * classes are not looked at.
 */
public final class OcSort extends BoxTracker<ObservedMotion> {
  private final OcSortSettings settings;
  private final Reach reach;

  /** A tracker for one dive, with settings of one's own. */
  public OcSort(OcSortSettings settings) {
    super(settings);
    this.settings = settings;
    reach = Reach.widened(settings.matching().margin());
  }

  /**
   * A tracker for fish.
   *
   * @param confidence the confidence from which on the detector is believed, above 0 and below 1;
   *     have the detector report from a third of it
   * @param faint whether low detections go on with tracks
   * @see OcSortSettings#forFish
   */
  public static OcSort forFish(double confidence, boolean faint) {
    return new OcSort(OcSortSettings.forFish(confidence, faint));
  }

  /**
   * The tracker of the paper's code, for comparison with published results.
   *
   * @param samplesPerSecond analysed frames a second, above zero
   * @param faint whether low detections go on with tracks
   * @see OcSortSettings#paper
   */
  public static OcSort paper(double samplesPerSecond, boolean faint) {
    return new OcSort(OcSortSettings.paper(samplesPerSecond, faint));
  }

  /** What this tracker was told. */
  public OcSortSettings settings() {
    return settings;
  }

  @Override
  public String describe() {
    return "OC-SORT with " + settings;
  }

  @Override
  ObservedMotion motionFrom(Detection seen) {
    return new ObservedMotion(seen.box(), settings);
  }

  @Override
  boolean isOver(ActiveTrack<ObservedMotion> track) {
    return settings.asPublished() ? isLost(track) : super.isOver(track);
  }

  @Override
  boolean isTold(ActiveTrack<ObservedMotion> track) {
    if (!settings.asPublished()) {
      return super.isTold(track);
    }
    int hits = settings.life().minHits();
    return isAmongFirst(hits) || track.streak() >= hits;
  }

  @Override
  void associate(
      List<ActiveTrack<ObservedMotion>> known, List<Detection> high, List<Detection> low) {
    List<ActiveTrack<ObservedMotion>> all = List.copyOf(known);
    List<Detection> left = matchByDirection(all, high);
    if (settings.matching().faint()) {
      List<ActiveTrack<ObservedMotion>> missed =
          unseen(all).stream().filter(t -> settings.asPublished() || isInView(t)).toList();
      matchBy(missed, missed.stream().map(ActiveTrack::box).toList(), low);
    }
    List<ActiveTrack<ObservedMotion>> missed =
        unseen(all).stream().filter(t -> t.motion().isObserved()).toList();
    start(matchBy(missed, missed.stream().map(ActiveTrack::lastSeen).toList(), left));
  }

  private List<Detection> matchByDirection(
      List<ActiveTrack<ObservedMotion>> candidates, List<Detection> detections) {
    int n = detections.size();
    double[] overlaps = overlaps(candidates.stream().map(ActiveTrack::box).toList(), detections);
    if (settings.asPublished() && isPlain(overlaps, candidates.size(), n)) {
      return take(candidates, detections, pairs(overlaps, overlaps, candidates.size(), n));
    }
    double[] fits = overlaps.clone();
    for (int t = 0; t < candidates.size(); t++) {
      Heading heading = candidates.get(t).motion().heading();
      for (int d = 0; d < n; d++) {
        // The code's assignment looks at all pairs, so the directions of all of them matter.
        if (settings.asPublished() || isEnough(overlaps[t * n + d])) {
          Detection seen = detections.get(d);
          double agreement = heading.agreement(seen.box());
          fits[t * n + d] += settings.matching().inertia() * seen.confidence() * agreement;
        }
      }
    }
    return take(candidates, detections, pairs(overlaps, fits, candidates.size(), n));
  }

  private List<Detection> matchBy(
      List<ActiveTrack<ObservedMotion>> candidates, List<Box> places, List<Detection> detections) {
    double[] overlaps = overlaps(places, detections);
    return take(
        candidates, detections, pairs(overlaps, overlaps, candidates.size(), detections.size()));
  }

  private double[] overlaps(List<Box> places, List<Detection> detections) {
    return reach.overlaps(places, detections.stream().map(Detection::box).toList());
  }

  /**
   * Whether no track and no detection has two partners that overlap enough: the code then pairs
   * them without a look at directions.
   */
  private boolean isPlain(double[] overlaps, int rows, int columns) {
    int[] inRow = new int[rows];
    int[] inColumn = new int[columns];
    for (int i = 0; i < overlaps.length; i++) {
      if (overlaps[i] > settings.matching().leastOverlap()) {
        inRow[i / columns]++;
        inColumn[i % columns]++;
      }
    }
    return Arrays.stream(inRow).allMatch(n -> n <= 1)
        && Arrays.stream(inColumn).allMatch(n -> n <= 1);
  }

  /** The pairs of the best total fit, of those that overlap enough. */
  private int[] pairs(double[] overlaps, double[] fits, int rows, int columns) {
    double[] costs = new double[fits.length];
    for (int i = 0; i < costs.length; i++) {
      boolean never = !settings.asPublished() && !isEnough(overlaps[i]);
      costs[i] = never ? Double.POSITIVE_INFINITY : 1 - fits[i];
    }
    int[] found =
        settings.asPublished()
            ? Assignment.leastCost(costs, rows, columns)
            : Assignment.leastCost(costs, rows, columns, 1);
    for (int row = 0; row < rows; row++) {
      if (found[row] != Assignment.NONE && !isEnough(overlaps[row * columns + found[row]])) {
        found[row] = Assignment.NONE;
      }
    }
    return found;
  }

  private boolean isEnough(double overlap) {
    return overlap >= settings.matching().leastOverlap();
  }
}

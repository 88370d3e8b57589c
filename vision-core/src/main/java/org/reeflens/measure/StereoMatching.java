package org.reeflens.measure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;
import org.reeflens.stats.Assignment;

/**
 * Tells which fish of the left picture is which of the right one. Boxes that cannot be one fish by
 * the geometry of the rig are never paired: the rays of their middles must meet, within the working
 * range, and the sizes must go with the two distances. Of the others those are paired that together
 * fit best in each pair of frames; then the tracks vote, and a pair of boxes that most frames of
 * its two tracks speak against is dropped.
 */
public final class StereoMatching {

  /** The rays of two middles may miss each other by this part of a box's height. A guess. */
  private static final double MISS_HEIGHT = 0.3;

  /** And by this, pixels. A guess. */
  private static final double MISS_PIXELS = 3;

  /** Sizes that differ by more than this factor are not those of one fish. A guess. */
  private static final double LARGEST_RATIO = 2.2;

  /** A pair that costs more is none. A guess. */
  private static final double LIMIT = 2;

  /** What it costs a pair that its tracks have nothing to do with each other elsewhere. A guess. */
  private static final double VOTE = 1;

  /** Change of the logarithm of the range from look to look that costs as much as a vote. */
  private static final double RANGE_CHANGE = 0.25;

  private final StereoCalibration rig;
  private final double nearestMm;
  private final double farthestMm;

  /**
   * @param rig the calibration
   * @param nearestMm least range of a fish, mm
   * @param farthestMm largest range of a fish, mm
   * @throws IllegalArgumentException if the range is empty
   */
  public StereoMatching(StereoCalibration rig, double nearestMm, double farthestMm) {
    if (!(nearestMm > 0 && farthestMm > nearestMm)) {
      throw new IllegalArgumentException("no range: " + nearestMm + " to " + farthestMm + " mm");
    }
    this.rig = rig;
    this.nearestMm = nearestMm;
    this.farthestMm = farthestMm;
  }

  /**
   * Two boxes that may be one fish.
   *
   * @param cost how badly position and size fit, 0 and up
   * @param depthMm how far their middle is along the left camera's axis, mm
   * @param rangeMm how far it is from the left camera, mm
   */
  public record Candidate(double cost, double depthMm, double rangeMm) {}

  /**
   * Looks whether two boxes may be one fish.
   *
   * @param left a box of the left picture, pixels
   * @param right a box of the right picture at the same moment, pixels
   * @param cut whether the edge of a picture cuts one of them, so that sizes tell nothing
   * @return how well they fit; null if they cannot be one fish
   */
  public @Nullable Candidate candidate(Box left, Box right, boolean cut) {
    StereoPoint middle;
    try {
      middle = StereoMeasurer.of(rig).locate(new PointPair(left.centre(), right.centre()));
    } catch (MeasureException apart) {
      return null;
    }
    double range = middle.position().norm();
    double miss = (middle.leftErrorPx() + middle.rightErrorPx()) / 2;
    double tolerance = MISS_PIXELS + MISS_HEIGHT * Math.min(left.height(), right.height());
    if (range < nearestMm || range > farthestMm || miss > tolerance) {
      return null;
    }
    double cost = miss / tolerance;
    if (!cut) {
      double expected =
          rig.right().fx()
              / rig.toRight(middle.position()).z()
              * (middle.position().z() / rig.left().fx());
      double ratio = Math.sqrt(right.area() / Math.max(1e-9, left.area())) / expected;
      double off = Math.abs(Math.log(ratio)) / Math.log(LARGEST_RATIO);
      if (!(off <= 1)) {
        return null;
      }
      cost += off;
    }
    return new Candidate(cost, middle.position().z(), range);
  }

  /** What it costs that two boxes do not look alike: 0 for a correlation of 1, at most 1. */
  public static double unlikeness(double correlation) {
    return Math.min(1, Math.max(0, 1 - correlation));
  }

  /**
   * What was seen in one pair of frames.
   *
   * @param seconds dive time of the left frame
   * @param lefts tracks of the left boxes
   * @param rights tracks of the right boxes
   * @param costs of each left box with each right one, row by row; infinite where they cannot be
   *     one fish
   * @param ranges of each of those pairs, mm
   */
  @SuppressWarnings("ArrayRecordComponent") // Only read.
  public record Look(double seconds, int[] lefts, int[] rights, double[] costs, double[] ranges) {}

  /**
   * Pairs the boxes of one look for itself.
   *
   * @return for each left box the number of its right one, or {@link Assignment#NONE}
   */
  public static int[] alone(Look look) {
    return Assignment.leastCost(look.costs(), look.lefts().length, look.rights().length, LIMIT);
  }

  /**
   * Pairs the boxes of all looks so that the tracks agree.
   *
   * @param looks in the order of time
   * @return for each look, for each left box, the number of its right one, or {@link
   *     Assignment#NONE}
   */
  public static List<int[]> together(List<Look> looks) {
    Votes first = new Votes();
    looks.forEach(look -> first.add(look, alone(look)));
    Map<Integer, double[]> lastRange = new HashMap<>();
    List<int[]> pairs = looks.stream().map(look -> alone(judged(look, first, lastRange))).toList();
    Votes last = new Votes();
    for (int i = 0; i < pairs.size(); i++) {
      last.add(looks.get(i), pairs.get(i));
    }
    for (int i = 0; i < pairs.size(); i++) {
      Look look = looks.get(i);
      for (int l = 0; l < look.lefts().length; l++) {
        int r = pairs.get(i)[l];
        if (r != Assignment.NONE && last.share(look.lefts()[l], look.rights()[r]) <= 0.5) {
          pairs.get(i)[l] = Assignment.NONE;
        }
      }
    }
    return pairs;
  }

  /** A look whose costs know how the tracks voted and where the fish was before. */
  private static Look judged(Look look, Votes votes, Map<Integer, double[]> lastRange) {
    double[] costs = Arrays.copyOf(look.costs(), look.costs().length);
    int columns = look.rights().length;
    for (int i = 0; i < costs.length; i++) {
      int left = look.lefts()[i / columns];
      costs[i] += VOTE * (0.5 - votes.share(left, look.rights()[i % columns]));
      OptionalDouble moved = moved(lastRange.get(left), look.seconds(), look.ranges()[i]);
      costs[i] += VOTE * Math.min(1, moved.orElse(0) / RANGE_CHANGE);
    }
    Look judged = new Look(look.seconds(), look.lefts(), look.rights(), costs, look.ranges());
    int[] pairs = alone(judged);
    for (int l = 0; l < pairs.length; l++) {
      if (pairs[l] != Assignment.NONE) {
        double range = look.ranges()[l * columns + pairs[l]];
        lastRange.put(look.lefts()[l], new double[] {look.seconds(), range});
      }
    }
    return judged;
  }

  /**
   * By how much the logarithm of a range changed; empty if the last one is more than a second old.
   */
  private static OptionalDouble moved(double @Nullable [] last, double seconds, double range) {
    return last == null || seconds - last[0] > 1 || !Double.isFinite(range)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.abs(Math.log(range / last[1])));
  }

  /** How often two tracks were in one look, and how often they were paired there. */
  private static final class Votes {
    private final Map<List<Integer>, int[]> counts = new HashMap<>();

    void add(Look look, int[] pairs) {
      for (int l = 0; l < look.lefts().length; l++) {
        for (int r = 0; r < look.rights().length; r++) {
          int[] count =
              counts.computeIfAbsent(
                  List.of(look.lefts()[l], look.rights()[r]), tracks -> new int[2]);
          count[0]++;
          count[1] += pairs[l] == r ? 1 : 0;
        }
      }
    }

    double share(int left, int right) {
      int[] count = counts.getOrDefault(List.of(left, right), new int[2]);
      return count[0] == 0 ? 0 : (double) count[1] / count[0];
    }
  }

  /** The place of a box with a shift taken away. */
  public static Box shifted(Box box, Point shift) {
    return new Box(
        box.left() - shift.x(),
        box.top() - shift.y(),
        box.right() - shift.x(),
        box.bottom() - shift.y());
  }
}

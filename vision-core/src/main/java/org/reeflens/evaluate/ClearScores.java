package org.reeflens.evaluate;

import java.util.Arrays;
import java.util.List;
import org.reeflens.stats.Assignment;

/**
 * The CLEAR measures (K. Bernardin and R. Stiefelhagen 2008, "Evaluating Multiple Object Tracking
 * Performance: The CLEAR MOT Metrics", EURASIP J. Image and Video Processing), as TrackEval
 * computes them. In each frame true and found boxes are paired where they overlap by half or more;
 * who was together in the frame before stays together.
 *
 * @param frames frames of the sequence
 * @param truePositives pairs
 * @param falseNegatives true boxes without a partner
 * @param falsePositives found boxes without a partner
 * @param idSwitches how often a true track got another partner than it had last
 * @param mostlyTracked true tracks with a partner in more than 80 % of their boxes
 * @param partlyTracked true tracks with a partner in 20 to 80 % of their boxes
 * @param mostlyLost true tracks with a partner in less than 20 % of their boxes
 * @param fragmentations how often a true track found a partner again after it had none
 * @param overlaps over all pairs: their overlap
 */
public record ClearScores(
    int frames,
    int truePositives,
    int falseNegatives,
    int falsePositives,
    int idSwitches,
    int mostlyTracked,
    int partlyTracked,
    int mostlyLost,
    int fragmentations,
    double overlaps) {

  /** The least overlap of a pair. */
  static final double LEAST_OVERLAP = 0.5;

  private static final double MOSTLY_TRACKED = 0.8;
  private static final double MOSTLY_LOST = 0.2;
  private static final double EPSILON = Math.ulp(1.0);

  /** More than any sum of overlaps in a frame may win: what a pair is worth for being the last. */
  private static final double TOGETHER = 1000;

  /** The scores of one sequence of so many frames. */
  static ClearScores of(TrackPairs pairs, int frames) {
    return new Count(pairs).scores(frames);
  }

  /** The scores of several sequences together. */
  static ClearScores sum(List<ClearScores> sequences) {
    return sequences.stream().reduce(ClearScores::plus).orElseThrow();
  }

  private ClearScores plus(ClearScores other) {
    return new ClearScores(
        frames + other.frames,
        truePositives + other.truePositives,
        falseNegatives + other.falseNegatives,
        falsePositives + other.falsePositives,
        idSwitches + other.idSwitches,
        mostlyTracked + other.mostlyTracked,
        partlyTracked + other.partlyTracked,
        mostlyLost + other.mostlyLost,
        fragmentations + other.fragmentations,
        overlaps + other.overlaps);
  }

  /**
   * Accuracy: 1 less the share of misses, false boxes and switches in the true boxes. Negative
   * where there are more of them than true boxes.
   */
  public double mota() {
    return (double) (truePositives - falsePositives - idSwitches) / truths();
  }

  /** Accuracy without the switches. */
  public double moda() {
    return (double) (truePositives - falsePositives) / truths();
  }

  /** Precision of the boxes: mean overlap (IoU) of the pairs, 0 where there is none. */
  public double motp() {
    return overlaps / Math.max(1, truePositives);
  }

  /** Share of the true boxes that have a partner. */
  public double recall() {
    return (double) truePositives / truths();
  }

  /** Share of the found boxes that have a partner. */
  public double precision() {
    return (double) truePositives / Math.max(1, truePositives + falsePositives);
  }

  private int truths() {
    return Math.max(1, truePositives + falseNegatives);
  }

  /** Goes through the frames once. */
  private static final class Count {
    private static final int NOBODY = -1;

    private final TrackPairs pairs;

    /** By true track: who it was with last, and who in the frame before. */
    private final int[] last;

    private int[] before;
    private final int[] matched;
    private final int[] beginnings;
    private int truePositives;
    private int idSwitches;
    private double overlaps;

    Count(TrackPairs pairs) {
      this.pairs = pairs;
      last = nobody();
      before = nobody();
      matched = new int[pairs.truths()];
      beginnings = new int[pairs.truths()];
      for (TrackPairs.Frame frame : pairs.frames()) {
        // A frame without truth or without finds ends no pair: that is TrackEval's reading.
        if (frame.truths().length > 0 && frame.found().length > 0) {
          count(frame);
        }
      }
    }

    private int[] nobody() {
      int[] partners = new int[pairs.truths()];
      Arrays.fill(partners, NOBODY);
      return partners;
    }

    private void count(TrackPairs.Frame frame) {
      int[] partner = partners(frame);
      int[] now = nobody();
      for (int t = 0; t < partner.length; t++) {
        int truth = frame.truths()[t];
        if (partner[t] == Assignment.NONE
            || frame.overlaps()[t][partner[t]] < LEAST_OVERLAP - EPSILON) {
          continue;
        }
        int found = frame.found()[partner[t]];
        truePositives++;
        overlaps += frame.overlaps()[t][partner[t]];
        matched[truth]++;
        beginnings[truth] += before[truth] == NOBODY ? 1 : 0;
        idSwitches += last[truth] != NOBODY && last[truth] != found ? 1 : 0;
        last[truth] = found;
        now[truth] = found;
      }
      before = now;
    }

    private int[] partners(TrackPairs.Frame frame) {
      int n = frame.found().length;
      double[] costs = new double[frame.truths().length * n];
      for (int t = 0; t < frame.truths().length; t++) {
        for (int f = 0; f < n; f++) {
          double overlap = frame.overlaps()[t][f];
          if (overlap >= LEAST_OVERLAP - EPSILON) {
            boolean together = before[frame.truths()[t]] == frame.found()[f];
            costs[t * n + f] = -((together ? TOGETHER : 0) + overlap);
          }
        }
      }
      return Assignment.leastCost(costs, frame.truths().length, n);
    }

    ClearScores scores(int frames) {
      int mostlyTracked = 0;
      int mostlyLost = 0;
      int fragmentations = 0;
      for (int t = 0; t < pairs.truths(); t++) {
        double share = (double) matched[t] / pairs.boxesOfTruth(t);
        mostlyTracked += share > MOSTLY_TRACKED ? 1 : 0;
        mostlyLost += share < MOSTLY_LOST ? 1 : 0;
        fragmentations += Math.max(0, beginnings[t] - 1);
      }
      return new ClearScores(
          frames,
          truePositives,
          pairs.truthBoxes() - truePositives,
          pairs.foundBoxes() - truePositives,
          idSwitches,
          mostlyTracked,
          pairs.truths() - mostlyTracked - mostlyLost,
          mostlyLost,
          fragmentations,
          overlaps);
    }
  }
}

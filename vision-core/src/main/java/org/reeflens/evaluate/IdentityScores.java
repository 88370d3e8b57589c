package org.reeflens.evaluate;

import java.util.List;
import org.reeflens.stats.Assignment;

/**
 * The identity measures (E. Ristani et al. 2016, "Performance Measures and a Data Set for
 * Multi-Target, Multi-Camera Tracking", ECCV workshops): true and found tracks are paired once for
 * the whole sequence, so that most boxes overlap by half or more with those of the partner.
 *
 * @param truePositives boxes that overlap by half or more with that of the partner
 * @param falseNegatives other true boxes
 * @param falsePositives other found boxes
 */
public record IdentityScores(int truePositives, int falseNegatives, int falsePositives) {

  /** The scores of one sequence. */
  static IdentityScores of(TrackPairs pairs) {
    double[] costs = new double[pairs.truths() * pairs.found()];
    for (TrackPairs.Frame frame : pairs.frames()) {
      for (int t = 0; t < frame.truths().length; t++) {
        for (int f = 0; f < frame.found().length; f++) {
          if (frame.overlaps()[t][f] >= ClearScores.LEAST_OVERLAP) {
            costs[frame.truths()[t] * pairs.found() + frame.found()[f]]--;
          }
        }
      }
    }
    int[] partner = Assignment.leastCost(costs, pairs.truths(), pairs.found());
    int together = 0;
    for (int t = 0; t < partner.length; t++) {
      if (partner[t] != Assignment.NONE) {
        together -= (int) costs[t * pairs.found() + partner[t]];
      }
    }
    return new IdentityScores(
        together, pairs.truthBoxes() - together, pairs.foundBoxes() - together);
  }

  /** The scores of several sequences together. */
  static IdentityScores sum(List<IdentityScores> sequences) {
    return sequences.stream().reduce(IdentityScores::plus).orElseThrow();
  }

  private IdentityScores plus(IdentityScores other) {
    return new IdentityScores(
        truePositives + other.truePositives,
        falseNegatives + other.falseNegatives,
        falsePositives + other.falsePositives);
  }

  /** Harmonic mean of precision and recall of identity, 0 to 1. */
  public double idf1() {
    return truePositives / Math.max(1, truePositives + 0.5 * (falsePositives + falseNegatives));
  }

  /** Share of the found boxes whose track is the partner's. */
  public double idp() {
    return (double) truePositives / Math.max(1, truePositives + falsePositives);
  }

  /** Share of the true boxes whose track is the partner's. */
  public double idr() {
    return (double) truePositives / Math.max(1, truePositives + falseNegatives);
  }
}

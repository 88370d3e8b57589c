package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.reeflens.stats.Assignment;

/**
 * Higher order tracking accuracy (J. Luiten et al. 2021, "HOTA: A Higher Order Metric for
 * Evaluating Multi-object Tracking", IJCV 129:548-578), as TrackEval computes it. In each frame
 * true and found boxes are paired one to one, by their overlap and by how well their whole tracks
 * fit. At a threshold alpha a pair counts if its overlap is alpha or more. Detection (DetA) asks
 * how many boxes found a partner; association (AssA) asks of each pair how far its two tracks are
 * one and the same; HOTA is the geometric mean of both. Each number is the mean over nineteen
 * alphas, 0.05 to 0.95.
 *
 * @param alphas the sums at each alpha, rising
 */
public record HotaScores(List<AtAlpha> alphas) {

  private static final int ALPHAS = 19;

  /** Slack of a threshold: the step of a double at 1. */
  private static final double EPSILON = Math.ulp(1.0);

  /** Copies the list. */
  public HotaScores {
    alphas = List.copyOf(alphas);
  }

  /**
   * The sums at one alpha, from which the numbers follow; sums of several sequences add up.
   *
   * @param alpha the least overlap of a pair
   * @param truePositives pairs
   * @param falseNegatives true boxes without a partner
   * @param falsePositives found boxes without a partner
   * @param shared over all pairs: boxes their two tracks share, of those that either has
   * @param sharedOfTruth over all pairs: boxes their two tracks share, of those the true one has
   * @param sharedOfFound over all pairs: boxes their two tracks share, of those the found one has
   * @param overlaps over all pairs: their overlap
   */
  public record AtAlpha(
      double alpha,
      int truePositives,
      int falseNegatives,
      int falsePositives,
      double shared,
      double sharedOfTruth,
      double sharedOfFound,
      double overlaps) {

    /** Geometric mean of detection and association, 0 to 1. */
    public double hota() {
      return Math.sqrt(detA() * assA());
    }

    /** Detection: pairs, of the pairs and the boxes without a partner. */
    public double detA() {
      return share(truePositives, truePositives + falseNegatives + falsePositives);
    }

    /** Detection recall: share of the true boxes that have a partner. */
    public double detRe() {
      return share(truePositives, truePositives + falseNegatives);
    }

    /** Detection precision: share of the found boxes that have a partner. */
    public double detPr() {
      return share(truePositives, truePositives + falsePositives);
    }

    /** Association: mean over the pairs of the boxes shared by their two tracks. */
    public double assA() {
      return share(shared, truePositives);
    }

    /** Association recall: the same of the boxes of the true track. */
    public double assRe() {
      return share(sharedOfTruth, truePositives);
    }

    /** Association precision: the same of the boxes of the found track. */
    public double assPr() {
      return share(sharedOfFound, truePositives);
    }

    /** Localisation: mean overlap of the pairs; 1 where there is none, as in TrackEval. */
    public double locA() {
      return truePositives == 0 ? 1 : overlaps / truePositives;
    }

    /** HOTA where false boxes do not count: geometric mean of detection recall and association. */
    public double owta() {
      return Math.sqrt(detRe() * assA());
    }

    private static double share(double part, int whole) {
      return part / Math.max(1, whole);
    }

    private AtAlpha plus(AtAlpha other) {
      return new AtAlpha(
          alpha,
          truePositives + other.truePositives,
          falseNegatives + other.falseNegatives,
          falsePositives + other.falsePositives,
          shared + other.shared,
          sharedOfTruth + other.sharedOfTruth,
          sharedOfFound + other.sharedOfFound,
          overlaps + other.overlaps);
    }
  }

  /** A true and a found track; only few of all pairs ever meet. */
  private record Tracks(int truth, int found) {}

  /** The scores of one sequence. */
  static HotaScores of(TrackPairs pairs) {
    double[][] likeness = likeness(pairs);
    int[] truePositives = new int[ALPHAS];
    double[] overlaps = new double[ALPHAS];
    Map<Tracks, int[]> together = new LinkedHashMap<>();
    for (TrackPairs.Frame frame : pairs.frames()) {
      int[] partner = partners(frame, likeness);
      for (int t = 0; t < partner.length; t++) {
        if (partner[t] == Assignment.NONE) {
          continue;
        }
        double overlap = frame.overlaps()[t][partner[t]];
        Tracks tracks = new Tracks(frame.truths()[t], frame.found()[partner[t]]);
        int[] boxes = together.computeIfAbsent(tracks, both -> new int[ALPHAS]);
        for (int a = 0; a < ALPHAS && overlap >= alpha(a) - EPSILON; a++) {
          truePositives[a]++;
          overlaps[a] += overlap;
          boxes[a]++;
        }
      }
    }
    List<AtAlpha> alphas = new ArrayList<>();
    for (int a = 0; a < ALPHAS; a++) {
      alphas.add(atAlpha(a, pairs, truePositives[a], overlaps[a], together));
    }
    return new HotaScores(alphas);
  }

  /** The scores of several sequences, each pair of boxes with the same weight. */
  static HotaScores sum(List<HotaScores> sequences) {
    return sequences.stream().reduce(HotaScores::plus).orElseThrow();
  }

  private HotaScores plus(HotaScores other) {
    List<AtAlpha> sums = new ArrayList<>();
    for (int a = 0; a < ALPHAS; a++) {
      sums.add(alphas.get(a).plus(other.alphas.get(a)));
    }
    return new HotaScores(sums);
  }

  private static double alpha(int index) {
    return 0.05 + index * 0.05;
  }

  /**
   * How far a true and a found track are one and the same, before anything is paired: in each frame
   * an overlap counts for what it is of all overlaps that its two boxes have.
   */
  private static double[][] likeness(TrackPairs pairs) {
    double[][] likeness = new double[pairs.truths()][pairs.found()];
    for (TrackPairs.Frame frame : pairs.frames()) {
      double[] ofTruth = new double[frame.truths().length];
      double[] ofFound = new double[frame.found().length];
      for (int t = 0; t < ofTruth.length; t++) {
        for (int f = 0; f < ofFound.length; f++) {
          ofTruth[t] += frame.overlaps()[t][f];
          ofFound[f] += frame.overlaps()[t][f];
        }
      }
      for (int t = 0; t < ofTruth.length; t++) {
        for (int f = 0; f < ofFound.length; f++) {
          double overlap = frame.overlaps()[t][f];
          double all = ofTruth[t] + ofFound[f] - overlap;
          if (all > EPSILON) {
            likeness[frame.truths()[t]][frame.found()[f]] += overlap / all;
          }
        }
      }
    }
    for (int t = 0; t < pairs.truths(); t++) {
      for (int f = 0; f < pairs.found(); f++) {
        double either = pairs.boxesOfTruth(t) + pairs.boxesOfFound(f) - likeness[t][f];
        likeness[t][f] /= either;
      }
    }
    return likeness;
  }

  /** For each truth of a frame its partner. */
  private static int[] partners(TrackPairs.Frame frame, double[][] likeness) {
    int n = frame.found().length;
    double[] costs = new double[frame.truths().length * n];
    for (int t = 0; t < frame.truths().length; t++) {
      for (int f = 0; f < n; f++) {
        costs[t * n + f] = -likeness[frame.truths()[t]][frame.found()[f]] * frame.overlaps()[t][f];
      }
    }
    return Assignment.leastCost(costs, frame.truths().length, n);
  }

  private static AtAlpha atAlpha(
      int index,
      TrackPairs pairs,
      int truePositives,
      double overlaps,
      Map<Tracks, int[]> together) {
    double shared = 0;
    double ofTruth = 0;
    double ofFound = 0;
    for (Map.Entry<Tracks, int[]> entry : together.entrySet()) {
      double both = entry.getValue()[index];
      double truth = pairs.boxesOfTruth(entry.getKey().truth);
      double found = pairs.boxesOfFound(entry.getKey().found);
      shared += both * both / (truth + found - both);
      ofTruth += both * both / truth;
      ofFound += both * both / found;
    }
    return new AtAlpha(
        alpha(index),
        truePositives,
        pairs.truthBoxes() - truePositives,
        pairs.foundBoxes() - truePositives,
        shared,
        ofTruth,
        ofFound,
        overlaps);
  }

  /** HOTA, 0 to 1. */
  public double hota() {
    return mean(AtAlpha::hota);
  }

  /** Detection accuracy, 0 to 1. */
  public double detA() {
    return mean(AtAlpha::detA);
  }

  /** Association accuracy, 0 to 1. */
  public double assA() {
    return mean(AtAlpha::assA);
  }

  /** Detection recall, 0 to 1. */
  public double detRe() {
    return mean(AtAlpha::detRe);
  }

  /** Detection precision, 0 to 1. */
  public double detPr() {
    return mean(AtAlpha::detPr);
  }

  /** Association recall, 0 to 1. */
  public double assRe() {
    return mean(AtAlpha::assRe);
  }

  /** Association precision, 0 to 1. */
  public double assPr() {
    return mean(AtAlpha::assPr);
  }

  /** Localisation accuracy, 0 to 1. */
  public double locA() {
    return mean(AtAlpha::locA);
  }

  private double mean(ToDoubleFunction<AtAlpha> number) {
    return alphas.stream().mapToDouble(number).average().orElseThrow();
  }
}

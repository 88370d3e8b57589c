package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.stats.Reliability;

/**
 * How well a model finds the labels of patches that may have several. A number that there is
 * nothing to take from is null.
 *
 * @param n how many patches
 * @param meanAp mean over the labels of their average precision, labels without a patch left out
 * @param microF1 F1 of all decisions together
 * @param macroF1 mean over the labels of their F1, labels without a patch left out
 * @param allRight share of the patches whose labels are exactly the right ones
 * @param cut the probability from which on a label applies
 * @param labels numbers of each label
 * @param calibrationError expected calibration error of the probability that a label applies, over
 *     all patches and labels
 * @param calibration probability against share of labels that apply
 */
public record LabelReport(
    int n,
    @Nullable Double meanAp,
    @Nullable Double microF1,
    @Nullable Double macroF1,
    Share allRight,
    double cut,
    SortedMap<String, OfLabel> labels,
    @Nullable Double calibrationError,
    Reliability calibration) {

  /** Copies the map. */
  public LabelReport {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /**
   * A patch.
   *
   * @param labels the labels that apply, by their index
   * @param probabilities the model's, of each label
   */
  // A bare array on purpose: it is the model's own row.
  @SuppressWarnings("ArrayRecordComponent")
  public record Patch(Set<Integer> labels, double[] probabilities) {

    /** Copies the set. */
    public Patch {
      labels = Set.copyOf(labels);
    }
  }

  /**
   * The numbers of one label; those at the cut come from whole counts.
   *
   * @param n patches that have it
   * @param ap average precision of the ranking of all patches: sum of precision times step of
   *     recall, not interpolated
   * @param precision share of the patches given it that have it
   * @param recall share of the patches with it that are given it
   * @param f1 harmonic mean of both; 0 where nothing is right
   */
  public record OfLabel(
      int n, @Nullable Double ap, @Nullable Double precision, Share recall, @Nullable Double f1) {}

  /**
   * Compares probabilities with the labels that apply.
   *
   * @param patches the patches
   * @param names names of the labels, by their index
   * @param cut the probability from which on a label applies
   */
  public static LabelReport of(List<Patch> patches, List<String> names, double cut) {
    SortedMap<String, OfLabel> labels = new TreeMap<>();
    int[] together = new int[3];
    for (int label = 0; label < names.size(); label++) {
      int index = label;
      double[] scores = patches.stream().mapToDouble(p -> p.probabilities()[index]).toArray();
      boolean[] applies = new boolean[scores.length];
      int right = 0;
      int given = 0;
      int there = 0;
      for (int i = 0; i < scores.length; i++) {
        applies[i] = patches.get(i).labels().contains(label);
        boolean says = scores[i] >= cut;
        right += applies[i] && says ? 1 : 0;
        given += says ? 1 : 0;
        there += applies[i] ? 1 : 0;
      }
      together[0] += right;
      together[1] += given;
      together[2] += there;
      labels.put(
          names.get(label),
          new OfLabel(
              there,
              there == 0 ? null : AveragePrecision.stepwise(scores, applies),
              given == 0 ? null : (double) right / given,
              Share.of(right, there),
              there == 0 ? null : f1(right, given, there)));
    }
    Reliability calibration = calibration(patches, names.size());
    return new LabelReport(
        patches.size(),
        mean(labels.values().stream().map(OfLabel::ap).toList()),
        together[2] == 0 ? null : f1(together[0], together[1], together[2]),
        mean(labels.values().stream().map(OfLabel::f1).toList()),
        Share.of((int) patches.stream().filter(p -> isAllRight(p, cut)).count(), patches.size()),
        cut,
        labels,
        calibration.answers() == 0 ? null : calibration.error(),
        calibration);
  }

  private static double f1(int right, int given, int there) {
    return 2.0 * right / (given + there);
  }

  private static @Nullable Double mean(List<@Nullable Double> values) {
    List<Double> known = new ArrayList<>();
    for (Double value : values) {
      if (value != null) {
        known.add(value);
      }
    }
    OptionalDouble mean = known.stream().mapToDouble(Double::doubleValue).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  private static boolean isAllRight(Patch patch, double cut) {
    for (int label = 0; label < patch.probabilities().length; label++) {
      if (patch.labels().contains(label) != (patch.probabilities()[label] >= cut)) {
        return false;
      }
    }
    return true;
  }

  private static Reliability calibration(List<Patch> patches, int labels) {
    double[] probabilities = new double[patches.size() * labels];
    boolean[] applies = new boolean[probabilities.length];
    for (int p = 0; p < patches.size(); p++) {
      for (int label = 0; label < labels; label++) {
        double probability = patches.get(p).probabilities()[label];
        probabilities[p * labels + label] = Math.max(0, Math.min(1, probability));
        applies[p * labels + label] = patches.get(p).labels().contains(label);
      }
    }
    return Reliability.of(probabilities, applies);
  }
}

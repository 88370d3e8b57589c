package org.reeflens.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * How far confidences can be taken at their word: of the answers given with confidence 0.8, four in
 * five should be right. Answers are sorted into bins of equal width; the expected calibration error
 * (ECE) is the mean over the answers of the distance between confidence and share right in their
 * bin (C. Guo et al. 2017, "On calibration of modern neural networks", ICML; 15 bins as there).
 *
 * @param bins from low to high confidence; those without an answer too
 * @param answers how many answers
 * @param error the expected calibration error, 0 to 1; NaN where there is no answer
 */
public record Reliability(List<Bin> bins, int answers, double error) {

  private static final int BINS = 15;

  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Answers of about the same confidence.
   *
   * @param from lowest confidence, left out itself except in the first bin
   * @param to highest confidence
   * @param answers how many
   * @param confidence their mean confidence; NaN where there is none
   * @param right share that is right; NaN where there is none
   */
  public record Bin(double from, double to, int answers, double confidence, double right) {}

  /**
   * Sorts answers into fifteen bins.
   *
   * @param confidences (Input) how sure each answer was, 0 to 1
   * @param right (Input) whether it was right
   * @throws IllegalArgumentException if the arrays differ in length or a confidence is not 0 to 1
   */
  public static Reliability of(double[] confidences, boolean[] right) {
    if (confidences.length != right.length) {
      throw new IllegalArgumentException(
          confidences.length + " confidences for " + right.length + " answers");
    }
    int[] counts = new int[BINS];
    double[] sums = new double[BINS];
    int[] hits = new int[BINS];
    for (int i = 0; i < right.length; i++) {
      if (!(confidences[i] >= 0 && confidences[i] <= 1)) {
        throw new IllegalArgumentException("a confidence must be 0 to 1: " + confidences[i]);
      }
      int bin = Math.max(0, (int) Math.ceil(confidences[i] * BINS) - 1);
      counts[bin]++;
      sums[bin] += confidences[i];
      hits[bin] += right[i] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      double confidence = sums[b] / counts[b];
      double share = (double) hits[b] / counts[b];
      bins.add(new Bin((double) b / BINS, (double) (b + 1) / BINS, counts[b], confidence, share));
      error += counts[b] == 0 ? 0 : counts[b] * Math.abs(confidence - share);
    }
    return new Reliability(bins, right.length, error / right.length);
  }
}

package org.reeflens.learn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.reeflens.classify.Scores;

/**
 * Makes probabilities mean what they say: one temperature for all scores, the one under which the
 * true classes are most likely (C. Guo et al. 2017, "On calibration of modern neural networks").
 * Where all pictures are right, none would be sure enough; so the truth counts for {@code (n + 1) /
 * (n + 2)} of a picture and the other classes for the rest, as in J. Platt 1999, "Probabilistic
 * outputs for support vector machines".
 */
final class Calibration {

  /** Range searched, as natural logarithm: 0.0003 to 3000. */
  private static final double WIDEST = 8;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private static final double PRECISION = 1e-4;

  private Calibration() {}

  /**
   * The temperature.
   *
   * @param truth the class of each picture
   * @param logits its scores
   */
  static double temperature(int[] truth, List<double[]> logits) {
    // The loss is convex in 1 / T and so has one dip in log T, too.
    double low = -WIDEST;
    double high = WIDEST;
    while (high - low > PRECISION) {
      double one = high - GOLDEN * (high - low);
      double other = low + GOLDEN * (high - low);
      if (loss(truth, logits, Math.exp(one)) <= loss(truth, logits, Math.exp(other))) {
        high = other;
      } else {
        low = one;
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** Mean negative log-likelihood at a temperature, of smoothed truth. */
  private static double loss(int[] truth, List<double[]> logits, double temperature) {
    double doubt = 1.0 / (truth.length + 2);
    double sum = 0;
    for (int n = 0; n < truth.length; n++) {
      double[] scores = logits.get(n);
      double others = 0;
      int finite = 0;
      for (int c = 0; c < scores.length; c++) {
        if (c != truth[n] && Double.isFinite(scores[c])) {
          others += scores[truth[n]] - scores[c];
          finite++;
        }
      }
      sum += loss(truth[n], scores, temperature);
      sum += finite == 0 ? 0 : doubt * others / finite / temperature;
    }
    return sum / truth.length;
  }

  private static double loss(int truth, double[] logits, double temperature) {
    // The energy of Scores is T logsumexp(z / T).
    return (Scores.of(logits, temperature).energy() - logits[truth]) / temperature;
  }

  /** Mean over the classes of the mean negative log-likelihood of their pictures. */
  static double balancedLoss(int[] truth, List<double[]> logits, double temperature) {
    double[] sums = new double[1 + Arrays.stream(truth).max().orElse(0)];
    int[] counts = new int[sums.length];
    for (int n = 0; n < truth.length; n++) {
      sums[truth[n]] += loss(truth[n], logits.get(n), temperature);
      counts[truth[n]]++;
    }
    return IntStream.range(0, sums.length)
        .filter(c -> counts[c] > 0)
        .mapToDouble(c -> sums[c] / counts[c])
        .average()
        .orElse(Double.NaN);
  }
}

package org.reeflens.classify;

/**
 * What a crop looks like: calibrated probabilities of the classes, and how familiar it is at all.
 *
 * @param probabilities one for each class, 0 to 1, summing to 1; the caller must not change them
 * @param energy the logarithm of the summed exponentials of the scores, {@code T logsumexp(z / T)}:
 *     high for what the classifier was taught, low for what it never saw (Liu et al. 2020)
 */
// A bare array on purpose: copied for no reader.
@SuppressWarnings("ArrayRecordComponent")
public record Scores(double[] probabilities, double energy) {

  /** Smaller probabilities count as this, so that one crop cannot rule a class out for good. */
  private static final double LEAST = 1e-6;

  /**
   * From the raw scores of a network.
   *
   * @param logits one for each class
   * @param temperature they are divided by it, above zero (Guo et al. 2017)
   */
  public static Scores of(double[] logits, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      most = Math.max(most, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = Math.exp((logits[c] - most) / temperature);
      sum += probabilities[c];
    }
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] /= sum;
    }
    return new Scores(probabilities, most + temperature * Math.log(sum));
  }

  /** Index of the most probable class; of equal ones the first. */
  public int best() {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      if (probabilities[c] > probabilities[best]) {
        best = c;
      }
    }
    return best;
  }

  double logProbability(int c) {
    return Math.log(Math.max(LEAST, probabilities[c]));
  }
}

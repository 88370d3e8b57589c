package org.reeflens.stats;

/**
 * Scores of a probability forecast that reward honesty: none gets better by claiming more or less
 * than one believes. The truth may be a group of classes, such as a genus that the classifier knows
 * by two of its species: their probabilities are added up.
 */
public final class ProperScores {

  /** Keeps the logarithm of a probability of zero finite. */
  private static final double LEAST = 1e-12;

  private ProperScores() {}

  /**
   * Brier score (G. W. Brier 1950, Monthly Weather Review 78:1-3): squared distance between the
   * forecast and the truth, 0 to 2; 0 is best.
   *
   * @param probabilities (Input) of each class
   * @param truth (Input) whether a class is, or belongs to, the true one
   */
  public static double brier(double[] probabilities, boolean[] truth) {
    double score = 0;
    double ofTruth = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (truth[i]) {
        ofTruth += probabilities[i];
      } else {
        score += probabilities[i] * probabilities[i];
      }
    }
    return score + (1 - ofTruth) * (1 - ofTruth);
  }

  /**
   * Negative log-likelihood of the truth, natural logarithm, 0 or more; 0 is best.
   *
   * @param probabilities (Input) of each class
   * @param truth (Input) whether a class is, or belongs to, the true one
   */
  public static double logLoss(double[] probabilities, boolean[] truth) {
    double ofTruth = 0;
    for (int i = 0; i < probabilities.length; i++) {
      ofTruth += truth[i] ? probabilities[i] : 0;
    }
    return -Math.log(Math.max(LEAST, Math.min(1, ofTruth)));
  }
}

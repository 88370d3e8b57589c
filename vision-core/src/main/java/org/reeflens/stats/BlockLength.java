package org.reeflens.stats;

/**
 * How long the blocks of a circular block bootstrap should be, so that they keep the likeness of
 * values that follow each other: the automatic rule of D. N. Politis and H. White 2004, "Automatic
 * block-length selection for the dependent bootstrap", Econometric Reviews 23:53-70, with the
 * correction of A. Patton, D. N. Politis and H. White 2009, Econometric Reviews 28:372-375.
 */
public final class BlockLength {

  private BlockLength() {}

  /**
   * The length for a series.
   *
   * @param series (Input) values at regular times
   * @return values in a block, 1 or more; at most three times the square root of their number, and
   *     a third of them
   */
  public static int of(double[] series) {
    int n = series.length;
    int most = (int) Math.max(1, Math.min(Math.ceil(3 * Math.sqrt(n)), n / 3.0));
    double[] covariance = covariances(series, Math.min(n - 1, 2 * lags(n)));
    if (n < 3 || covariance[0] <= 0) {
      return 1;
    }
    int width = Math.min(2 * lastLike(covariance, n), covariance.length - 1);
    double slope = 0;
    double spectrum = covariance[0];
    for (int lag = 1; lag <= width; lag++) {
      double weight = Math.min(1, 2 * (1 - (double) lag / width));
      slope += 2 * weight * lag * covariance[lag];
      spectrum += 2 * weight * covariance[lag];
    }
    double variance = 4.0 / 3 * spectrum * spectrum;
    if (variance <= 0) {
      return most;
    }
    double length = Math.cbrt(2 * slope * slope / variance * n);
    return (int) Math.max(1, Math.min(most, Math.ceil(length)));
  }

  /** Lags that must all be unlike before the series counts as unlike from there on. */
  private static int run(int n) {
    return Math.max(5, (int) Math.sqrt(Math.log10(n)));
  }

  private static int lags(int n) {
    return (int) Math.ceil(Math.sqrt(n)) + run(n);
  }

  /** The last lag at which values are noticeably alike. */
  private static int lastLike(double[] covariance, int n) {
    double limit = 2 * Math.sqrt(Math.log10(n) / n);
    int unlike = 0;
    int last = lags(n);
    for (int lag = 1; lag < covariance.length && lag <= last; lag++) {
      unlike = Math.abs(covariance[lag] / covariance[0]) < limit ? unlike + 1 : 0;
      if (unlike == run(n)) {
        return Math.max(1, lag - unlike);
      }
    }
    return Math.max(1, Math.min(last, covariance.length - 1) - unlike);
  }

  private static double[] covariances(double[] series, int lags) {
    double mean = 0;
    for (double value : series) {
      mean += value / series.length;
    }
    double[] covariance = new double[Math.max(1, lags + 1)];
    for (int lag = 0; lag < covariance.length; lag++) {
      for (int i = lag; i < series.length; i++) {
        covariance[lag] += (series[i] - mean) * (series[i - lag] - mean) / series.length;
      }
    }
    return covariance;
  }
}

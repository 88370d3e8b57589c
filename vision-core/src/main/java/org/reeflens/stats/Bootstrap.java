package org.reeflens.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Percentile intervals by drawing the cases again with replacement (B. Efron 1979, "Bootstrap
 * methods: another look at the jackknife", Annals of Statistics 7:1-26). A case is what was sampled
 * as a whole, such as a picture with all its animals. Seeded, so the same cases give the same
 * interval.
 */
public final class Bootstrap {

  /** Draws. With 1,000 the ends of a 95 % interval rest on 25 draws each. */
  private static final int DRAWS = 1000;

  private static final long SEED = 20261122;

  private Bootstrap() {}

  /** A number made from cases, each of which counts several times or not at all. */
  @FunctionalInterface
  public interface Statistic {

    /**
     * The number.
     *
     * @param times (Input) how often each case was drawn; do not keep
     * @return the number, NaN where these cases give none
     */
    double of(int[] times);
  }

  /**
   * The 95 % interval of a number.
   *
   * @param cases how many cases, 0 or more
   * @param statistic the number of a draw
   * @return the interval; empty if there are fewer than two cases or more than half of the draws
   *     give no number
   */
  public static Optional<Interval> interval95(int cases, Statistic statistic) {
    if (cases < 2) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[DRAWS];
    int[] times = new int[cases];
    int valid = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.fill(times, 0);
      for (int i = 0; i < cases; i++) {
        times[random.nextInt(cases)]++;
      }
      double value = statistic.of(times);
      if (!Double.isNaN(value)) {
        values[valid++] = value;
      }
    }
    if (valid < DRAWS / 2) {
      return Optional.empty();
    }
    double[] sorted = Arrays.copyOf(values, valid);
    Arrays.sort(sorted);
    return Optional.of(new Interval(quantile(sorted, 0.025), quantile(sorted, 0.975)));
  }

  /** Linear between neighbours (type 7 of Hyndman and Fan 1996). */
  private static double quantile(double[] sorted, double part) {
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}

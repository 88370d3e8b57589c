package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.reeflens.stats.Bootstrap;
import org.reeflens.stats.Interval;
import org.reeflens.table.CsvTable;

/**
 * How far counts are from the truth, over the samples of a season: clips, dives or nights. The
 * error of a sample is what was counted less what was there. Intervals draw the samples again
 * ({@link Bootstrap}); they hold if the samples are independent.
 *
 * @param n samples, 1 or more
 * @param meanTruth mean of the true counts
 * @param meanCounted mean of the counts
 * @param mae mean absolute error, in animals
 * @param rmse root of the mean squared error, in animals
 * @param bias mean error, in animals; below 0 where too few are counted
 * @param nMae sum of the absolute errors as a share of the sum of the true counts; null where all
 *     of them are 0
 * @param slope of the line fitted by least squares, {@code counted = intercept + slope × truth};
 *     null where all true counts are the same
 * @param intercept of that line, in animals; null with the slope
 * @param r2 share of the variance of the counts that the line explains, the square of Pearson's
 *     correlation; null where all true counts or all counts are the same. A count that is always
 *     half the truth has 1
 * @param r2OfTruth share of the variance of the truth that the counts explain as they stand, 1 less
 *     the squared errors in the squared deviations from the mean; below 0 where the mean would be
 *     the better guess; null where all true counts are the same
 */
public record CountErrors(
    int n,
    double meanTruth,
    double meanCounted,
    WithInterval mae,
    WithInterval rmse,
    WithInterval bias,
    @Nullable WithInterval nMae,
    @Nullable WithInterval slope,
    @Nullable WithInterval intercept,
    @Nullable WithInterval r2,
    @Nullable WithInterval r2OfTruth) {

  /**
   * A sample.
   *
   * @param truth animals that were there, 0 or more
   * @param counted animals that were counted, 0 or more; need not be whole (MeanCount)
   */
  public record Pair(double truth, double counted) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative or not finite
     */
    public Pair {
      if (!(truth >= 0 && counted >= 0) || Double.isInfinite(truth + counted)) {
        throw new IllegalArgumentException(
            "counts must be 0 or more: " + truth + " and " + counted);
      }
    }
  }

  /**
   * A number with its 95 % interval.
   *
   * @param value the number
   * @param interval95 null where there are too few samples for one
   */
  public record WithInterval(double value, @Nullable Interval interval95) {}

  /**
   * Reads the samples of a season from a CSV table with the columns {@code truth} and {@code
   * counted}; others, such as the name of the clip, are passed over.
   *
   * @throws IOException if it cannot be read, lacks a column, or holds something that is no count;
   *     the message names file and line
   */
  public static List<Pair> read(Path csv) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (CsvTable.Row row : CsvTable.read(csv, "truth", "counted").rows()) {
      double truth = row.number("truth");
      double counted = row.number("counted");
      if (truth < 0 || counted < 0) {
        throw row.wrong("counts must be 0 or more: " + truth + " and " + counted);
      }
      pairs.add(new Pair(truth, counted));
    }
    return pairs;
  }

  /**
   * The errors of some samples.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CountErrors of(List<Pair> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no counts to compare");
    }
    List<Pair> pairs = List.copyOf(samples);
    int[] once = new int[pairs.size()];
    Arrays.fill(once, 1);
    Sums all = Sums.of(pairs, once);
    return new CountErrors(
        pairs.size(),
        all.truth / all.n,
        all.counted / all.n,
        new WithInterval(all.mae(), interval(pairs, Sums::mae)),
        new WithInterval(all.rmse(), interval(pairs, Sums::rmse)),
        new WithInterval(all.bias(), interval(pairs, Sums::bias)),
        number(pairs, all, Sums::nMae),
        number(pairs, all, Sums::slope),
        number(pairs, all, Sums::intercept),
        number(pairs, all, Sums::r2),
        number(pairs, all, Sums::r2OfTruth));
  }

  private static @Nullable WithInterval number(
      List<Pair> pairs, Sums all, ToDoubleFunction<Sums> number) {
    double value = number.applyAsDouble(all);
    return Double.isNaN(value) ? null : new WithInterval(value, interval(pairs, number));
  }

  private static @Nullable Interval interval(List<Pair> pairs, ToDoubleFunction<Sums> number) {
    return Bootstrap.interval95(pairs.size(), times -> number.applyAsDouble(Sums.of(pairs, times)))
        .orElse(null);
  }

  /** What the numbers are made from. Deviations are taken from the mean, so nothing cancels. */
  private static final class Sums {
    private double n;
    private double truth;
    private double counted;
    private double error;
    private double absolute;
    private double squared;
    private double truthSquares;
    private double countedSquares;
    private double products;

    /** The sums where each sample was drawn so many times. */
    static Sums of(List<Pair> pairs, int[] times) {
      Sums sums = new Sums();
      for (int i = 0; i < times.length; i++) {
        Pair pair = pairs.get(i);
        double error = pair.counted - pair.truth;
        sums.n += times[i];
        sums.truth += times[i] * pair.truth;
        sums.counted += times[i] * pair.counted;
        sums.error += times[i] * error;
        sums.absolute += times[i] * Math.abs(error);
        sums.squared += times[i] * error * error;
      }
      for (int i = 0; i < times.length; i++) {
        double x = pairs.get(i).truth - sums.truth / sums.n;
        double y = pairs.get(i).counted - sums.counted / sums.n;
        sums.truthSquares += times[i] * x * x;
        sums.countedSquares += times[i] * y * y;
        sums.products += times[i] * x * y;
      }
      return sums;
    }

    double mae() {
      return absolute / n;
    }

    double rmse() {
      return Math.sqrt(squared / n);
    }

    double bias() {
      return error / n;
    }

    double nMae() {
      return truth > 0 ? absolute / truth : Double.NaN;
    }

    double slope() {
      return truthSquares > 0 ? products / truthSquares : Double.NaN;
    }

    double intercept() {
      return counted / n - slope() * truth / n;
    }

    double r2() {
      return truthSquares > 0 && countedSquares > 0
          ? products * products / (truthSquares * countedSquares)
          : Double.NaN;
    }

    double r2OfTruth() {
      return truthSquares > 0 ? 1 - squared / truthSquares : Double.NaN;
    }
  }
}

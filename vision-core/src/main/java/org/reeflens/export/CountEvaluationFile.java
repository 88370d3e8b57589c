package org.reeflens.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.evaluate.CountErrors;
import org.reeflens.evaluate.TrackCounts;
import org.reeflens.stats.Interval;

/** The evaluation of counts as a JSON file: of one sequence, or of the samples of a season. */
public final class CountEvaluationFile {

  private record Sequence(
      TrackCounts truth,
      TrackCounts result,
      Differences error,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record Differences(
      int maxN,
      double meanCount,
      @Nullable Integer firstArrivalFrame,
      int uniqueTracks,
      int left,
      int right,
      int crossings) {}

  private record Season(
      int n,
      double meanTruth,
      double meanCounted,
      double mae,
      double rmse,
      double bias,
      @Nullable Double nMae,
      @Nullable Double slope,
      @Nullable Double intercept,
      @Nullable Double r2,
      @Nullable Double r2OfTruth,
      Intervals interval95,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record Intervals(
      @Nullable Interval mae,
      @Nullable Interval rmse,
      @Nullable Interval bias,
      @Nullable Interval nMae,
      @Nullable Interval slope,
      @Nullable Interval intercept,
      @Nullable Interval r2,
      @Nullable Interval r2OfTruth) {}

  private static final Map<String, String> OF_SEQUENCE =
      new TreeMap<>(
          Map.of(
              "maxN, maxNFrame",
              "the most boxes in one frame, and the first frame with as many; frames count from 1",
              "meanCount",
              "mean number of boxes over all frames, those without any included",
              "firstArrivalFrame",
              "the first frame with a box; null where there is none",
              "uniqueTracks",
              "different ids; no abundance, since a broken track counts twice",
              "left, right",
              "tracks that crossed the middle of the picture from their first to their last box"
                  + " (Caltech Fish Counting)",
              "error",
              "result less truth; crossings: absolute error of left plus that of right"));

  private static final Map<String, String> OF_SEASON =
      new TreeMap<>(
          Map.of(
              "mae, rmse, bias",
              "of counted less truth over the samples: mean of the absolute errors, root of the"
                  + " mean squared error, mean",
              "nMae",
              "sum of the absolute errors as a share of the sum of the truth",
              "slope, intercept",
              "least squares, counted = intercept + slope * truth",
              "r2",
              "share of the variance of the counts that this line explains",
              "r2OfTruth",
              "share of the variance of the truth that the counts explain as they stand; negative"
                  + " where the mean would be the better guess",
              "interval95",
              "bootstrap over the samples, 1000 draws, fixed seed; null where there are too few"));

  private CountEvaluationFile() {}

  /**
   * Writes the counts of one sequence.
   *
   * @param json where to
   * @param truth what was there
   * @param result what was counted
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(
      Path json, TrackCounts truth, TrackCounts result, EvaluationOrigin origin) {
    Integer arrived = result.firstArrivalFrame();
    Integer should = truth.firstArrivalFrame();
    int left = result.left() - truth.left();
    int right = result.right() - truth.right();
    JsonFile.write(
        json,
        new Sequence(
            truth,
            result,
            new Differences(
                result.maxN() - truth.maxN(),
                result.meanCount() - truth.meanCount(),
                arrived == null || should == null ? null : arrived - should,
                result.uniqueTracks() - truth.uniqueTracks(),
                left,
                right,
                Math.abs(left) + Math.abs(right)),
            OF_SEQUENCE,
            origin));
  }

  /**
   * Writes the errors of a season.
   *
   * @param json where to
   * @param errors the errors
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(Path json, CountErrors errors, EvaluationOrigin origin) {
    JsonFile.write(
        json,
        new Season(
            errors.n(),
            errors.meanTruth(),
            errors.meanCounted(),
            errors.mae().value(),
            errors.rmse().value(),
            errors.bias().value(),
            value(errors.nMae()),
            value(errors.slope()),
            value(errors.intercept()),
            value(errors.r2()),
            value(errors.r2OfTruth()),
            new Intervals(
                interval(errors.mae()),
                interval(errors.rmse()),
                interval(errors.bias()),
                interval(errors.nMae()),
                interval(errors.slope()),
                interval(errors.intercept()),
                interval(errors.r2()),
                interval(errors.r2OfTruth())),
            OF_SEASON,
            origin));
  }

  private static @Nullable Double value(CountErrors.@Nullable WithInterval number) {
    return number == null ? null : Double.valueOf(number.value());
  }

  private static @Nullable Interval interval(CountErrors.@Nullable WithInterval number) {
    return number == null ? null : number.interval95();
  }
}

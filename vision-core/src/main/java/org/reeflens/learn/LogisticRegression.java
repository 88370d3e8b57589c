package org.reeflens.learn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.reeflens.classify.LinearHead;

/**
 * Multinomial logistic regression with an L2 penalty: makes
 *
 * <pre>sum over rows of weight × (logsumexp(z) - z[truth])  +  penalty / 2 × sum of squared weights
 * </pre>
 *
 * least, where {@code z = W (x - mean) / deviation + b}. Biases are not penalised. Features are
 * brought to one spread, so that the penalty treats all alike; the head that comes out takes them
 * as they are.
 */
final class LogisticRegression {

  /** Largest slope left, in units of the mean loss of a row. */
  private static final double TOLERANCE = 1e-4;

  private static final int ITERATIONS = 300;

  /** Sums are made in this many parts, whatever the processors, so that rounding is the same. */
  private static final int PARTS = 8;

  /** With fewer products than these, a few milliseconds, threads cost more than they save. */
  private static final long MANY = 10_000_000;

  private final Lesson lesson;
  private final int features;
  private final double[] point;

  /** Begins with all weights zero. */
  LogisticRegression(Lesson lesson) {
    this.lesson = lesson;
    this.features = lesson.features();
    this.point = new double[lesson.classes() * (features + 1)];
  }

  /**
   * Fits, beginning where the last fit ended.
   *
   * @param penalty above 0
   */
  LinearHead fit(double penalty) {
    new Lbfgs(TOLERANCE, ITERATIONS).minimise((at, slope) -> loss(penalty, at, slope), point);
    double[] folded = folded(point);
    float[][] weights = new float[lesson.classes()][features];
    float[] biases = new float[lesson.classes()];
    for (int c = 0; c < biases.length; c++) {
      for (int i = 0; i < features; i++) {
        weights[c][i] = (float) folded[c * (features + 1) + i];
      }
      biases[c] = (float) folded[c * (features + 1) + features];
    }
    return new LinearHead(weights, biases);
  }

  /** For features as they are, the same scores as the point gives for scaled ones. */
  private double[] folded(double[] at) {
    double[] folded = new double[at.length];
    for (int c = 0; c < lesson.classes(); c++) {
      int first = c * (features + 1);
      double bias = at[first + features];
      for (int i = 0; i < features; i++) {
        folded[first + i] = at[first + i] * lesson.scale(i);
        bias -= folded[first + i] * lesson.mean(i);
      }
      folded[first + features] = bias;
    }
    return folded;
  }

  /**
   * The loss and its slope.
   *
   * @param penalty above 0
   * @param at (Input) weights of scaled features and bias, class by class
   * @param slope (Output) the gradient
   */
  double loss(double penalty, double[] at, double[] slope) {
    double[] folded = folded(at);
    IntStream numbers = IntStream.range(0, PARTS);
    boolean many = (long) lesson.rows() * folded.length > MANY;
    Part[] parts =
        (many ? numbers.parallel() : numbers).mapToObj(p -> part(folded, p)).toArray(Part[]::new);
    Arrays.fill(slope, 0);
    double loss = 0;
    for (Part part : parts) {
      loss += part.loss;
      for (int k = 0; k < slope.length; k++) {
        slope[k] += part.slope[k];
      }
    }
    for (int c = 0; c < lesson.classes(); c++) {
      int first = c * (features + 1);
      double ofBias = slope[first + features];
      for (int i = 0; i < features; i++) {
        int k = first + i;
        slope[k] = lesson.scale(i) * (slope[k] - lesson.mean(i) * ofBias) + penalty * at[k];
        loss += penalty / 2 * at[k] * at[k];
      }
    }
    return loss;
  }

  private Part part(double[] folded, int number) {
    int from = (int) ((long) lesson.rows() * number / PARTS);
    int to = (int) ((long) lesson.rows() * (number + 1) / PARTS);
    double[] slope = new double[folded.length];
    double[] row = new double[features];
    double[] scores = new double[lesson.classes()];
    double loss = 0;
    for (int n = from; n < to; n++) {
      float[] packed = lesson.row(n);
      for (int i = 0; i < features; i++) {
        row[i] = packed[i];
      }
      score(folded, row, scores);
      loss += lesson.weight(n) * turnIntoErrors(scores, lesson.label(n));
      for (int c = 0; c < scores.length; c++) {
        add(slope, c * (features + 1), row, lesson.weight(n) * scores[c]);
      }
    }
    return new Part(loss, slope);
  }

  private void score(double[] folded, double[] row, double[] scores) {
    for (int c = 0; c < scores.length; c++) {
      int first = c * (features + 1);
      // Four sums, because one alone waits for itself.
      double a = 0;
      double b = 0;
      double d = 0;
      double e = 0;
      int i = 0;
      for (; i + 3 < features; i += 4) {
        a += folded[first + i] * row[i];
        b += folded[first + i + 1] * row[i + 1];
        d += folded[first + i + 2] * row[i + 2];
        e += folded[first + i + 3] * row[i + 3];
      }
      for (; i < features; i++) {
        a += folded[first + i] * row[i];
      }
      scores[c] = folded[first + features] + (a + b) + (d + e);
    }
  }

  /** Scores become probability minus truth; gives the loss of the row. */
  private static double turnIntoErrors(double[] scores, int truth) {
    double most = Arrays.stream(scores).max().orElse(0);
    double ofTruth = scores[truth];
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      scores[c] = Math.exp(scores[c] - most);
      sum += scores[c];
    }
    for (int c = 0; c < scores.length; c++) {
      scores[c] /= sum;
    }
    scores[truth] -= 1;
    return most + Math.log(sum) - ofTruth;
  }

  private void add(double[] slope, int first, double[] row, double error) {
    for (int i = 0; i < features; i++) {
      slope[first + i] += error * row[i];
    }
    slope[first + features] += error;
  }

  /** The sums over some of the rows. */
  // A bare array on purpose: added up at once.
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(double loss, double[] slope) {}
}

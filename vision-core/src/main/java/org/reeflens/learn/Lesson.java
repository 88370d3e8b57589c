package org.reeflens.learn;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of features with their classes, as a head learns them. A class weighs as much as any other,
 * however many rows it has: a row weighs {@code 1 / (classes × rows of its class)}.
 */
final class Lesson {

  private final float[][] rows;
  private final int[] labels;
  private final int classes;
  private final double[] weights;
  private final double[] means;
  private final double[] deviations;

  /**
   * A lesson.
   *
   * @param rows one or more, of one length
   * @param labels the class of each row, 0 to {@code classes - 1}; each class has a row
   * @param classes how many classes
   */
  Lesson(List<float[]> rows, List<Integer> labels, int classes) {
    this.rows = rows.toArray(new float[0][]);
    this.labels = labels.stream().mapToInt(Integer::intValue).toArray();
    this.classes = classes;
    int[] counts = new int[classes];
    for (int label : this.labels) {
      counts[label]++;
    }
    weights = new double[this.rows.length];
    Arrays.setAll(weights, n -> 1.0 / classes / counts[this.labels[n]]);
    means = new double[features()];
    deviations = new double[features()];
    measure();
  }

  /** Weighted mean and standard deviation of each feature. */
  private void measure() {
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < means.length; i++) {
        means[i] += weights[n] * rows[n][i];
      }
    }
    for (int n = 0; n < rows.length; n++) {
      for (int i = 0; i < means.length; i++) {
        double away = rows[n][i] - means[i];
        deviations[i] += weights[n] * away * away;
      }
    }
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = Math.sqrt(deviations[i]);
    }
  }

  int rows() {
    return rows.length;
  }

  int classes() {
    return classes;
  }

  int features() {
    return rows[0].length;
  }

  float[] row(int n) {
    return rows[n];
  }

  int label(int n) {
    return labels[n];
  }

  /** How much a row counts; all rows together count 1. */
  double weight(int n) {
    return weights[n];
  }

  double mean(int feature) {
    return means[feature];
  }

  /**
   * By how much a feature is multiplied so that all vary alike; 0 for one that does not vary at
   * all.
   */
  double scale(int feature) {
    return deviations[feature] > 1e-6 * (1e-6 + Math.abs(means[feature]))
        ? 1 / deviations[feature]
        : 0;
  }
}

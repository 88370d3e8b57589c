package org.reeflens.learn;

import org.reeflens.classify.LinearHead;

/**
 * A prototype for each class, the mean of its rows, with all features brought to one spread. The
 * score of a class is half the squared distance to its prototype, turned round, without the part
 * that is the same for all classes; so it is linear in the features.
 */
final class NearestMean {

  private NearestMean() {}

  /** The head of a lesson. */
  static LinearHead fit(Lesson lesson) {
    double[][] sums = new double[lesson.classes()][lesson.features()];
    for (int n = 0; n < lesson.rows(); n++) {
      float[] row = lesson.row(n);
      double[] sum = sums[lesson.label(n)];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += lesson.classes() * lesson.weight(n) * (row[i] - lesson.mean(i)) * lesson.scale(i);
      }
    }
    float[][] weights = new float[lesson.classes()][lesson.features()];
    float[] biases = new float[lesson.classes()];
    for (int c = 0; c < biases.length; c++) {
      double bias = 0;
      for (int i = 0; i < lesson.features(); i++) {
        double weight = sums[c][i] * lesson.scale(i);
        weights[c][i] = (float) weight;
        bias -= sums[c][i] * sums[c][i] / 2 + weight * lesson.mean(i);
      }
      biases[c] = (float) bias;
    }
    return new LinearHead(weights, biases);
  }
}

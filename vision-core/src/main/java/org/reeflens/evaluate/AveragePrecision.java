package org.reeflens.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Average precision: how much of the wanted comes before the unwanted in a ranking. */
final class AveragePrecision {

  private static final double[] RECALLS =
      IntStream.rangeClosed(0, 100).mapToDouble(i -> i == 100 ? 1 : i * 0.01).toArray();

  private AveragePrecision() {}

  /** The recalls that COCO takes precision at: 0.00 to 1.00, a fresh array. */
  static double[] recalls() {
    return RECALLS.clone();
  }

  /**
   * COCO's: the mean precision at 101 recalls, where the precision at a recall is the highest at
   * that recall or beyond, and 0 where the ranking ends before.
   *
   * @param recall recall after each place of the ranking; does not fall
   * @param precision (Output) precision after each place; made monotonous from the right
   */
  static double interpolated(double[] recall, double[] precision) {
    makeMonotonous(precision);
    double sum = 0;
    int at = 0;
    for (double wanted : RECALLS) {
      while (at < recall.length && recall[at] < wanted) {
        at++;
      }
      sum += at < recall.length ? precision[at] : 0;
    }
    return sum / RECALLS.length;
  }

  /** Raises each precision to the highest of those after it. */
  static void makeMonotonous(double[] precision) {
    for (int i = precision.length - 1; i > 0; i--) {
      precision[i - 1] = Math.max(precision[i - 1], precision[i]);
    }
  }

  /**
   * The plain sum of precision times step of recall, without interpolation, as is usual for
   * multi-label classifiers. Equal scores are one step, so their order does not matter.
   *
   * @param scores score of each case
   * @param positive whether the case is one of the wanted
   * @return 0 to 1; NaN where nothing is wanted
   */
  static double stepwise(double[] scores, boolean[] positive) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    int wanted = 0;
    for (boolean is : positive) {
      wanted += is ? 1 : 0;
    }
    double sum = 0;
    int right = 0;
    int i = 0;
    while (i < order.length) {
      int before = right;
      double score = scores[order[i]];
      while (i < order.length && scores[order[i]] == score) {
        right += positive[order[i]] ? 1 : 0;
        i++;
      }
      sum += (right - before) * ((double) right / i);
    }
    return sum / wanted;
  }
}

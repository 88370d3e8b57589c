package org.reeflens.stats;

import java.util.Arrays;

/**
 * How well a score tells two kinds of cases apart: the chance that a case of the one kind scores
 * above a case of the other, ties counting half. This is the area under the ROC curve (AUROC), and
 * Mann and Whitney's U over the number of pairs (J. A. Hanley and B. J. McNeil 1982, Radiology
 * 143:29-36).
 */
public final class RankingQuality {

  private RankingQuality() {}

  /**
   * The area under the ROC curve.
   *
   * @param above (Input) scores of the cases that should score high
   * @param below (Input) scores of those that should score low
   * @return 0 to 1, 0.5 for guessing; NaN where a kind has no case
   */
  public static double auroc(double[] above, double[] below) {
    double[] sorted = below.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double score : above) {
      int lower = first(sorted, score, false);
      int notHigher = first(sorted, score, true);
      wins += lower + (notHigher - lower) / 2.0;
    }
    return wins / ((double) above.length * below.length);
  }

  /** How many of the sorted values lie below a score, or at most at it. */
  private static int first(double[] sorted, double score, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || (orEqual && sorted[middle] == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

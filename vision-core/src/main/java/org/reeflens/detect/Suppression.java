package org.reeflens.detect;

import java.util.Arrays;

/**
 * Greedy suppression of doubles: by falling score, a box is kept unless it overlaps a kept box of
 * its class by more than a limit.
 */
final class Suppression {

  private Suppression() {}

  /**
   * Indexes of the kept boxes by falling score.
   *
   * @param iou overlap (IoU) above which the weaker box goes; equal stays
   * @param most stop after this many
   */
  static int[] keep(Candidates boxes, double iou, int most) {
    int[] order = boxes.byFallingScore();
    int[] kept = new int[Math.min(most, order.length)];
    int count = 0;
    for (int i : order) {
      if (count == kept.length) {
        break;
      }
      if (isFree(boxes, i, kept, count, iou)) {
        kept[count++] = i;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static boolean isFree(Candidates boxes, int i, int[] kept, int count, double iou) {
    for (int k = 0; k < count; k++) {
      int j = kept[k];
      if (boxes.classIndex(j) == boxes.classIndex(i) && iou(boxes, i, j) > iou) {
        return false;
      }
    }
    return true;
  }

  private static double iou(Candidates boxes, int i, int j) {
    double width =
        (double) Math.min(boxes.right(i), boxes.right(j)) - Math.max(boxes.left(i), boxes.left(j));
    double height =
        (double) Math.min(boxes.bottom(i), boxes.bottom(j)) - Math.max(boxes.top(i), boxes.top(j));
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double shared = width * height;
    return shared / (area(boxes, i) + area(boxes, j) - shared);
  }

  private static double area(Candidates boxes, int i) {
    return ((double) boxes.right(i) - boxes.left(i)) * ((double) boxes.bottom(i) - boxes.top(i));
  }
}

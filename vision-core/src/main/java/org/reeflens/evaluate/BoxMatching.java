package org.reeflens.evaluate;

import java.util.Arrays;
import java.util.List;
import org.reeflens.geometry.Box;

/**
 * Which detection of a picture found which animal. Each detection, surest first, takes the free
 * animal that it overlaps most, if the overlap (IoU) is 0.5 or more: the rule of the COCO
 * evaluation at that overlap. A detection that finds no animal, but of which half or more lies in a
 * crowd, counts neither for nor against.
 */
final class BoxMatching {

  private static final double SAME_ANIMAL = 0.5;
  private static final int NONE = -1;

  private final int[] truthOf;
  private final boolean[] ignored;

  private BoxMatching(int found) {
    truthOf = new int[found];
    ignored = new boolean[found];
    Arrays.fill(truthOf, NONE);
  }

  /**
   * Matches the detections of a picture.
   *
   * @param truths the animals
   * @param found the detections, by falling confidence
   * @param acrossClasses whether a detection may take an animal of another class
   */
  static BoxMatching of(List<TruthBox> truths, List<FoundBox> found, boolean acrossClasses) {
    BoxMatching matching = new BoxMatching(found.size());
    boolean[] taken = new boolean[truths.size()];
    for (int d = 0; d < found.size(); d++) {
      FoundBox one = found.get(d);
      double best = SAME_ANIMAL;
      int match = NONE;
      for (int g = 0; g < taken.length; g++) {
        TruthBox truth = truths.get(g);
        if (!acrossClasses && truth.classIndex() != one.classIndex()) {
          continue;
        }
        if (truth.crowd()) {
          matching.ignored[d] |= partInside(one.box(), truth.box()) >= SAME_ANIMAL;
        } else if (!taken[g] && one.box().iou(truth.box()) >= best) {
          // Of equal overlaps the last one wins, as in cocoapi.
          best = one.box().iou(truth.box());
          match = g;
        }
      }
      if (match != NONE) {
        taken[match] = true;
        matching.truthOf[d] = match;
        matching.ignored[d] = false;
      }
    }
    return matching;
  }

  private static double partInside(Box box, Box crowd) {
    return box.area() <= 0 ? 0 : box.intersection(crowd) / box.area();
  }

  /** The animal that a detection found; {@code -1} for none. */
  int truthOf(int found) {
    return truthOf[found];
  }

  /** Whether a detection found an animal. */
  boolean isRight(int found) {
    return truthOf[found] != NONE;
  }

  /** Whether a detection counts neither for nor against. */
  boolean isIgnored(int found) {
    return ignored[found];
  }
}

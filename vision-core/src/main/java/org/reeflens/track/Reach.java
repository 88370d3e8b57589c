package org.reeflens.track;

import java.util.List;
import org.reeflens.geometry.Box;

/** How far a box reaches when a tracker asks how much two boxes share. */
interface Reach {

  /** As far as it is drawn. */
  Reach DRAWN = box -> box;

  /**
   * One pixel further to the right and down: corners are taken for the first and the last pixel.
   * The cython_bbox package counts so, and with it the authors' ByteTrack and BoT-SORT.
   */
  Reach WHOLE_PIXELS = box -> new Box(box.left(), box.top(), box.right() + 1, box.bottom() + 1);

  /** Wider on each side by a share of the square root of its area. */
  static Reach widened(double share) {
    return box -> {
      double margin = share * Math.sqrt(box.area());
      return new Box(
          box.left() - margin, box.top() - margin, box.right() + margin, box.bottom() + margin);
    };
  }

  /** The box as overlaps take it. */
  Box of(Box box);

  /** Intersection over union of each of {@code rows} with each of {@code columns}, by rows. */
  default double[] overlaps(List<Box> rows, List<Box> columns) {
    Box[] reached = columns.stream().map(this::of).toArray(Box[]::new);
    double[] overlaps = new double[rows.size() * reached.length];
    int next = 0;
    for (Box row : rows) {
      Box reach = of(row);
      for (Box column : reached) {
        overlaps[next++] = reach.iou(column);
      }
    }
    return overlaps;
  }
}

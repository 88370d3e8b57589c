package org.reeflens.geometry;

import java.util.Optional;

/**
 * A straight line from one place to another. Its right side is the one on the right hand of who
 * looks along it, from the first place to the second, in a picture whose y grows downwards: the
 * right side of a line drawn from the bottom of the picture to its top is the picture's right.
 *
 * @param from where it begins, source pixels
 * @param to where it ends, another place
 */
public record Segment(Point from, Point to) {

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if both ends are the same place
   */
  public Segment {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "a line needs two different ends, but both are " + from.x() + ", " + from.y());
    }
  }

  /**
   * The upright line through the middle of a picture, from the bottom to the top.
   *
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   */
  public static Segment middle(int width, int height) {
    double x = width / 2.0 - 0.5;
    return new Segment(new Point(x, height - 0.5), new Point(x, -0.5));
  }

  /**
   * Whether a place lies on the right side of the line, which is thought to go on without end, or
   * on it.
   */
  public boolean hasOnItsRight(Point place) {
    return side(place) >= 0;
  }

  /**
   * Where on this line a movement along the straight way passes it, as a share of its length.
   *
   * @return 0 to 1; empty if the movement stays on one side or passes beyond an end
   */
  public Optional<Double> passing(Point start, Point end) {
    if (hasOnItsRight(start) == hasOnItsRight(end)) {
      return Optional.empty();
    }
    double before = side(start);
    double part = before / (before - side(end));
    double x = start.x() + part * (end.x() - start.x());
    double y = start.y() + part * (end.y() - start.y());
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double share = ((x - from.x()) * dx + (y - from.y()) * dy) / (dx * dx + dy * dy);
    return share >= 0 && share <= 1 ? Optional.of(share) : Optional.empty();
  }

  /** Above zero on the right, below zero on the left, zero on the line: twice a triangle's area. */
  private double side(Point place) {
    return (to.x() - from.x()) * (place.y() - from.y())
        - (to.y() - from.y()) * (place.x() - from.x());
  }
}

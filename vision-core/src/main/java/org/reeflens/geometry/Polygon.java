package org.reeflens.geometry;

import java.util.List;

/**
 * An area with straight sides. Where the sides cross each other, a place is inside if a line from
 * it to far away passes an odd number of sides.
 *
 * @param corners its corners in order, three or more; the last is joined to the first
 */
public record Polygon(List<Point> corners) {

  /**
   * Copies the corners.
   *
   * @throws IllegalArgumentException if there are fewer than three or they enclose no area
   */
  public Polygon {
    corners = List.copyOf(corners);
    if (corners.size() < 3) {
      throw new IllegalArgumentException(
          "an area needs three corners or more, not " + corners.size());
    }
    Point first = corners.get(0);
    boolean flat = true;
    for (int i = 2; i < corners.size() && flat; i++) {
      Point a = corners.get(i - 1);
      Point b = corners.get(i);
      flat = (a.x() - first.x()) * (b.y() - first.y()) == (a.y() - first.y()) * (b.x() - first.x());
    }
    if (flat) {
      throw new IllegalArgumentException("the corners of an area lie on one line: " + corners);
    }
  }

  /** Whether a place lies inside. Of places on a side, those on left and upper sides do. */
  public boolean contains(Point place) {
    boolean inside = false;
    Point before = corners.get(corners.size() - 1);
    for (Point corner : corners) {
      // Half open in y, so that a corner on the ray is passed once.
      if ((corner.y() > place.y()) != (before.y() > place.y())) {
        double part = (place.y() - before.y()) / (corner.y() - before.y());
        inside ^= place.x() < before.x() + part * (corner.x() - before.x());
      }
      before = corner;
    }
    return inside;
  }
}

package org.reeflens.geometry;

/**
 * A place in source pixels; pixel centres are at integers, x grows to the right, y downwards.
 *
 * @param x pixels from the centre of the leftmost column
 * @param y pixels from the centre of the uppermost row
 */
public record Point(double x, double y) {

  /**
   * Checks the coordinates.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("a point must be finite: " + x + ", " + y);
    }
  }
}

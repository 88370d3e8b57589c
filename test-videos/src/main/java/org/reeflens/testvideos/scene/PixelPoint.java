package org.reeflens.testvideos.scene;

/**
 * A point in the picture, pixel centres at integers; it may lie outside.
 *
 * @param x to the right, pixels
 * @param y downwards, pixels
 */
public record PixelPoint(double x, double y) {

  /** Distance to {@code other}, pixels. */
  public double distance(PixelPoint other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}

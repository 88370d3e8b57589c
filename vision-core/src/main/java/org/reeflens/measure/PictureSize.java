package org.reeflens.measure;

import org.reeflens.geometry.Point;

/**
 * The size of a camera's pictures.
 *
 * @param width columns
 * @param height rows
 */
public record PictureSize(int width, int height) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if a side is below 1
   */
  public PictureSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no picture is " + width + " x " + height);
    }
  }

  /** Whether a place lies on one of the pixels, whose centres are at integers. */
  public boolean contains(Point place) {
    return place.x() >= -0.5
        && place.y() >= -0.5
        && place.x() <= width - 0.5
        && place.y() <= height - 0.5;
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}

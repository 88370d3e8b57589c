package org.reeflens.frame;

/**
 * A block of whole pixels of a picture.
 *
 * @param x column of the first pixel, 0 or more
 * @param y row of the first pixel, 0 or more
 * @param width columns, 1 or more
 * @param height rows, 1 or more
 */
public record Region(int x, int y, int width, int height) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the block is empty or starts outside the picture
   */
  public Region {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "not a block of pixels: " + x + ", " + y + ", " + width + " x " + height);
    }
  }
}

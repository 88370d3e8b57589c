package org.reeflens.testvideos.scene;

/**
 * A block of whole pixels. Pixel centres are at integers, so the block's edges lie at {@code left -
 * 0.5} and {@code left + width - 0.5}, and likewise downwards.
 *
 * @param left column of the leftmost pixels; 0 is the picture's first column
 * @param top row of the uppermost pixels; 0 is the picture's first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PixelBox(int left, int top, int width, int height) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if there is no pixel
   */
  public PixelBox {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no pixels in " + width + " x " + height);
    }
  }

  /** x of the centre, pixels. */
  public double centreX() {
    return left + (width - 1) / 2.0;
  }

  /** y of the centre, pixels. */
  public double centreY() {
    return top + (height - 1) / 2.0;
  }

  /** Whether any of the pixels lies in a picture of the given size, pixels. */
  boolean touches(int pictureWidth, int pictureHeight) {
    return left < pictureWidth && top < pictureHeight && left + width > 0 && top + height > 0;
  }
}

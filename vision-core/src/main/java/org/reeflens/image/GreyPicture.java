package org.reeflens.image;

import java.util.Objects;
import org.reeflens.geometry.Affine;

/**
 * A small grey copy of a picture, on the heap, that outlives its frame.
 *
 * @param width columns
 * @param height rows
 * @param sourceWidth columns of the picture it was made of
 * @param sourceHeight rows of the picture it was made of
 * @param values brightness of each pixel, row by row, 0 to 255 as unsigned bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // The copy a defence would need is the cost to avoid.
public record GreyPicture(int width, int height, int sourceWidth, int sourceHeight, byte[] values) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a side is below 1 or the values are not as many as pixels
   */
  public GreyPicture {
    Objects.requireNonNull(values, "values");
    if (width < 1 || height < 1 || sourceWidth < 1 || sourceHeight < 1) {
      throw new IllegalArgumentException(
          "a picture must have pixels: "
              + width
              + " x "
              + height
              + " of "
              + sourceWidth
              + " x "
              + sourceHeight);
    }
    if (values.length != width * height) {
      throw new IllegalArgumentException(
          "a picture of " + width + " x " + height + " has no " + values.length + " pixels");
    }
  }

  /** Source pixels to one of this picture, along x. */
  public double scaleX() {
    return (double) sourceWidth / width;
  }

  /** Source pixels to one of this picture, along y. */
  public double scaleY() {
    return (double) sourceHeight / height;
  }

  /** Where a place of this picture lies in the source; pixel centres are at integers in both. */
  public Affine toSource() {
    return new Affine(scaleX(), 0, (scaleX() - 1) / 2, 0, scaleY(), (scaleY() - 1) / 2);
  }
}

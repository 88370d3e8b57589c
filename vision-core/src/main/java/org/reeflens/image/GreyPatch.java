package org.reeflens.image;

import java.nio.ByteBuffer;
import org.reeflens.frame.Frame;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;

/**
 * The brightness of a part of a picture at its full size, on the heap, that outlives its frame.
 * Places are those of the picture.
 */
public final class GreyPatch {
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final byte[] values;

  private GreyPatch(int left, int top, int width, int height, byte[] values) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /**
   * A patch from its pixels.
   *
   * @param left column of the first pixel in the picture
   * @param top row of the first pixel in the picture
   * @param width columns, 1 or more
   * @param height rows, 1 or more
   * @param values (Input) brightness of each pixel, row by row, 0 to 255 as unsigned bytes; copied
   * @throws IllegalArgumentException if there are not as many values as pixels
   */
  public static GreyPatch of(int left, int top, int width, int height, byte[] values) {
    if (width < 1 || height < 1 || values.length != width * height) {
      throw new IllegalArgumentException(
          "a patch of " + width + " x " + height + " has no " + values.length + " pixels");
    }
    return new GreyPatch(left, top, width, height, values.clone());
  }

  /**
   * The part of a frame in and around a box; brightness by the weights of BT.601.
   *
   * @param frame (Input) stays the caller's
   * @param box what to show; clipped by the picture
   * @param margin how much to show around it, pixels
   */
  public static GreyPatch of(Frame frame, Box box, double margin) {
    int left = clamp(Math.floor(box.left() - margin), frame.width() - 1);
    int top = clamp(Math.floor(box.top() - margin), frame.height() - 1);
    int right = clamp(Math.ceil(box.right() + margin), frame.width() - 1);
    int bottom = clamp(Math.ceil(box.bottom() + margin), frame.height() - 1);
    int width = Math.max(0, right - left) + 1;
    int height = Math.max(0, bottom - top) + 1;
    ByteBuffer rgb = ByteBuffer.allocateDirect(3 * width * height);
    frame.rgb(new Region(left, top, width, height), width, height, rgb, 3 * width);
    byte[] grey = new byte[width * height];
    for (int i = 0, b = 0; i < grey.length; i++, b += 3) {
      int light =
          77 * (rgb.get(b) & 0xff) + 150 * (rgb.get(b + 1) & 0xff) + 29 * (rgb.get(b + 2) & 0xff);
      grey[i] = (byte) ((light + 128) >> 8);
    }
    return new GreyPatch(left, top, width, height, grey);
  }

  private static int clamp(double value, int most) {
    return (int) Math.max(0, Math.min(most, value));
  }

  /** Whether brightness is known at a place, which may lie between pixels. */
  public boolean contains(double x, double y) {
    return x >= left && y >= top && x <= left + width - 1 && y <= top + height - 1;
  }

  /**
   * Brightness at a place between pixels, 0 to 255; outside the patch that of its nearest pixel.
   */
  public double at(double x, double y) {
    double column = Math.max(0, Math.min(width - 1, x - left));
    double row = Math.max(0, Math.min(height - 1, y - top));
    int c = (int) column;
    int r = (int) row;
    int nextC = Math.min(width - 1, c + 1);
    int nextR = Math.min(height - 1, r + 1);
    double dx = column - c;
    double dy = row - r;
    double above = value(c, r) + dx * (value(nextC, r) - value(c, r));
    double below = value(c, nextR) + dx * (value(nextC, nextR) - value(c, nextR));
    return above + dy * (below - above);
  }

  private int value(int column, int row) {
    return values[row * width + column] & 0xff;
  }

  /**
   * How alike the parts of two pictures in two boxes are: correlation of their brightness on a grid
   * laid over each.
   *
   * @param box in this picture
   * @param other the other picture
   * @param otherBox in the other picture
   * @return -1 to 1; 0 where one part has no contrast
   */
  public double likeness(Box box, GreyPatch other, Box otherBox) {
    int columns = 24;
    int rows = 12;
    double[] own = new double[columns * rows];
    double[] others = new double[columns * rows];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        double u = (i + 0.5) / columns;
        double v = (j + 0.5) / rows;
        own[j * columns + i] = at(box.left() + u * box.width(), box.top() + v * box.height());
        others[j * columns + i] =
            other.at(
                otherBox.left() + u * otherBox.width(), otherBox.top() + v * otherBox.height());
      }
    }
    return correlation(own, others);
  }

  /** Correlation of as many values of two patches, -1 to 1; 0 where one does not change. */
  public static double correlation(double[] a, double[] b) {
    int n = a.length;
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double both = 0;
    for (int i = 0; i < n; i++) {
      sumA += a[i];
      sumB += b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
      both += a[i] * b[i];
    }
    double spread = (squaresA - sumA * sumA / n) * (squaresB - sumB * sumB / n);
    return spread > 1e-9 ? (both - sumA * sumB / n) / Math.sqrt(spread) : 0;
  }
}

package org.reeflens.geometry;

/**
 * An upright rectangle in source pixels. Pixel centres are at integers, so a picture of {@code w}
 * by {@code h} pixels spans {@code -0.5..w-0.5} by {@code -0.5..h-0.5}; x grows to the right, y
 * downwards.
 *
 * @param left x of the left edge, pixels
 * @param top y of the upper edge, pixels
 * @param right x of the right edge, pixels; not below {@code left}
 * @param bottom y of the lower edge, pixels; not below {@code top}
 */
public record Box(double left, double top, double right, double bottom) {

  /**
   * Checks the edges.
   *
   * @throws IllegalArgumentException if an edge is not finite or the sides would be negative
   */
  public Box {
    if (!Double.isFinite(left)
        || !Double.isFinite(top)
        || !Double.isFinite(right)
        || !Double.isFinite(bottom)) {
      throw new IllegalArgumentException(
          "box edges must be finite: " + left + ", " + top + ", " + right + ", " + bottom);
    }
    if (right < left || bottom < top) {
      throw new IllegalArgumentException(
          "box sides must not be negative: " + left + ", " + top + ", " + right + ", " + bottom);
    }
  }

  /** The box whose upper left corner, width and height are given, in pixels. */
  public static Box ofSize(double left, double top, double width, double height) {
    return new Box(left, top, left + width, top + height);
  }

  /** Width in pixels, zero or more. */
  public double width() {
    return right - left;
  }

  /** Height in pixels, zero or more. */
  public double height() {
    return bottom - top;
  }

  /** Area in square pixels, zero or more. */
  public double area() {
    return width() * height();
  }

  /** x of the centre, pixels. */
  public double centreX() {
    return (left + right) / 2;
  }

  /** y of the centre, pixels. */
  public double centreY() {
    return (top + bottom) / 2;
  }

  /** The centre. */
  public Point centre() {
    return new Point(centreX(), centreY());
  }

  /** Area shared with {@code other}, square pixels. */
  public double intersection(Box other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return width <= 0 || height <= 0 ? 0 : width * height;
  }

  /** Intersection over union (IoU) with {@code other}, 0 to 1; 0 where both areas are zero. */
  public double iou(Box other) {
    double shared = intersection(other);
    double union = area() + other.area() - shared;
    return union <= 0 ? 0 : shared / union;
  }

  /**
   * This box with some of what is around it.
   *
   * @param share what is added on each side, as a share of the box's width or height; 0 or more
   */
  public Box wider(double share) {
    double dx = share * width();
    double dy = share * height();
    return new Box(left - dx, top - dy, right + dx, bottom + dy);
  }

  /**
   * The part of this box that lies inside a picture.
   *
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   * @return the clipped box; it has no area if this box lies outside
   */
  public Box clip(int width, int height) {
    return new Box(
        clamp(left, width), clamp(top, height), clamp(right, width), clamp(bottom, height));
  }

  private static double clamp(double edge, int size) {
    return Math.max(-0.5, Math.min(size - 0.5, edge));
  }
}

package org.reeflens.geometry;

/**
 * A map of the plane that keeps straight lines straight and parallels parallel: it takes {@code (x,
 * y)} to {@code (a x + b y + tx, c x + d y + ty)}. As the motion of a camera it takes a place in
 * the earlier picture to the same place of the scene in the later one, both in source pixels.
 *
 * @param a share of x in the new x
 * @param b share of y in the new x
 * @param tx shift of x, pixels
 * @param c share of x in the new y
 * @param d share of y in the new y
 * @param ty shift of y, pixels
 */
public record Affine(double a, double b, double tx, double c, double d, double ty) {
  private static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public Affine {
    if (!Double.isFinite(a)
        || !Double.isFinite(b)
        || !Double.isFinite(tx)
        || !Double.isFinite(c)
        || !Double.isFinite(d)
        || !Double.isFinite(ty)) {
      throw new IllegalArgumentException(
          "a motion must be finite: %s, %s, %s; %s, %s, %s".formatted(a, b, tx, c, d, ty));
    }
  }

  /** The map that leaves everything where it is. */
  public static Affine identity() {
    return IDENTITY;
  }

  /** The map that shifts everything by {@code tx} and {@code ty} pixels. */
  public static Affine shift(double tx, double ty) {
    return new Affine(1, 0, tx, 0, 1, ty);
  }

  /** Whether everything stays where it is. */
  public boolean isIdentity() {
    return equals(IDENTITY);
  }

  /** Where {@code point} goes. */
  public Point apply(Point point) {
    return new Point(a * point.x() + b * point.y() + tx, c * point.x() + d * point.y() + ty);
  }

  /**
   * Where an upright box goes, again as an upright box: its centre is mapped, and its sides grow as
   * the map stretches the axes. So a turn of the camera leaves the size as it is, where a box about
   * the four mapped corners would grow with every turn.
   */
  public Box apply(Box box) {
    Point centre = apply(new Point(box.centreX(), box.centreY()));
    double width = box.width() * stretchX();
    double height = box.height() * stretchY();
    return Box.ofSize(centre.x() - width / 2, centre.y() - height / 2, width, height);
  }

  /** By how much lengths along x grow, 0 or more. */
  public double stretchX() {
    return Math.hypot(a, c);
  }

  /** By how much lengths along y grow, 0 or more. */
  public double stretchY() {
    return Math.hypot(b, d);
  }

  /** This map, then {@code next}. */
  public Affine then(Affine next) {
    return new Affine(
        next.a * a + next.b * c,
        next.a * b + next.b * d,
        next.a * tx + next.b * ty + next.tx,
        next.c * a + next.d * c,
        next.c * b + next.d * d,
        next.c * tx + next.d * ty + next.ty);
  }

  /** By how much areas grow; negative where the map mirrors, 0 where it flattens. */
  public double determinant() {
    return a * d - b * c;
  }

  /**
   * The way back.
   *
   * @throws IllegalStateException if there is none, because the map flattens the plane to a line or
   *     a point
   */
  public Affine inverse() {
    double area = determinant();
    double ia = d / area;
    double ib = -b / area;
    double ic = -c / area;
    double id = a / area;
    double itx = -(ia * tx + ib * ty);
    double ity = -(ic * tx + id * ty);
    // Zero, or so near to it that the quotients overflow.
    if (!Double.isFinite(ia + ib + ic + id + itx + ity)) {
      throw new IllegalStateException("no way back from a motion that flattens: " + this);
    }
    return new Affine(ia, ib, itx, ic, id, ity);
  }
}

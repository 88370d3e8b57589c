package org.reeflens.measure;

import java.util.Arrays;

/** A turn in space, as the 3 x 3 matrix that is multiplied with a column of x, y and z. */
public final class Rotation {

  /** How far a matrix of a file may be from a turn: rounding to four digits, not another matrix. */
  private static final double TOLERANCE = 1e-3;

  private static final Rotation NONE = new Rotation(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});

  private final double[] m;

  private Rotation(double[] rowByRow) {
    m = rowByRow;
  }

  /** No turn at all. */
  public static Rotation none() {
    return NONE;
  }

  /**
   * A turn by its matrix.
   *
   * @param rowByRow its nine numbers; used as they are, so that a file reads back identically
   * @throws IllegalArgumentException if they are no turn: not nine, not finite, rows that are not
   *     of length 1 and at right angles (to 0.001), or a mirror
   */
  public static Rotation of(double... rowByRow) {
    if (rowByRow.length != 9) {
      throw new IllegalArgumentException("a rotation has 9 numbers, not " + rowByRow.length);
    }
    Rotation rotation = new Rotation(rowByRow.clone());
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          product += rotation.at(i, k) * rotation.at(j, k);
        }
        // Written so that it is true of NaN, too.
        if (!(Math.abs(product - (i == j ? 1 : 0)) <= TOLERANCE)) {
          throw new IllegalArgumentException("this is no rotation: " + rotation);
        }
      }
    }
    if (rotation.determinant() < 0) {
      throw new IllegalArgumentException("this is a mirror, no rotation: " + rotation);
    }
    return rotation;
  }

  /**
   * A turn by its axis, whose length is the angle in radians (Rodrigues' vector, {@code om} of
   * Bouguet's toolbox).
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public static Rotation ofVector(double x, double y, double z) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    if (!Double.isFinite(angle)) {
      throw new IllegalArgumentException("this is no rotation: " + x + ", " + y + ", " + z);
    }
    if (angle == 0) {
      return NONE;
    }
    double ax = x / angle;
    double ay = y / angle;
    double az = z / angle;
    double sin = Math.sin(angle);
    double rest = 1 - Math.cos(angle);
    return new Rotation(
        new double[] {
          1 - rest * (ay * ay + az * az),
          rest * ax * ay - sin * az,
          rest * ax * az + sin * ay,
          rest * ax * ay + sin * az,
          1 - rest * (ax * ax + az * az),
          rest * ay * az - sin * ax,
          rest * ax * az - sin * ay,
          rest * ay * az + sin * ax,
          1 - rest * (ax * ax + ay * ay)
        });
  }

  /** The number in a row and a column, both 0 to 2. */
  public double at(int row, int column) {
    return m[3 * row + column];
  }

  /** The nine numbers, row by row. */
  public double[] rowByRow() {
    return m.clone();
  }

  /** Where a place goes. */
  public Position apply(Position p) {
    return new Position(
        m[0] * p.x() + m[1] * p.y() + m[2] * p.z(),
        m[3] * p.x() + m[4] * p.y() + m[5] * p.z(),
        m[6] * p.x() + m[7] * p.y() + m[8] * p.z());
  }

  /** The turn back. */
  public Rotation inverse() {
    return new Rotation(new double[] {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]});
  }

  private double determinant() {
    return m[0] * (m[4] * m[8] - m[5] * m[7])
        - m[1] * (m[3] * m[8] - m[5] * m[6])
        + m[2] * (m[3] * m[7] - m[4] * m[6]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rotation rotation && Arrays.equals(m, rotation.m);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(m);
  }

  @Override
  public String toString() {
    return Arrays.toString(m);
  }
}

package org.reeflens.measure;

/**
 * A place in the water, or the way from one place to another, in the axes of a camera: x to the
 * right of its picture, y downwards, z away from it.
 *
 * @param x mm
 * @param y mm
 * @param z mm
 */
public record Position(double x, double y, double z) {

  /** Where the camera is. */
  static final Position ORIGIN = new Position(0, 0, 0);

  /**
   * Checks the coordinates.
   *
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public Position {
    if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
      throw new IllegalArgumentException("a position must be finite: " + x + ", " + y + ", " + z);
    }
  }

  /** This and the other added. */
  public Position plus(Position other) {
    return new Position(x + other.x, y + other.y, z + other.z);
  }

  /** The way from the other to this. */
  public Position minus(Position other) {
    return new Position(x - other.x, y - other.y, z - other.z);
  }

  /** All coordinates times a number. */
  public Position times(double factor) {
    return new Position(x * factor, y * factor, z * factor);
  }

  /** The scalar product, mm². */
  public double dot(Position other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** How long, or how far from the camera, mm. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** How far it is to the other, mm. */
  public double distanceTo(Position other) {
    return minus(other).norm();
  }

  /** How far this is from the line from the camera through another place, mm. */
  double distanceToRay(Position direction) {
    double along = dot(direction) / direction.dot(direction);
    return distanceTo(direction.times(along));
  }
}

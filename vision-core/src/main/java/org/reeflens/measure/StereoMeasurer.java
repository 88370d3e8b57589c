package org.reeflens.measure;

import org.reeflens.geometry.Point;

/**
 * Measures places and lengths from points that were marked in both pictures of a stereo pair.
 *
 * @param calibration of the two cameras
 * @param method how a place is found from its two rays
 * @param pixelSigma standard deviation of each coordinate of a marked point, pixels, above 0
 */
public record StereoMeasurer(
    StereoCalibration calibration, Triangulation method, double pixelSigma) {

  /** A pixel, as SeaGIS assumes it: how well people mark a point. */
  public static final double USUAL_PIXEL_SIGMA = 1;

  /** How far a coordinate is moved to see what the length makes of it, pixels. */
  private static final double STEP = 0.01;

  /**
   * Checks the pixel error.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public StereoMeasurer {
    if (!(pixelSigma > 0 && Double.isFinite(pixelSigma))) {
      throw new IllegalArgumentException("the pixel error must be above 0: " + pixelSigma);
    }
  }

  /** A measurer by the midpoint and with the usual pixel error. */
  public static StereoMeasurer of(StereoCalibration calibration) {
    return new StereoMeasurer(calibration, Triangulation.MIDPOINT, USUAL_PIXEL_SIGMA);
  }

  /**
   * Where a point is.
   *
   * @throws MeasureException if the point cannot be where it was marked: outside a picture, rays
   *     that are parallel or meet behind a camera
   */
  public StereoPoint locate(PointPair seen) {
    return locate(seen, "the point");
  }

  /**
   * How long an animal is.
   *
   * @param snout the tip of the snout in both pictures
   * @param fork the fork or the tip of the tail in both pictures
   * @throws MeasureException if one of the points cannot be where it was marked, or both are the
   *     same
   */
  public StereoLength measure(PointPair snout, PointPair fork) {
    StereoPoint from = locate(snout, "the snout");
    StereoPoint to = locate(fork, "the fork");
    double length = from.position().distanceTo(to.position());
    if (!(length > 0)) {
      throw new MeasureException("snout and fork are the same point");
    }
    double error =
        pixelSigma
            * Math.hypot(
                steepness(snout, "the snout", to.position()),
                steepness(fork, "the fork", from.position()));
    return new StereoLength(length, error, from, to);
  }

  /**
   * How fast the distance to another place changes with the four coordinates of a pair, mm to a
   * pixel: the root of the sum of the squared derivatives.
   */
  private double steepness(PointPair seen, String name, Position other) {
    Point left = seen.left();
    Point right = seen.right();
    double[] changes = {
      change(shifted(left, 1, 0), right, shifted(left, -1, 0), right, name, other),
      change(shifted(left, 0, 1), right, shifted(left, 0, -1), right, name, other),
      change(left, shifted(right, 1, 0), left, shifted(right, -1, 0), name, other),
      change(left, shifted(right, 0, 1), left, shifted(right, 0, -1), name, other)
    };
    double sum = 0;
    for (double change : changes) {
      sum += change * change;
    }
    return Math.sqrt(sum);
  }

  private static Point shifted(Point point, int x, int y) {
    return new Point(point.x() + x * STEP, point.y() + y * STEP);
  }

  private double change(
      Point left, Point right, Point leftBefore, Point rightBefore, String name, Position other) {
    double after = place(new PointPair(left, right), name).distanceTo(other);
    double before = place(new PointPair(leftBefore, rightBefore), name).distanceTo(other);
    return (after - before) / (2 * STEP);
  }

  private StereoPoint locate(PointPair seen, String name) {
    Point left = undistort(calibration.left(), seen.left(), name, "left");
    Point right = undistort(calibration.right(), seen.right(), name, "right");
    Position place = triangulate(left, right, name);
    Position inRight = calibration.toRight(place);
    return new StereoPoint(
        place,
        distance(calibration.left().project(place), seen.left()),
        distance(calibration.right().project(inRight), seen.right()),
        place.distanceToRay(Triangulation.ray(left)),
        inRight.distanceToRay(Triangulation.ray(right)),
        Triangulation.gap(left, right, calibration.rotation(), calibration.translation()));
  }

  private Position place(PointPair seen, String name) {
    return triangulate(
        undistort(calibration.left(), seen.left(), name, "left"),
        undistort(calibration.right(), seen.right(), name, "right"),
        name);
  }

  private Position triangulate(Point left, Point right, String name) {
    try {
      return method.place(left, right, calibration.rotation(), calibration.translation());
    } catch (MeasureException e) {
      throw new MeasureException(name + " " + e.getMessage(), e);
    }
  }

  private static Point undistort(CameraModel camera, Point pixel, String name, String side) {
    try {
      return camera.undistort(pixel);
    } catch (MeasureException e) {
      throw new MeasureException(
          "%s in the %s picture %s".formatted(name, side, e.getMessage()), e);
    }
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}

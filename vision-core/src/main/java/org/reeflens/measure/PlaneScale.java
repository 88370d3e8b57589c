package org.reeflens.measure;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.geometry.Point;

/**
 * A scale from the four corners of a rectangle of known sides, such as a tile or quadrat, by the
 * homography between its plane and the picture. Holds for what lies in that plane, at any angle to
 * the camera.
 */
public final class PlaneScale implements PictureScale {

  /** How far a coordinate is moved to see what the length makes of it, pixels. */
  private static final double STEP = 0.01;

  private final List<Point> corners;
  private final double widthMm;
  private final double heightMm;
  private final double pixelSigma;

  /**
   * A scale.
   *
   * @param corners of the rectangle in order around it: the first two are the ends of a side of
   *     {@code widthMm}; source pixels
   * @param widthMm above 0
   * @param heightMm above 0
   * @param pixelSigma standard deviation of each coordinate of a point, pixels
   * @throws IllegalArgumentException if there are not four corners, or a number is out of its range
   * @throws MeasureException if the corners are not those of a rectangle seen from before
   */
  public PlaneScale(List<Point> corners, double widthMm, double heightMm, double pixelSigma) {
    if (corners.size() != 4) {
      throw new IllegalArgumentException("a rectangle has four corners, not " + corners.size());
    }
    if (!(widthMm > 0 && heightMm > 0 && pixelSigma > 0)
        || !Double.isFinite(widthMm)
        || !Double.isFinite(heightMm)
        || !Double.isFinite(pixelSigma)) {
      throw new IllegalArgumentException(
          "the sides and the pixel error must be above 0: "
              + widthMm
              + " x "
              + heightMm
              + " mm, "
              + pixelSigma);
    }
    this.corners = List.copyOf(corners);
    this.widthMm = widthMm;
    this.heightMm = heightMm;
    this.pixelSigma = pixelSigma;
    requireConvex();
  }

  private void requireConvex() {
    int turns = 0;
    for (int i = 0; i < 4; i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % 4);
      Point c = corners.get((i + 2) % 4);
      double cross = (b.x() - a.x()) * (c.y() - b.y()) - (b.y() - a.y()) * (c.x() - b.x());
      turns += cross > 1 ? 1 : cross < -1 ? -1 : 0;
    }
    if (Math.abs(turns) != 4) {
      throw new MeasureException(
          "the four corners are not those of a rectangle; give them in order around it");
    }
  }

  @Override
  public PictureLength measure(Point from, Point to) {
    List<Point> places = new ArrayList<>(corners);
    places.add(from);
    places.add(to);
    double length = length(places);
    if (!(length > 0)) {
      throw new MeasureException("snout and fork are the same point");
    }
    double variance = 0;
    for (int i = 0; i < places.size(); i++) {
      for (int axis = 0; axis < 2; axis++) {
        double after = length(moved(places, i, axis, STEP));
        double before = length(moved(places, i, axis, -STEP));
        double change = (after - before) / (2 * STEP) * pixelSigma;
        variance += change * change;
      }
    }
    return new PictureLength(length, Math.sqrt(variance));
  }

  private static List<Point> moved(List<Point> places, int index, int axis, double step) {
    List<Point> moved = new ArrayList<>(places);
    Point place = places.get(index);
    moved.set(
        index, new Point(place.x() + (axis == 0 ? step : 0), place.y() + (axis == 0 ? 0 : step)));
    return moved;
  }

  /** Distance of the last two of six places in the plane whose rectangle the first four are. */
  private double length(List<Point> places) {
    double[] toPicture = fromUnitSquare(places.subList(0, 4));
    Point a = inPlane(toPicture, places.get(4));
    Point b = inPlane(toPicture, places.get(5));
    return Math.hypot(b.x() - a.x(), b.y() - a.y());
  }

  /**
   * The homography that takes the unit square to four corners (Heckbert 1989, Fundamentals of
   * Texture Mapping and Image Warping, 2.2.3), row by row, its last number 1.
   */
  private static double[] fromUnitSquare(List<Point> c) {
    double dx1 = c.get(1).x() - c.get(2).x();
    double dx2 = c.get(3).x() - c.get(2).x();
    double dy1 = c.get(1).y() - c.get(2).y();
    double dy2 = c.get(3).y() - c.get(2).y();
    double sx = c.get(0).x() - c.get(1).x() + c.get(2).x() - c.get(3).x();
    double sy = c.get(0).y() - c.get(1).y() + c.get(2).y() - c.get(3).y();
    double det = dx1 * dy2 - dx2 * dy1;
    double g = (sx * dy2 - dx2 * sy) / det;
    double h = (dx1 * sy - sx * dy1) / det;
    return new double[] {
      c.get(1).x() * (1 + g) - c.get(0).x(),
      c.get(3).x() * (1 + h) - c.get(0).x(),
      c.get(0).x(),
      c.get(1).y() * (1 + g) - c.get(0).y(),
      c.get(3).y() * (1 + h) - c.get(0).y(),
      c.get(0).y(),
      g,
      h
    };
  }

  /** A place of the picture in the plane, mm from the first corner. */
  private Point inPlane(double[] m, Point place) {
    // (m0 - x m6) u + (m1 - x m7) v = x - m2, and the same for y.
    double a = m[0] - place.x() * m[6];
    double b = m[1] - place.x() * m[7];
    double c = m[3] - place.y() * m[6];
    double d = m[4] - place.y() * m[7];
    double det = a * d - b * c;
    double u = ((place.x() - m[2]) * d - b * (place.y() - m[5])) / det;
    double v = (a * (place.y() - m[5]) - c * (place.x() - m[2])) / det;
    if (!(1 + m[6] * u + m[7] * v > 0) || !Double.isFinite(u) || !Double.isFinite(v)) {
      throw new MeasureException("a point lies behind the horizon of the rectangle's plane");
    }
    return new Point(u * widthMm, v * heightMm);
  }
}

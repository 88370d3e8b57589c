package org.reeflens.measure;

import org.reeflens.geometry.Point;

/**
 * The line along a fish's body: {@code v = bow u^2 + base} in axes u along and v across it. A place
 * beside it is known by how far along the line its foot lies and by how far it is from it.
 *
 * @param x origin, source pixels
 * @param y origin, source pixels
 * @param ux direction of u, a unit vector
 * @param uy direction of u
 * @param bow half the curvature, 1/pixels; 0 for a straight line
 * @param base v of the line at u = 0, pixels
 */
record Bend(double x, double y, double ux, double uy, double bow, double base) {

  /** A line does not bend more than to this half curvature times the half length; a guess. */
  private static final double MOST_BOW = 0.35;

  /**
   * The line through the pixels of a fish, by least squares.
   *
   * @param pixels x of each and y of each
   * @param turn angle from the pixels' main axis to u, radians
   */
  static Bend through(double[][] pixels, double turn) {
    double[] xs = pixels[0];
    double[] ys = pixels[1];
    int n = xs.length;
    double mx = 0;
    double my = 0;
    for (int i = 0; i < n; i++) {
      mx += xs[i] / n;
      my += ys[i] / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xx += (xs[i] - mx) * (xs[i] - mx);
      xy += (xs[i] - mx) * (ys[i] - my);
      yy += (ys[i] - my) * (ys[i] - my);
    }
    double angle = Math.atan2(2 * xy, xx - yy) / 2 + turn;
    Bend straight = new Bend(mx, my, Math.cos(angle), Math.sin(angle), 0, 0);
    // v = a + b u + c u^2; b is 0 on the main axis but for the lopsidedness that c takes up.
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double t1 = 0;
    double t2 = 0;
    double reach = 0;
    for (int i = 0; i < n; i++) {
      double u = straight.u(xs[i], ys[i]);
      double v = straight.v(xs[i], ys[i]);
      s2 += u * u;
      s3 += u * u * u;
      s4 += u * u * u * u;
      t1 += u * v;
      t2 += u * u * v;
      reach = Math.max(reach, Math.abs(u));
    }
    double det = s2 * (s4 - s2 * s2 / n) - s3 * s3;
    if (!(det > 1e-9 * s2 * s4)) {
      return straight;
    }
    double c = (s2 * t2 - s3 * t1) / det;
    double b = (t1 - c * s3) / s2;
    double a = -c * s2 / n;
    double most = MOST_BOW / reach;
    if (Math.abs(c) > most) {
      c = Math.copySign(most, c);
      a = -c * s2 / n;
    }
    double tilt = angle + Math.atan(b);
    return new Bend(mx, my, Math.cos(tilt), Math.sin(tilt), c, a);
  }

  private double u(double px, double py) {
    return (px - x) * ux + (py - y) * uy;
  }

  private double v(double px, double py) {
    return (py - y) * ux - (px - x) * uy;
  }

  /** Length of the line from u = 0 to some u. */
  private double length(double u) {
    double slope = 2 * bow * u;
    return Math.abs(slope) < 1e-6 ? u : (slope * Math.hypot(1, slope) + asinh(slope)) / (4 * bow);
  }

  private static double asinh(double value) {
    return Math.copySign(Math.log(Math.abs(value) + Math.hypot(1, value)), value);
  }

  /** u of the foot of a place, by Newton's method from right below it. */
  private double foot(double u, double v) {
    double foot = u;
    for (int i = 0; i < 12; i++) {
      double gap = bow * foot * foot + base - v;
      double value = foot - u + 2 * bow * foot * gap;
      double slope = 1 + 2 * bow * gap + 4 * bow * bow * foot * foot;
      if (slope < 0.2) {
        break; // beyond the centre of curvature, where a foot is not unique
      }
      foot -= value / slope;
    }
    return foot;
  }

  /** How far along the line a place lies, pixels from the middle. */
  double along(double px, double py) {
    return length(foot(u(px, py), v(px, py)));
  }

  /** How far a place is from the line, pixels; positive to the side of v. */
  double across(double px, double py) {
    double u = u(px, py);
    double v = v(px, py);
    double foot = foot(u, v);
    double slope = 2 * bow * foot;
    double gap = v - bow * foot * foot - base;
    return (gap - slope * (u - foot)) / Math.hypot(1, slope);
  }

  /** The place of the line that is so far along, and the direction across it there. */
  Foot at(double along) {
    double u = along;
    for (int i = 0; i < 20 && bow != 0; i++) {
      u -= (length(u) - along) / Math.hypot(1, 2 * bow * u);
    }
    double slope = 2 * bow * u;
    double scale = Math.hypot(1, slope);
    double v = bow * u * u + base;
    return new Foot(
        x + u * ux - v * uy,
        y + u * uy + v * ux,
        (-slope * ux - uy) / scale,
        (-slope * uy + ux) / scale);
  }

  /**
   * A place of the line.
   *
   * @param x source pixels
   * @param y source pixels
   * @param nx direction across the line, a unit vector
   * @param ny direction across the line
   */
  record Foot(double x, double y, double nx, double ny) {

    /** The place that is so far across, pixels. */
    Point across(double distance) {
      return new Point(x + distance * nx, y + distance * ny);
    }
  }
}

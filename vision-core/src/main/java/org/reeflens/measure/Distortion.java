package org.reeflens.measure;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.reeflens.geometry.Point;

/**
 * How a lens bends straight lines, as OpenCV and Bouguet's toolbox write it: a place {@code (x, y)}
 * one unit before the camera is seen at
 *
 * <pre>
 * x (1 + k1 r² + k2 r⁴ + k3 r⁶) / (1 + k4 r² + k5 r⁴ + k6 r⁶) + 2 p1 x y + p2 (r² + 2 x²)
 * y (1 + k1 r² + k2 r⁴ + k3 r⁶) / (1 + k4 r² + k5 r⁴ + k6 r⁶) + p1 (r² + 2 y²) + 2 p2 x y
 * </pre>
 *
 * with r² = x² + y². All numbers 0: a lens that bends nothing. Source: OpenCV, module calib3d.
 *
 * @param k1 radial
 * @param k2 radial
 * @param p1 tangential
 * @param p2 tangential
 * @param k3 radial
 * @param k4 radial, below the line
 * @param k5 radial, below the line
 * @param k6 radial, below the line
 */
public record Distortion(
    double k1, double k2, double p1, double p2, double k3, double k4, double k5, double k6) {

  private static final Distortion NONE = new Distortion(0, 0, 0, 0, 0, 0, 0, 0);

  private static final int LONGEST = 8;

  /** Newton's steps; about five are needed. */
  private static final int STEPS = 60;

  /** In units of the focal length, so about 1e-10 px. */
  private static final double EXACT = 1e-13;

  /** Places between the axis and a point where the lens must spread and not fold. */
  private static final int LOOKS = 64;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public Distortion {
    if (!DoubleStream.of(k1, k2, p1, p2, k3, k4, k5, k6).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("the numbers of a lens must be finite");
    }
  }

  /** A lens that bends nothing. */
  public static Distortion none() {
    return NONE;
  }

  /**
   * A lens by its numbers in OpenCV's order: k1, k2, p1, p2, k3, k4, k5, k6. Missing ones are 0.
   *
   * @throws IllegalArgumentException if there are more that are not 0: a thin prism or a tilted
   *     sensor, which are not known here
   */
  public static Distortion of(double... numbers) {
    if (Arrays.stream(numbers).skip(LONGEST).anyMatch(more -> more != 0)) {
      throw new IllegalArgumentException(
          "this lens has thin prism or tilt terms (more than 8 numbers), which are not supported;"
              + " calibrate without them");
    }
    double[] n = Arrays.copyOf(numbers, LONGEST);
    return new Distortion(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
  }

  /** The numbers in OpenCV's order: five, or eight where one of the last three is not 0. */
  public double[] numbers() {
    double[] all = {k1, k2, p1, p2, k3, k4, k5, k6};
    return k4 == 0 && k5 == 0 && k6 == 0 ? Arrays.copyOf(all, 5) : all;
  }

  /** Where a place one unit before the camera is seen. */
  Point bend(double x, double y) {
    double r2 = x * x + y * y;
    double radial = radial(r2);
    return new Point(
        x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
        y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y);
  }

  /**
   * The way back, by Newton's method until nothing is left. OpenCV's own way back stops after five
   * steps, which at the edge of a wide lens leaves some hundredths of a pixel.
   *
   * @throws MeasureException if no place that this lens shows in order is seen there
   */
  Point straighten(double seenX, double seenY) {
    double x = seenX;
    double y = seenY;
    double error = miss(x, y, seenX, seenY);
    for (int step = 0; step < STEPS && error > EXACT; step++) {
      double r2 = x * x + y * y;
      double radial = radial(r2);
      double slope = slope(r2);
      double xx = radial + 2 * x * x * slope + 2 * p1 * y + 6 * p2 * x;
      double xy = 2 * x * y * slope + 2 * p1 * x + 2 * p2 * y;
      double yy = radial + 2 * y * y * slope + 6 * p1 * y + 2 * p2 * x;
      double determinant = xx * yy - xy * xy;
      Point seen = bend(x, y);
      double dx = seenX - seen.x();
      double dy = seenY - seen.y();
      double stepX = (yy * dx - xy * dy) / determinant;
      double stepY = (xx * dy - xy * dx) / determinant;
      double part = 1;
      double next = miss(x + stepX, y + stepY, seenX, seenY);
      while (!(next < error) && part > 1e-6) {
        part /= 2;
        next = miss(x + part * stepX, y + part * stepY, seenX, seenY);
      }
      if (!(next < error)) {
        break;
      }
      x += part * stepX;
      y += part * stepY;
      error = next;
    }
    // Rounding ends the descent a little above the aim where the numbers are large.
    if (!(error <= 100 * EXACT) || folds(x * x + y * y)) {
      throw new MeasureException("lies beyond what the lens of the calibration can show");
    }
    return new Point(x, y);
  }

  private double miss(double x, double y, double seenX, double seenY) {
    double r2 = x * x + y * y;
    double radial = radial(r2);
    return Math.hypot(
        x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x) - seenX,
        y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y - seenY);
  }

  private double radial(double r2) {
    return above(r2) / below(r2);
  }

  /** How the radial factor changes with r². */
  private double slope(double r2) {
    double below = below(r2);
    double dAbove = k1 + r2 * (2 * k2 + r2 * 3 * k3);
    double dBelow = k4 + r2 * (2 * k5 + r2 * 3 * k6);
    return (dAbove * below - above(r2) * dBelow) / (below * below);
  }

  private double above(double r2) {
    return 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
  }

  private double below(double r2) {
    return 1 + r2 * (k4 + r2 * (k5 + r2 * k6));
  }

  /** Whether, on the way out to here, what lies farther out is somewhere seen farther in. */
  private boolean folds(double r2) {
    for (int look = 0; look <= LOOKS; look++) {
      double part = r2 * look / LOOKS;
      if (!(radial(part) + 2 * part * slope(part) > 0)) {
        return true;
      }
    }
    return false;
  }
}

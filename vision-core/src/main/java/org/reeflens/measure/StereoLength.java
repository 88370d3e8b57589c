package org.reeflens.measure;

/**
 * A length that two cameras saw, with what tells how far to trust it.
 *
 * @param lengthMm from snout to fork or tail, straight, mm
 * @param standardErrorMm by how much the length varies (one standard deviation) if each of the
 *     eight pixel coordinates varies by the given pixel error, independently, mm; errors of the
 *     calibration, of the sync and of the pose are not in it
 * @param snout where the snout is
 * @param fork where the fork or tail is
 */
public record StereoLength(
    double lengthMm, double standardErrorMm, StereoPoint snout, StereoPoint fork) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the length is not above 0 or the error below 0
   */
  public StereoLength {
    if (!(lengthMm > 0 && standardErrorMm >= 0)
        || !Double.isFinite(lengthMm)
        || !Double.isFinite(standardErrorMm)) {
      throw new IllegalArgumentException(
          "no length: " + lengthMm + " ± " + standardErrorMm + " mm");
    }
  }

  /** The middle between snout and fork, in the left camera's axes. */
  public Position midpoint() {
    return snout.position().plus(fork.position()).times(0.5);
  }

  /** How far the {@link #midpoint} is from the left camera, mm. */
  public double rangeMm() {
    return midpoint().norm();
  }

  /**
   * Root mean square of how far the two places would be seen from the four points, pixels. It is
   * VIAME's {@code stereo_rms}; EventMeasure's RMS is in mm, see {@link #rmsMm}.
   */
  public double rmsPx() {
    return rms(snout.leftErrorPx(), snout.rightErrorPx(), fork.leftErrorPx(), fork.rightErrorPx());
  }

  /**
   * Root mean square of how far the two places are from the four rays on which they were seen, mm:
   * how badly the rays meet in the water. It grows with the distance, where {@link #rmsPx} does
   * not. EventMeasure's RMS is such a number; its exact definition is not published.
   */
  public double rmsMm() {
    return rms(snout.leftMissMm(), snout.rightMissMm(), fork.leftMissMm(), fork.rightMissMm());
  }

  /** The standard error in percent of the length. */
  public double precisionPercent() {
    return 100 * standardErrorMm / lengthMm;
  }

  /**
   * The angle between the line from snout to fork and the left camera's picture plane, degrees: 0
   * side-on, 90 head-on or tail-on.
   */
  public double directionDegrees() {
    Position axis = fork.position().minus(snout.position());
    return Math.toDegrees(Math.atan2(Math.abs(axis.z()), Math.hypot(axis.x(), axis.y())));
  }

  private static double rms(double a, double b, double c, double d) {
    return Math.sqrt((a * a + b * b + c * c + d * d) / 4);
  }
}

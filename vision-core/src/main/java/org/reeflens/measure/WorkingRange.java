package org.reeflens.measure;

/**
 * The distances at which the board of a calibration was shown. Farther off and nearer the
 * calibration was not tried.
 *
 * @param nearestMm mm from the left camera
 * @param farthestMm mm from the left camera
 */
public record WorkingRange(double nearestMm, double farthestMm) {

  /**
   * Checks the distances.
   *
   * @throws IllegalArgumentException if they are not finite, above 0 and in order
   */
  public WorkingRange {
    if (!(nearestMm > 0 && nearestMm <= farthestMm && Double.isFinite(farthestMm))) {
      throw new IllegalArgumentException("no range goes from " + nearestMm + " to " + farthestMm);
    }
  }

  /** Whether the board was shown nearer and farther than this, or just there. */
  public boolean contains(double distanceMm) {
    return distanceMm >= nearestMm && distanceMm <= farthestMm;
  }
}

package org.reeflens.measure;

/**
 * A length from one picture, as if the fish lay in the picture plane.
 *
 * @param lengthMm mm, above 0
 * @param standardErrorMm one standard deviation from the errors of the points and of the scale, mm;
 *     the turn of the fish is not in it
 */
public record PictureLength(double lengthMm, double standardErrorMm) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the length is not above 0 or the error below 0
   */
  public PictureLength {
    if (!(lengthMm > 0 && standardErrorMm >= 0)
        || !Double.isFinite(lengthMm)
        || !Double.isFinite(standardErrorMm)) {
      throw new IllegalArgumentException(
          "no length: " + lengthMm + " ± " + standardErrorMm + " mm");
    }
  }

  /** The standard error in percent of the length. */
  public double precisionPercent() {
    return 100 * standardErrorMm / lengthMm;
  }
}

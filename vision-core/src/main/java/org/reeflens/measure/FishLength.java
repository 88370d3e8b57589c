package org.reeflens.measure;

/**
 * The length of one fish.
 *
 * @param mm length, above 0
 * @param standardErrorMm one standard deviation of its error, 0 or more
 * @param type from where to where
 */
public record FishLength(double mm, double standardErrorMm, LengthType type) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public FishLength {
    if (!(mm > 0 && Double.isFinite(mm))) {
      throw new IllegalArgumentException("a length must be above 0 mm: " + mm);
    }
    if (!(standardErrorMm >= 0 && Double.isFinite(standardErrorMm))) {
      throw new IllegalArgumentException(
          "a standard error must be 0 mm or more: " + standardErrorMm);
    }
  }
}

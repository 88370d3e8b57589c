package org.reeflens.measure;

import java.util.Map;
import java.util.Optional;

/**
 * The weight of a taxon's fish by their length: {@code W = a L^b}, in grams and centimetres, as
 * FishBase has it.
 *
 * @param a weight of a fish of 1 cm, g
 * @param b exponent
 * @param type the length that the formula takes
 * @param log10aSd standard deviation of log10 a between studies or by a Bayesian estimate (Froese,
 *     Thorson and Reyes 2014); 0 where it is not known
 * @param bSd standard deviation of b, likewise
 * @param conversions how a length of another type becomes one of {@code type}; may be empty
 */
public record LengthWeight(
    double a,
    double b,
    LengthType type,
    double log10aSd,
    double bSd,
    Map<LengthType, Conversion> conversions) {

  /** Bounds of a, g and cm: of 0.0001 for eels to above 0.1 for boxfishes, with room; a guess. */
  private static final double LEAST_A = 1e-5;

  private static final double MOST_A = 1;

  /** Bounds of b: FishBase has 2.5 to 3.5, with few beyond; a guess. */
  private static final double LEAST_B = 1.5;

  private static final double MOST_B = 4.5;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a or b is not of a fish, or a spread is below 0
   */
  public LengthWeight {
    if (!(a >= LEAST_A && a <= MOST_A)) {
      throw new IllegalArgumentException(
          "a = " + a + " is of no fish in g and cm; is it for other units?");
    }
    if (!(b >= LEAST_B && b <= MOST_B)) {
      throw new IllegalArgumentException("b = " + b + " is the exponent of no fish");
    }
    if (!(log10aSd >= 0 && bSd >= 0) || Double.isInfinite(log10aSd) || Double.isInfinite(bSd)) {
      throw new IllegalArgumentException("the spread of a and b must be 0 or more");
    }
    conversions = Map.copyOf(conversions);
  }

  /**
   * A line from one type of length to another, in centimetres.
   *
   * @param intercept cm
   * @param slope above 0
   */
  public record Conversion(double intercept, double slope) {

    /**
     * Checks the slope.
     *
     * @throws IllegalArgumentException if it is not above 0, or a number is not finite
     */
    public Conversion {
      if (!(slope > 0 && Double.isFinite(slope) && Double.isFinite(intercept))) {
        throw new IllegalArgumentException(
            "no conversion of lengths: " + intercept + " + " + slope + " L");
      }
    }
  }

  /** Units that a table's a is for; b is the same in all. */
  public enum Unit {
    /** As FishBase. */
    CM_G(1, 1),
    MM_G(10, 1),
    CM_KG(1, 1000),
    MM_KG(10, 1000),
    MM_MG(10, 0.001);

    private final double lengths;
    private final double grams;

    Unit(double lengths, double grams) {
      this.lengths = lengths;
      this.grams = grams;
    }

    /** What a number a of this unit is in g and cm (rfishbase, length_weight). */
    public double toGramsOfCentimetres(double a, double b) {
      return a * Math.pow(lengths, b) * grams;
    }
  }

  /**
   * A length as the formula takes it.
   *
   * @return the length in the type of the formula; empty where no conversion to it is known, or it
   *     gives no length
   */
  public Optional<FishLength> fitting(FishLength length) {
    if (length.type() == type) {
      return Optional.of(length);
    }
    Conversion line = conversions.get(length.type());
    if (line == null) {
      return Optional.empty();
    }
    double mm = 10 * line.intercept() + line.slope() * length.mm();
    return mm > 0
        ? Optional.of(new FishLength(mm, line.slope() * length.standardErrorMm(), type))
        : Optional.empty();
  }

  /** The weight of a fish of a length that fits the formula, g. */
  double grams(FishLength fitting) {
    return a * Math.pow(fitting.mm() / 10, b);
  }
}

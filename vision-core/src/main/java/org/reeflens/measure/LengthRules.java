package org.reeflens.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a length is good enough to be reported: limits that it must not exceed; null switches a rule
 * off. A length that fails is kept and marked, and left out of summaries.
 *
 * @param maxRangeMm farthest distance of the midpoint, mm
 * @param maxRmsMm largest {@link StereoLength#rmsMm}
 * @param maxPrecisionPercent largest {@link StereoLength#precisionPercent}
 * @param maxDirectionDegrees largest {@link StereoLength#directionDegrees}
 */
public record LengthRules(
    @Nullable Double maxRangeMm,
    @Nullable Double maxRmsMm,
    @Nullable Double maxPrecisionPercent,
    @Nullable Double maxDirectionDegrees) {

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public LengthRules {
    Stream.of(maxRangeMm, maxRmsMm, maxPrecisionPercent, maxDirectionDegrees)
        .forEach(LengthRules::check);
  }

  private static void check(@Nullable Double limit) {
    if (limit != null && !(limit > 0 && Double.isFinite(limit))) {
      throw new IllegalArgumentException("a limit must be above 0: " + limit);
    }
  }

  /**
   * The rules of benthic stereo-BRUVs (field manual, EventMeasure's length rules): 8 m, 20 mm, 10 %
   * of the length, and 45 degrees, which the manual asks of the person who measures and
   * EventMeasure leaves off.
   */
  public static LengthRules ofStereoBruvs() {
    return new LengthRules(8000.0, 20.0, 10.0, 45.0);
  }

  /** Which rule. */
  public enum Rule {
    /** How far the animal is. */
    RANGE,
    /** How badly the rays meet. */
    RMS,
    /** How large the error is, of the length. */
    PRECISION,
    /** How far the animal is turned to or from the camera. */
    DIRECTION
  }

  /**
   * What a rule says of a length.
   *
   * @param rule which one
   * @param passed whether the length may be reported
   * @param reason in words, with the number and the limit
   */
  public record Check(Rule rule, boolean passed, String reason) {}

  /** What each rule that is on says, in the order of {@link Rule}. */
  public List<Check> checks(StereoLength length) {
    List<Check> checks = new ArrayList<>();
    add(checks, Rule.RANGE, length.rangeMm(), maxRangeMm, "range", "mm");
    add(checks, Rule.RMS, length.rmsMm(), maxRmsMm, "RMS", "mm");
    add(
        checks,
        Rule.PRECISION,
        length.precisionPercent(),
        maxPrecisionPercent,
        "precision",
        "% of the length");
    add(
        checks,
        Rule.DIRECTION,
        length.directionDegrees(),
        maxDirectionDegrees,
        "direction",
        "degrees");
    return List.copyOf(checks);
  }

  /** Whether a length keeps all rules that are on. */
  public boolean pass(StereoLength length) {
    return checks(length).stream().allMatch(Check::passed);
  }

  private static void add(
      List<Check> checks,
      Rule rule,
      double value,
      @Nullable Double limit,
      String name,
      String unit) {
    if (limit != null) {
      boolean passed = value <= limit;
      checks.add(
          new Check(
              rule,
              passed,
              String.format(
                  Locale.ROOT,
                  "%s %.1f %s %.1f %s",
                  name,
                  value,
                  passed ? "within" : "over",
                  limit,
                  unit)));
    }
  }
}

package org.reeflens.runner;

import org.jspecify.annotations.Nullable;
import org.reeflens.measure.LengthRules;
import picocli.CommandLine.Option;

/** Options that say which lengths are good enough. */
final class LengthRulesChoice {

  private static final String OFF = "off";

  @Option(
      names = "--max-range",
      paramLabel = "MM",
      defaultValue = "8000",
      description = "Farthest distance, mm, or 'off' (default: ${DEFAULT-VALUE}).")
  private String range;

  @Option(
      names = "--max-rms",
      paramLabel = "MM",
      defaultValue = "20",
      description =
          "How badly the rays of the two cameras may meet, mm, or 'off' (default:"
              + " ${DEFAULT-VALUE}).")
  private String rms;

  @Option(
      names = "--max-precision",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description =
          "Largest standard error, percent of the length, or 'off' (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--max-direction",
      paramLabel = "DEGREES",
      defaultValue = "45",
      description =
          "How far an animal may be turned towards or away from the cameras, or 'off' (default:"
              + " ${DEFAULT-VALUE}).")
  private String direction;

  LengthRules rules() {
    return new LengthRules(
        limit("--max-range", range),
        limit("--max-rms", rms),
        limit("--max-precision", precision),
        limit("--max-direction", direction));
  }

  private static @Nullable Double limit(String option, String text) {
    if (text.equalsIgnoreCase(OFF)) {
      return null;
    }
    try {
      double limit = Double.parseDouble(text);
      if (limit > 0 && Double.isFinite(limit)) {
        return limit;
      }
    } catch (NumberFormatException none) {
      // Told below, as other numbers that are no limit.
    }
    throw new IllegalArgumentException(
        option + " must be a number above 0, or 'off': '" + text + "'");
  }
}

package org.reeflens.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.reeflens.measure.LengthResult;
import org.reeflens.measure.LengthRules;
import org.reeflens.measure.Position;
import org.reeflens.measure.StereoLength;

/**
 * Lengths of marked animals, a row each; one that could not be measured has no numbers but a
 * reason. The last columns tell what each rule says: passed, failed or off.
 */
public final class LengthsCsv {

  static final List<String> NUMBERS =
      List.of(
          "length_mm",
          "standardError_mm",
          "range_mm",
          "rms_px",
          "rms_mm",
          "precision_pct",
          "direction_deg",
          "x_mm",
          "y_mm",
          "z_mm");

  private LengthsCsv() {}

  /**
   * Writes the file.
   *
   * @throws java.io.UncheckedIOException if it cannot be written; nothing is left of it then
   */
  public static void write(Path file, List<LengthResult> results) {
    Table.write(
        file,
        csv -> {
          List<String> header = new ArrayList<>(List.of("id"));
          header.addAll(NUMBERS);
          header.addAll(List.of("passed", "reasons"));
          for (LengthRules.Rule rule : LengthRules.Rule.values()) {
            header.add(rule.name().toLowerCase(Locale.ROOT) + "_rule");
          }
          csv.writeRecord(header);
          results.forEach(result -> csv.writeRecord(row(result)));
        });
  }

  private static List<String> row(LengthResult result) {
    StereoLength length = result.length();
    List<String> row = new ArrayList<>(List.of(result.id()));
    row.addAll(length == null ? Collections.nCopies(NUMBERS.size(), "") : numbers(length));
    row.add(Boolean.toString(result.passed()));
    row.add(result.reasons());
    for (LengthRules.Rule rule : LengthRules.Rule.values()) {
      row.add(length == null ? "" : verdict(result, rule));
    }
    return row;
  }

  private static String verdict(LengthResult result, LengthRules.Rule rule) {
    return result.checks().stream()
        .filter(check -> check.rule() == rule)
        .map(check -> check.passed() ? "passed" : "failed")
        .findFirst()
        .orElse("off");
  }

  static List<String> numbers(StereoLength length) {
    Position middle = length.midpoint();
    return Stream.of(
            length.lengthMm(),
            length.standardErrorMm(),
            length.rangeMm(),
            length.rmsPx(),
            length.rmsMm(),
            length.precisionPercent(),
            length.directionDegrees(),
            middle.x(),
            middle.y(),
            middle.z())
        .map(number -> String.format(Locale.ROOT, "%.4f", number))
        .toList();
  }
}

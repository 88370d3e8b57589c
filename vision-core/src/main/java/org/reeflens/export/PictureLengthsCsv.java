package org.reeflens.export;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.reeflens.measure.PictureLength;
import org.reeflens.measure.PictureResult;

/**
 * Lengths of animals in one picture, a row each: the columns of {@link LengthsCsv}, without those
 * of its rules; what one camera cannot know is empty.
 */
public final class PictureLengthsCsv {

  private PictureLengthsCsv() {}

  /**
   * Writes the file.
   *
   * @throws UncheckedIOException if it cannot be written; nothing is left of it then
   */
  public static void write(Path file, List<PictureResult> results) {
    Table.write(
        file,
        csv -> {
          List<String> header = new ArrayList<>(List.of("id"));
          header.addAll(LengthsCsv.NUMBERS);
          header.addAll(List.of("passed", "reasons"));
          csv.writeRecord(header);
          results.forEach(result -> csv.writeRecord(row(result)));
        });
  }

  private static List<String> row(PictureResult result) {
    List<String> numbers = new ArrayList<>(Collections.nCopies(LengthsCsv.NUMBERS.size(), ""));
    PictureLength length = result.length();
    if (length != null) {
      set(numbers, "length_mm", length.lengthMm());
      set(numbers, "standardError_mm", length.standardErrorMm());
      set(numbers, "precision_pct", length.precisionPercent());
    }
    List<String> row = new ArrayList<>(List.of(result.id()));
    row.addAll(numbers);
    row.addAll(List.of(Boolean.toString(result.passed()), result.reasons()));
    return row;
  }

  private static void set(List<String> numbers, String column, double value) {
    numbers.set(LengthsCsv.NUMBERS.indexOf(column), String.format(Locale.ROOT, "%.4f", value));
  }
}

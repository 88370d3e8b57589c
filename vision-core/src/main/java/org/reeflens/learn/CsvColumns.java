package org.reeflens.learn;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.util.Optional;

/** Fields of a user's table, with a sentence for the user where one is missing. */
final class CsvColumns {

  private CsvColumns() {}

  /**
   * A field that must be there.
   *
   * @throws TeachException if there is no such column or the field is blank
   */
  static String text(Path csv, NamedCsvRecord row, String column) {
    return optional(row, column)
        .orElseThrow(
            () ->
                new TeachException(
                    csv
                        + ", line "
                        + row.getStartingLineNumber()
                        + ": the column '"
                        + column
                        + "' is missing or empty."));
  }

  /** A field that may be left out. */
  static Optional<String> optional(NamedCsvRecord row, String column) {
    return row.findField(column).map(String::strip).filter(field -> !field.isEmpty());
  }
}

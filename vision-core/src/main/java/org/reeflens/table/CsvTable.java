package org.reeflens.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user's CSV table with a header, read whole: UTF-8, commas, one row or more. Whatever is wrong
 * with it fails with one sentence that names the file and the line.
 */
public final class CsvTable {

  private final Path file;
  private final List<Row> rows;

  private CsvTable(Path file, List<NamedCsvRecord> records) {
    this.file = file;
    rows = records.stream().map(Row::new).toList();
  }

  /**
   * Reads a table.
   *
   * @param columns the columns that it must have
   * @throws IOException if it cannot be read, is no CSV, has no rows or lacks a column
   */
  public static CsvTable read(Path file, String... columns) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + (Files.exists(file) ? " is no file" : " does not exist") + "; name a CSV file");
    }
    List<NamedCsvRecord> records;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      records = reader.stream().toList();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no UTF-8 text", e);
    } catch (CsvParseException | UncheckedIOException e) {
      throw new IOException(file + " is no CSV table: " + e.getMessage(), e);
    }
    if (records.isEmpty()) {
      throw new IOException(file + " has no rows");
    }
    List<String> header = records.get(0).getHeader();
    for (String column : columns) {
      if (!header.contains(column)) {
        throw new IOException(
            "%s has no column '%s'; its columns are %s"
                .formatted(file, column, String.join(", ", header)));
      }
    }
    return new CsvTable(file, records);
  }

  /** Whether the header names a column. */
  public boolean has(String column) {
    return rows.get(0).fields.getHeader().contains(column);
  }

  /** The rows, in the order of the file. */
  public List<Row> rows() {
    return rows;
  }

  /** A row. */
  public final class Row {
    private final NamedCsvRecord fields;

    private Row(NamedCsvRecord fields) {
      this.fields = fields;
    }

    /** What stands in a column, without blanks around it; empty if that is nothing. */
    public Optional<String> field(String column) {
      return fields.findField(column).map(String::strip).filter(field -> !field.isEmpty());
    }

    /**
     * What stands in a column that may not be left empty.
     *
     * @throws IOException if nothing stands there
     */
    public String text(String column) throws IOException {
      return field(column).orElseThrow(() -> wrong("the column '" + column + "' is empty"));
    }

    /**
     * The number in a column that may not be left empty.
     *
     * @throws IOException if no number stands there
     */
    public double number(String column) throws IOException {
      String text = text(column);
      double number;
      try {
        number = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        number = Double.NaN;
      }
      if (!Double.isFinite(number)) {
        throw wrong("'" + text + "' in the column '" + column + "' is no number");
      }
      return number;
    }

    /** A failure for this row: what is wrong, and where. */
    public IOException wrong(String sentence) {
      return new IOException(file + ", line " + fields.getStartingLineNumber() + ": " + sentence);
    }
  }
}

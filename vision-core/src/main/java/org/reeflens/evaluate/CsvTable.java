package org.reeflens.evaluate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file with a header, read whole. */
final class CsvTable {

  private CsvTable() {}

  /**
   * Reads a table.
   *
   * @param columns the columns that it must have
   * @throws IOException if it cannot be read, is no CSV or lacks a column; the message names it
   */
  static List<NamedCsvRecord> read(Path file, List<String> columns) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + (Files.exists(file) ? " is no file" : " does not exist") + "; name a CSV file");
    }
    List<NamedCsvRecord> rows;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      rows = reader.stream().toList();
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no UTF-8 text", e);
    } catch (CsvParseException | UncheckedIOException e) {
      throw new IOException(file + " is no CSV table: " + e.getMessage(), e);
    }
    if (rows.isEmpty()) {
      throw new IOException(file + " has no rows");
    }
    for (String column : columns) {
      if (!rows.get(0).getHeader().contains(column)) {
        throw new IOException(
            file
                + " has no column '"
                + column
                + "'; its columns are "
                + String.join(", ", rows.get(0).getHeader()));
      }
    }
    return rows;
  }
}

package org.reeflens.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a CSV file: UTF-8, LF, RFC 4180, decimal point, empty where a value is unknown. */
final class Table {

  private Table() {}

  /**
   * Writes a file.
   *
   * @param file where to
   * @param rows writes the records, the header first
   * @throws UncheckedIOException if the file cannot be written
   */
  static void write(Path file, Consumer<CsvWriter> rows) {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      rows.accept(csv);
    } catch (IOException e) {
      throw WriteFailure.discard(file, e);
    } catch (UncheckedIOException e) {
      // The writer's own, which does not name the file.
      throw WriteFailure.discard(file, new IOException(e.getMessage(), e));
    }
  }

  /** A time in seconds, to the millisecond. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** A share or a confidence. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  /** A place in the picture, to a hundredth of a pixel. */
  static String pixels(double pixels) {
    return String.format(Locale.ROOT, "%.2f", pixels);
  }

  /** A value that may be unknown. */
  static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}

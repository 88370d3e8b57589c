package org.reeflens.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes records as JSON: indented, LF, keys of maps in order, so that equal results are equal
 * bytes.
 */
final class JsonFile {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonFile() {}

  /**
   * Writes a file, the whole of it or nothing: one that was there before stays if this one fails.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  static void write(Path file, Object content) {
    try {
      WholeFile.write(file, WRITER.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw WriteFailure.of(file, e);
    }
  }
}

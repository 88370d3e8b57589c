package org.reeflens.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file, the whole of it or nothing: one that was there before stays if this one fails. */
final class WholeFile {

  private WholeFile() {}

  /**
   * Writes a file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path file, byte[] content) {
    Path whole = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(whole, content);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      UncheckedIOException failure = WriteFailure.of(file, e);
      try {
        Files.deleteIfExists(whole);
      } catch (IOException stays) {
        failure.addSuppressed(stays);
      }
      throw failure;
    }
  }
}

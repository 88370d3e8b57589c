package org.reeflens.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be written, in one sentence that names it. */
final class WriteFailure {

  private WriteFailure() {}

  static UncheckedIOException of(Path file, IOException cause) {
    return new UncheckedIOException(file + " cannot be written: " + reason(cause), cause);
  }

  /** Deletes what was begun, because half a table looks like a whole one. */
  static UncheckedIOException discard(Path file, IOException cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      cause.addSuppressed(stays);
    }
    return of(file, cause);
  }

  /** Java's own message for these is only the name of the file. */
  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "its folder does not exist";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file is in its place";
    }
    if (cause instanceof DirectoryNotEmptyException) {
      return "a folder is in its place";
    }
    return cause instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : String.valueOf(cause.getMessage());
  }
}

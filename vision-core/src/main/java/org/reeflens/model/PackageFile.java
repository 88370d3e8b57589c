package org.reeflens.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of a model package and what it must be.
 *
 * @param path place below the package's folder, parts separated by {@code /}; never leads out of it
 * @param sha256 SHA-256 of its bytes, 64 lower-case hexadecimal digits
 * @param bytes its size, 0 or more
 */
public record PackageFile(String path, String sha256, long bytes) {

  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._-]{1,100}){0,8}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the path could lead out of the folder, or the hash or the
   *     size cannot be one
   */
  public PackageFile {
    if (!isInside(path)) {
      throw new IllegalArgumentException(
          "path '"
              + path
              + "' must stay in the package's folder and hold only letters, digits, '.', '_', '-'"
              + " and '/'");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 of '" + path + "' must be 64 lower-case hexadecimal digits: '" + sha256 + "'");
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes of '" + path + "' must be 0 or more: " + bytes);
    }
  }

  static boolean isInside(String path) {
    List<String> parts = List.of(path.split("/", -1));
    return PATH.matcher(path).matches() && !parts.contains("..") && !parts.contains(".");
  }
}

package org.reeflens;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data that lies beside the project, where it is there. */
public final class SharedData {
  private SharedData() {}

  /**
   * A file or folder of the shared data, by its place in it, such as {@code data/clips/reef}. A
   * test that asks for what is not there is skipped, or fails on the machine that must have it
   * (CI=true).
   */
  public static Path path(String relative) {
    Path path = Path.of(System.getProperty("reeflens.shared", "../../shared")).resolve(relative);
    if (!Files.exists(path)) {
      if ("true".equals(System.getenv("CI"))) {
        fail("shared data is missing: " + path);
      }
      abort("shared data is not here: " + path);
    }
    return path;
  }
}

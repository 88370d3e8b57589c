package org.reeflens;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Test data that lies beside the project, named by the system property {@code reeflens.shared}. */
public final class SharedData {

  private SharedData() {}

  /**
   * A file or folder of the shared data. Without the shared folder the calling test is skipped, but
   * on continuous integration ({@code CI=true}) it fails: a check that silently runs nowhere is
   * none.
   *
   * @param relative path below the shared folder
   */
  public static Path path(String relative) {
    Path shared = Path.of(System.getProperty("reeflens.shared", "../../shared"));
    if (!Files.isDirectory(shared)) {
      String message = "no shared data at " + shared.toAbsolutePath().normalize();
      return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
    }
    return shared.resolve(relative);
  }
}

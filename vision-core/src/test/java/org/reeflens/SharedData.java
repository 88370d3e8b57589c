package org.reeflens;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The shared folder of reference data, which lies beside the repository and is not part of it. */
public final class SharedData {

  private SharedData() {}

  /**
   * A place in the shared folder. The test is skipped where the folder is not there, and fails
   * where the environment variable {@code CI} is {@code true}.
   */
  public static Path path(String relative) {
    Path shared = Path.of(System.getProperty("reeflens.shared", "../../shared"));
    if (!Files.isDirectory(shared) && "true".equals(System.getenv("CI"))) {
      fail("the shared folder is missing: " + shared);
    }
    assumeTrue(Files.isDirectory(shared), "no shared folder: " + shared);
    return shared.resolve(relative);
  }
}

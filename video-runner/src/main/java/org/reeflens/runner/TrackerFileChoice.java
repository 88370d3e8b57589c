package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reeflens.track.TrackerConfig;
import picocli.CommandLine.Option;

/** The option that names a tracker with settings of one's own. */
final class TrackerFileChoice {

  @Option(
      names = "--tracker-config",
      paramLabel = "FILE.json",
      description = "A tracker and its settings, as './reeflens tune-tracker' writes them.")
  private @Nullable Path file;

  /**
   * The tracker; null if the option was not given.
   *
   * @throws IOException if the file is no tracker's configuration; the message names the field
   */
  @Nullable TrackerConfig read() throws IOException {
    return file == null ? null : TrackerConfig.read(file);
  }
}

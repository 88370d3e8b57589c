package org.reeflens.export;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.reeflens.measure.SnoutFork;

/** Snout and fork of one fish, in pixels of its picture. */
public final class SnoutForkCsv {

  private SnoutForkCsv() {}

  /**
   * Writes {@code snout_x,snout_y,fork_x,fork_y,confidence}.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, SnoutFork ends) {
    Table.write(
        file,
        csv -> {
          csv.writeRecord("snout_x", "snout_y", "fork_x", "fork_y", "confidence");
          csv.writeRecord(
              Table.pixels(ends.snout().x()),
              Table.pixels(ends.snout().y()),
              Table.pixels(ends.fork().x()),
              Table.pixels(ends.fork().y()),
              Table.share(ends.confidence()));
        });
  }
}

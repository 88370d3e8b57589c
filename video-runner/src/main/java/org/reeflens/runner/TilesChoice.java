package org.reeflens.runner;

import org.jspecify.annotations.Nullable;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.frame.Tiling;
import picocli.CommandLine.Option;

/** The option of looking at each picture in parts. */
final class TilesChoice {

  @Option(
      names = "--tiles",
      paramLabel = "TILES",
      converter = TilesText.class,
      description =
          "Look at each picture in overlapping tiles too, for small or many fish: columns by rows"
              + " (2x2), or a side in pixels (640). Takes as many times longer as there are tiles"
              + " (default: one look).")
  private @Nullable Tiling tiles;

  DetectorOptions in(DetectorOptions options) {
    return tiles == null ? options : options.withTiling(tiles);
  }
}

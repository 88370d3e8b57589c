package org.reeflens.export;

import java.util.List;
import java.util.Optional;
import org.reeflens.count.Bounds;
import org.reeflens.count.Crowding;

/** The cells that tell how far a count can be trusted; empty where nothing is known. */
final class CheckCells {

  static final List<String> HEADERS =
      List.of(
          "maxNLow95",
          "maxNHigh95",
          "meanCountLow95",
          "meanCountHigh95",
          "saturated",
          "touchingShare",
          "coveredShare");

  private CheckCells() {}

  static List<String> of(Optional<Bounds> bounds, Optional<Crowding> crowding) {
    return List.of(
        bounds.map(b -> Long.toString(Math.round(b.maxN().low()))).orElse(""),
        bounds.map(b -> Long.toString(Math.round(b.maxN().high()))).orElse(""),
        bounds.map(b -> Table.share(b.meanCount().low())).orElse(""),
        bounds.map(b -> Table.share(b.meanCount().high())).orElse(""),
        crowding.map(c -> c.saturated() ? "yes" : "no").orElse(""),
        crowding.map(c -> Table.share(c.touching())).orElse(""),
        crowding.map(c -> Table.share(c.covered())).orElse(""));
  }
}

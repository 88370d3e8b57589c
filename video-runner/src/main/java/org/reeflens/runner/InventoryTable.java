package org.reeflens.runner;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.reeflens.count.Bounds;
import org.reeflens.count.Crowding;
import org.reeflens.count.TaxonCount;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.Lengths;
import org.reeflens.video.DecodeReport;

/** An inventory for a person at the terminal. */
final class InventoryTable {

  private InventoryTable() {}

  static void print(PrintWriter terminal, Inventory inventory, Path folder) {
    terminal.printf("%-28s %6s %9s %12s %10s %7s%n", "", "MaxN", "95 %", "at", "mean", "tracks");
    for (TaxonCount row : inventory.counts().rows()) {
      terminal.printf(
          Locale.ROOT,
          "%-28s %6d%s %8s %10.1f s %10.3f %7d%n",
          row.taxon().label(),
          row.maxN().n(),
          row.crowding().filter(Crowding::saturated).isPresent() ? "+" : " ",
          row.bounds().map(InventoryTable::ends).orElse(""),
          row.maxN().time().seconds(),
          row.meanCount().mean(),
          row.tracks());
    }
    if (inventory.counts().allFish().isEmpty()) {
      terminal.printf("No fish were seen in %d analysed frames.%n", inventory.counts().frames());
    }
    Optional.ofNullable(inventory.provenance().settings().get("stationaryLeftOut"))
        .ifPresent(told -> terminal.println("Left out because they never moved: " + told + "."));
    if (inventory.counts().rows().stream()
        .anyMatch(row -> row.crowding().filter(Crowding::saturated).isPresent())) {
      terminal.println("+ The frame is crowded: read MaxN as a lower bound.");
    }
    inventory.lengths().ifPresent(lengths -> print(terminal, lengths, inventory.tracks().size()));
    DecodeReport decode = inventory.provenance().decode();
    if (decode.damaged()) {
      terminal.println("The recording is damaged: " + decode.summary());
    }
    terminal.println("Results are in " + folder + ".");
    terminal.flush();
  }

  private static void print(PrintWriter terminal, Lengths lengths, int followed) {
    terminal.printf("%d of %d tracks have a length.", lengths.tracks().size(), followed);
    lengths.refusals().entrySet().stream()
        .findFirst()
        .ifPresent(
            most ->
                terminal.printf(
                    " Frames were refused most often for: %s (%d times).",
                    most.getKey(), most.getValue()));
    terminal.println();
  }

  private static String ends(Bounds bounds) {
    return Math.round(bounds.maxN().low()) + "-" + Math.round(bounds.maxN().high());
  }
}

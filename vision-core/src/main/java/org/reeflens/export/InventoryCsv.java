package org.reeflens.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reeflens.count.CountSeries;
import org.reeflens.count.TaxonCount;
import org.reeflens.survey.Inventory;
import org.reeflens.taxonomy.Taxon;

/**
 * The inventory, a row per taxon; the first row is all fish together, also where there were none.
 */
final class InventoryCsv {

  private InventoryCsv() {}

  static void write(Path file, Inventory inventory) {
    Table.write(
        file,
        csv -> {
          csv.writeRecord(
              with(
                  CheckCells.HEADERS,
                  "stage",
                  "scientificName",
                  "rank",
                  "aphiaId",
                  "maxN",
                  "timeOfMaxN_s",
                  "firstSeen_s",
                  "meanCount",
                  "tracks",
                  "meanConfidence"));
          if (inventory.counts().allFish().isEmpty()) {
            csv.writeRecord(
                with(
                    CheckCells.of(Optional.empty(), Optional.empty()),
                    "",
                    CountSeries.ALL_FISH.scientificName(),
                    "",
                    "",
                    "0",
                    "",
                    "",
                    "0.0000",
                    "0",
                    ""));
          }
          inventory.counts().rows().forEach(row -> write(csv, row));
        });
  }

  private static void write(CsvWriter csv, TaxonCount row) {
    Taxon taxon = row.taxon();
    csv.writeRecord(
        with(
            CheckCells.of(row.bounds(), row.crowding()),
            Table.text(taxon.stage()),
            taxon.scientificName(),
            taxon.rank().term(),
            Table.text(taxon.aphiaId()),
            Integer.toString(row.maxN().n()),
            Table.seconds(row.maxN().time().seconds()),
            Table.seconds(row.firstArrival().time().seconds()),
            Table.share(row.meanCount().mean()),
            Integer.toString(row.tracks()),
            Table.share(row.meanConfidence())));
  }

  private static List<String> with(List<String> checks, String stage, String... first) {
    return Stream.of(List.of(first), checks, List.of(stage)).flatMap(List::stream).toList();
  }
}

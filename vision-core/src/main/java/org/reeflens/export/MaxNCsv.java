package org.reeflens.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reeflens.count.FirstArrival;
import org.reeflens.count.MaxN;
import org.reeflens.count.PeriodCount;
import org.reeflens.survey.Inventory;
import org.reeflens.video.ChapterReport;

/**
 * MaxN and the other counts of the whole analysed time ({@code all}), of its first minutes ({@code
 * first 5 min}) and of each period ({@code 0-60}, in seconds). Where a taxon was not seen in a
 * period its MaxN is 0 and has no time.
 */
final class MaxNCsv {

  private MaxNCsv() {}

  static void write(Path file, Inventory inventory) {
    List<ChapterReport> chapters = inventory.provenance().decode().chapters();
    Table.write(
        file,
        csv -> {
          List<String> header =
              new ArrayList<>(
                  List.of(
                      "period",
                      "scientificName",
                      "rank",
                      "maxN",
                      "time_s",
                      "chapter",
                      "frameInChapter",
                      "meanCount",
                      "firstSeen_s"));
          header.addAll(CheckCells.HEADERS);
          header.addAll(List.of("from_s", "to_s", "frames", "arrivalAfterStart_s", "stage"));
          csv.writeRecord(header);
          for (PeriodCount count : inventory.periods()) {
            csv.writeRecord(row(count, chapters));
          }
        });
  }

  private static List<String> row(PeriodCount count, List<ChapterReport> chapters) {
    MaxN maxN = count.maxN();
    boolean seen = maxN.n() > 0;
    List<String> cells =
        new ArrayList<>(
            List.of(
                count.name(),
                maxN.taxon().scientificName(),
                maxN.taxon().rank().term(),
                Integer.toString(maxN.n()),
                seen ? Table.seconds(maxN.time().seconds()) : "",
                seen ? chapters.get(maxN.time().chapter()).file() : "",
                seen ? Integer.toString(maxN.time().index()) : "",
                Table.share(count.meanCount().mean()),
                count
                    .firstArrival()
                    .map(first -> Table.seconds(first.time().seconds()))
                    .orElse("")));
    cells.addAll(CheckCells.of(count.bounds(), count.crowding()));
    cells.add(Table.seconds(maxN.period().fromSeconds()));
    cells.add(Table.seconds(maxN.period().toSeconds()));
    cells.add(Integer.toString(count.meanCount().frames()));
    cells.add(count.firstArrival().map(FirstArrival::afterSeconds).map(Table::seconds).orElse(""));
    cells.add(Table.text(maxN.taxon().stage()));
    return cells;
  }
}

package org.reeflens.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.reeflens.count.MaxN;
import org.reeflens.count.PeriodCount;
import org.reeflens.survey.Inventory;
import org.reeflens.video.ChapterReport;

/**
 * MaxN of the whole analysed time ({@code all}) and of each period ({@code 0-60}, in seconds).
 * Where a taxon was not seen in a period its MaxN is 0 and has no time.
 */
final class MaxNCsv {

  private MaxNCsv() {}

  static void write(Path file, Inventory inventory) {
    List<ChapterReport> chapters = inventory.provenance().decode().chapters();
    Table.write(
        file,
        csv -> {
          csv.writeRecord(
              "period",
              "scientificName",
              "rank",
              "maxN",
              "time_s",
              "chapter",
              "frameInChapter",
              "meanCount",
              "firstSeen_s");
          for (PeriodCount count : inventory.periods()) {
            MaxN row = count.maxN();
            boolean seen = row.n() > 0;
            csv.writeRecord(
                List.of(
                    row.period().equals(inventory.counts().period())
                        ? "all"
                        : number(row.period().fromSeconds())
                            + "-"
                            + number(row.period().toSeconds()),
                    row.taxon().scientificName(),
                    row.taxon().rank().term(),
                    Integer.toString(row.n()),
                    seen ? Table.seconds(row.time().seconds()) : "",
                    seen ? chapters.get(row.time().chapter()).file() : "",
                    seen ? Integer.toString(row.time().index()) : "",
                    Table.share(count.meanCount().mean()),
                    count
                        .firstArrival()
                        .map(first -> Table.seconds(first.time().seconds()))
                        .orElse("")));
          }
        });
  }

  /** A number without the decimals it does not need. */
  private static String number(double seconds) {
    return seconds == Math.rint(seconds)
        ? Long.toString((long) seconds)
        : String.format(Locale.ROOT, "%.3f", seconds);
  }
}

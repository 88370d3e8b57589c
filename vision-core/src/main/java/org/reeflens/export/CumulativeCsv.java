package org.reeflens.export;

import java.nio.file.Path;
import org.reeflens.count.CumulativeMaxN;
import org.reeflens.count.MaxN;
import org.reeflens.survey.Inventory;

/**
 * Cumulative MaxN: a row for each frame in which the MaxN from the start of the analysed time up to
 * it rises. Between the rows of a taxon it stays as it is; before the first it is 0.
 */
final class CumulativeCsv {

  private CumulativeCsv() {}

  static void write(Path file, Inventory inventory) {
    Table.write(
        file,
        csv -> {
          csv.writeRecord(
              "scientificName", "rank", "time_s", "afterStart_s", "cumulativeMaxN", "stage");
          for (CumulativeMaxN curve : inventory.cumulative()) {
            for (MaxN step : curve.steps()) {
              csv.writeRecord(
                  curve.taxon().scientificName(),
                  curve.taxon().rank().term(),
                  Table.seconds(step.time().seconds()),
                  Table.seconds(step.time().seconds() - curve.period().fromSeconds()),
                  Integer.toString(step.n()),
                  Table.text(curve.taxon().stage()));
            }
          }
        });
  }
}

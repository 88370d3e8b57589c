package org.reeflens.export;

import java.nio.file.Path;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.NamedTrack;

/** The tracks of an inventory, a row each, by rising id. */
final class TracksCsv {

  private TracksCsv() {}

  static void write(Path file, Inventory inventory) {
    Table.write(
        file,
        csv -> {
          csv.writeRecord(
              "track", "scientificName", "rank", "start_s", "end_s", "detections", "confidence");
          for (NamedTrack named : inventory.tracks()) {
            csv.writeRecord(
                Integer.toString(named.track().id()),
                named.taxon().scientificName(),
                named.taxon().rank().term(),
                Table.seconds(named.track().firstSeen().seconds()),
                Table.seconds(named.track().lastSeen().seconds()),
                Integer.toString(named.track().detections()),
                Table.share(named.track().meanConfidence()));
          }
        });
  }
}

package org.reeflens.export;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.reeflens.classify.Name;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.NamedTrack;

/**
 * The tracks of an inventory, a row each, by rising id. The last columns say how sure the name is,
 * why it is no narrower, and what else the animal may be: {@code Chaetodon lunulatus 0.41;
 * Chaetodon trifascialis 0.33}.
 */
final class TracksCsv {

  private TracksCsv() {}

  static void write(Path file, Inventory inventory) {
    Table.write(
        file,
        csv -> {
          csv.writeRecord(
              "track",
              "scientificName",
              "rank",
              "start_s",
              "end_s",
              "detections",
              "confidence",
              "aphiaId",
              "probability",
              "reason",
              "alternatives",
              "stage");
          for (NamedTrack named : inventory.tracks()) {
            csv.writeRecord(
                Integer.toString(named.track().id()),
                named.taxon().scientificName(),
                named.taxon().rank().term(),
                Table.seconds(named.track().firstSeen().seconds()),
                Table.seconds(named.track().lastSeen().seconds()),
                Integer.toString(named.track().detections()),
                Table.share(named.track().meanConfidence()),
                Table.text(named.taxon().aphiaId()),
                named.name().judged() ? Table.share(named.name().probability()) : "",
                named.name().reason().text(),
                alternatives(named.name()),
                Table.text(named.taxon().stage()));
          }
        });
  }

  private static String alternatives(Name name) {
    return name.alternatives().stream()
        .map(
            other ->
                String.format(Locale.ROOT, "%s %.2f", other.taxon().label(), other.probability()))
        .collect(Collectors.joining("; "));
  }
}

package org.reeflens.export;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Name;
import org.reeflens.count.CountSeries;
import org.reeflens.count.TaxonCount;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.NamedTrack;
import org.reeflens.survey.Provenance;

/** The inventory with how it was made, and with what its numbers mean. */
final class InventoryJson {

  /**
   * The file.
   *
   * @param definitions what each number means
   * @param periodOfInterest start and end, dive seconds
   * @param framesAnalysed frames that were looked at
   * @param rows all fish together first, then a row per taxon
   * @param tracks the animals that were followed, with what they may be
   * @param provenance how all this was made
   */
  private record Content(
      Definitions definitions,
      List<Double> periodOfInterest,
      int framesAnalysed,
      List<Row> rows,
      List<Track> tracks,
      Provenance provenance) {}

  private record Definitions(
      String maxN, String meanCount, String tracks, String probability, String times) {}

  private record Row(
      String scientificName,
      @Nullable String rank,
      @Nullable Integer aphiaId,
      int maxN,
      @Nullable Double timeOfMaxN_s,
      @Nullable Double firstSeen_s,
      double meanCount,
      int tracks,
      @Nullable Double meanConfidence) {

    static final Row NO_FISH =
        new Row(CountSeries.ALL_FISH.scientificName(), null, null, 0, null, null, 0, 0, null);

    static Row of(TaxonCount count) {
      String rank = count.taxon().rank().term();
      return new Row(
          count.taxon().scientificName(),
          rank.isEmpty() ? null : rank,
          count.taxon().aphiaId(),
          count.maxN().n(),
          count.maxN().time().seconds(),
          count.firstArrival().time().seconds(),
          rounded(count.meanCount().mean()),
          count.tracks(),
          rounded(count.meanConfidence()));
    }

    private static double rounded(double value) {
      return Math.round(value * 1e4) / 1e4;
    }
  }

  private record Track(
      int track,
      String scientificName,
      @Nullable String rank,
      @Nullable Integer aphiaId,
      @Nullable Double probability,
      String reason,
      List<Alternative> alternatives,
      double start_s,
      double end_s,
      int detections,
      double confidence) {

    static Track of(NamedTrack named) {
      String rank = named.taxon().rank().term();
      Name name = named.name();
      return new Track(
          named.track().id(),
          named.taxon().scientificName(),
          rank.isEmpty() ? null : rank,
          named.taxon().aphiaId(),
          name.judged() ? Row.rounded(name.probability()) : null,
          name.reason().text(),
          name.alternatives().stream().map(Alternative::of).toList(),
          named.track().firstSeen().seconds(),
          named.track().lastSeen().seconds(),
          named.track().detections(),
          Row.rounded(named.track().meanConfidence()));
    }
  }

  private record Alternative(String scientificName, double probability) {
    static Alternative of(Name.Alternative other) {
      return new Alternative(other.taxon().scientificName(), Row.rounded(other.probability()));
    }
  }

  private static final Definitions DEFINITIONS =
      new Definitions(
          "most animals of the taxon in any single analysed frame; of equal frames the earliest",
          "mean number of animals of the taxon over all analysed frames, frames with none included",
          "tracks of animals that were followed; an animal lost and found again is two, so this is"
              + " no abundance",
          "how likely the name of a track is right, by its classifier's calibration; null where it"
              + " has no name or no classifier judged it",
          "seconds since the first frame of the dive");

  private InventoryJson() {}

  static void write(Path file, Inventory inventory) {
    boolean none = inventory.counts().allFish().isEmpty();
    List<Row> rows =
        none ? List.of(Row.NO_FISH) : inventory.counts().rows().stream().map(Row::of).toList();
    JsonFile.write(
        file,
        new Content(
            DEFINITIONS,
            List.of(
                inventory.counts().period().fromSeconds(), inventory.counts().period().toSeconds()),
            inventory.counts().frames(),
            rows,
            inventory.tracks().stream().map(Track::of).toList(),
            inventory.provenance()));
  }
}

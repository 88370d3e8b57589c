package org.reeflens.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Name;
import org.reeflens.count.CountSeries;
import org.reeflens.count.Crossings;
import org.reeflens.count.Crowding;
import org.reeflens.count.PathCrossing;
import org.reeflens.count.TaxonCount;
import org.reeflens.geometry.Point;
import org.reeflens.stats.Interval;
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
   * @param crossings who crossed the lines and used the zones; empty where none were asked for
   * @param tracks the animals that were followed, with what they may be
   * @param provenance how all this was made
   */
  private record Content(
      Definitions definitions,
      List<Double> periodOfInterest,
      int framesAnalysed,
      List<Row> rows,
      List<Crossing> crossings,
      List<Track> tracks,
      Provenance provenance) {}

  private record Definitions(
      String maxN,
      String meanCount,
      String tracks,
      String interval95,
      String saturated,
      String crossings,
      String probability,
      String times) {}

  private record Row(
      String scientificName,
      @Nullable String rank,
      @Nullable Integer aphiaId,
      @Nullable String stage,
      int maxN,
      @Nullable Double timeOfMaxN_s,
      @Nullable Double firstSeen_s,
      double meanCount,
      int tracks,
      @Nullable Double meanConfidence,
      @Nullable List<Double> maxNInterval95,
      @Nullable List<Double> meanCountInterval95,
      @Nullable Boolean saturated,
      @Nullable Double touchingShare,
      @Nullable Double coveredShare) {

    static final Row NO_FISH =
        new Row(
            CountSeries.ALL_FISH.scientificName(),
            null,
            null,
            null,
            0,
            null,
            null,
            0,
            0,
            null,
            null,
            null,
            null,
            null,
            null);

    static Row of(TaxonCount count) {
      String rank = count.taxon().rank().term();
      return new Row(
          count.taxon().scientificName(),
          rank.isEmpty() ? null : rank,
          count.taxon().aphiaId(),
          count.taxon().stage(),
          count.maxN().n(),
          count.maxN().time().seconds(),
          count.firstArrival().time().seconds(),
          rounded(count.meanCount().mean()),
          count.tracks(),
          rounded(count.meanConfidence()),
          count.bounds().map(bounds -> ends(bounds.maxN())).orElse(null),
          count.bounds().map(bounds -> ends(bounds.meanCount())).orElse(null),
          count.crowding().map(Crowding::saturated).orElse(null),
          count.crowding().map(crowding -> rounded(crowding.touching())).orElse(null),
          count.crowding().map(crowding -> rounded(crowding.covered())).orElse(null));
    }

    private static List<Double> ends(Interval interval) {
      return List.of(rounded(interval.low()), rounded(interval.high()));
    }

    private static double rounded(double value) {
      return Math.round(value * 1e4) / 1e4;
    }
  }

  /** One taxon at one line by one rule, or in one zone; null for what the rule does not have. */
  private record Crossing(
      String place,
      String points,
      String rule,
      String scientificName,
      @Nullable String stage,
      @Nullable Integer right,
      @Nullable Integer left,
      @Nullable Integer in,
      @Nullable Integer out,
      @Nullable Double secondsInside,
      int tracks,
      List<Passing> passings) {

    static List<Crossing> of(Crossings crossings) {
      List<Object> lines = crossings.lines().stream().<Object>map(Crossings.AtLine::line).toList();
      List<Object> zones = crossings.zones().stream().<Object>map(Crossings.InZone::zone).toList();
      List<Crossing> rows = new ArrayList<>();
      for (Crossings.AtLine at : crossings.lines()) {
        String place = CrossingsCsv.name("line", lines, at.line());
        String points = CrossingsCsv.points(at.line().from(), at.line().to());
        String name = at.taxon().scientificName();
        rows.add(
            new Crossing(
                place,
                points,
                "path",
                name,
                at.taxon().stage(),
                at.path().toRight(),
                at.path().toLeft(),
                null,
                null,
                null,
                at.path().tracks(),
                at.path().passings().stream().map(Passing::of).toList()));
        rows.add(
            new Crossing(
                place,
                points,
                "ends",
                name,
                at.taxon().stage(),
                at.ends().right(),
                at.ends().left(),
                null,
                null,
                null,
                at.ends().right() + at.ends().left(),
                List.of()));
      }
      for (Crossings.InZone in : crossings.zones()) {
        rows.add(
            new Crossing(
                CrossingsCsv.name("zone", zones, in.zone()),
                CrossingsCsv.points(in.zone().corners().toArray(Point[]::new)),
                "zone",
                in.taxon().scientificName(),
                in.taxon().stage(),
                null,
                null,
                in.crossing().in(),
                in.crossing().out(),
                Row.rounded(in.crossing().secondsInside()),
                in.crossing().tracks(),
                List.of()));
      }
      return rows;
    }
  }

  private record Passing(int track, double time_s, String to) {
    static Passing of(PathCrossing.Passing passing) {
      return new Passing(
          passing.track(), passing.time().seconds(), passing.toRight() ? "right" : "left");
    }
  }

  private record Track(
      int track,
      String scientificName,
      @Nullable String rank,
      @Nullable Integer aphiaId,
      @Nullable String stage,
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
          named.taxon().stage(),
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
      return new Alternative(other.taxon().label(), Row.rounded(other.probability()));
    }
  }

  private static final Definitions DEFINITIONS =
      new Definitions(
          "most animals of the taxon in any single analysed frame; of equal frames the earliest",
          "mean number of animals of the taxon over all analysed frames, frames with none included",
          "tracks of animals that were followed; an animal lost and found again is two, so this is"
              + " no abundance",
          "95 % interval of what a person would count in the same frames, from what the detector's"
              + " confidences were worth on held-out pictures; null where that is not known; no"
              + " interval of abundance",
          "the frame of MaxN is crowded, so that animals may hide each other: read MaxN as a lower"
              + " bound; touchingShare of its animals overlap another by an IoU of 0.1 or more,"
              + " coveredShare of the picture lies in boxes",
          "path: each time a track passes the line between its ends; ends: tracks that began on one"
              + " side of the line and ended on the other, without those that moved less than 0.05"
              + " of the picture; right and left as seen along the line from its first point; zone:"
              + " centres of boxes that go into the zone and out of it",
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
            Crossing.of(inventory.crossings()),
            inventory.tracks().stream().map(Track::of).toList(),
            inventory.provenance()));
  }
}

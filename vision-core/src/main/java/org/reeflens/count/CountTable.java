package org.reeflens.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * The counts of a period by every rule, a row for each taxon seen in it.
 *
 * @param period where was counted
 * @param frames frames analysed in it, 0 or more
 * @param allFish all fish together, other animals left out ({@link Taxonomy#isFish}); empty if none
 *     was seen
 * @param taxa the taxa seen, by falling MaxN, then by name. An animal stands in one row only
 */
public record CountTable(
    Period period, int frames, Optional<TaxonCount> allFish, List<TaxonCount> taxa) {

  /** Keeps a copy of the rows. */
  public CountTable {
    taxa = List.copyOf(taxa);
  }

  /**
   * Counts what is in the book, without checks.
   *
   * @param names the taxon of a track, by id; asked more than once for each
   * @param period where to count
   */
  public static CountTable of(CountBook book, IntFunction<Taxon> names, Period period) {
    return of(book, names, period, CountChecks.none());
  }

  /**
   * Counts what is in the book.
   *
   * @param names the taxon of a track, by id; asked more than once for each
   * @param period where to count
   * @param checks what is told beside the counts
   */
  public static CountTable of(
      CountBook book, IntFunction<Taxon> names, Period period, CountChecks checks) {
    Map<Integer, Sightings> ofTrack = new TreeMap<>();
    book.forEach(
        (track, sample, confidence) -> {
          if (period.contains(book.time(sample))) {
            ofTrack.computeIfAbsent(track, id -> new Sightings()).add(confidence);
          }
        });
    Map<Integer, Boolean> isFish = new HashMap<>();
    IntPredicate fish =
        track -> isFish.computeIfAbsent(track, id -> Taxonomy.shipped().isFish(names.apply(id)));
    Sightings ofAll = new Sightings();
    Map<Taxon, Sightings> ofTaxon = new HashMap<>();
    ofTrack.forEach(
        (track, sightings) -> {
          if (fish.test(track)) {
            ofAll.addTrack(sightings);
          }
          ofTaxon.computeIfAbsent(names.apply(track), t -> new Sightings()).addTrack(sightings);
        });

    List<TaxonCount> rows = new ArrayList<>();
    for (CountSeries series : book.byTaxon(names)) {
      Sightings sightings = ofTaxon.get(series.taxon());
      if (sightings != null) {
        IntPredicate members = track -> names.apply(track).equals(series.taxon());
        rows.add(row(book, series, members, period, sightings, checks));
      }
    }
    rows.sort(
        Comparator.comparingInt((TaxonCount row) -> -row.maxN().n())
            .thenComparing(row -> row.taxon().label()));
    CountSeries allFish = book.series(CountSeries.ALL_FISH, fish);
    int frames = (int) allFish.within(period).count();
    return new CountTable(
        period,
        frames,
        ofAll.tracks == 0
            ? Optional.empty()
            : Optional.of(row(book, allFish, fish, period, ofAll, checks)),
        rows);
  }

  /** The row of all fish, if any, and then those of the taxa. */
  public List<TaxonCount> rows() {
    return Stream.concat(allFish.stream(), taxa.stream()).toList();
  }

  /** A row of a taxon that was seen in the period, so that no rule comes back empty. */
  private static TaxonCount row(
      CountBook book,
      CountSeries series,
      IntPredicate members,
      Period period,
      Sightings sightings,
      CountChecks checks) {
    MaxN maxN = MaxN.of(series, period).orElseThrow();
    return new TaxonCount(
        maxN,
        MeanCount.of(series, period).orElseThrow(),
        FirstArrival.of(series, period).orElseThrow(),
        sightings.tracks,
        sightings.confidences / sightings.observations,
        checks.bounds(book, members, period),
        checks.crowding(book, members, maxN));
  }

  /** Observations in the period, added up: of a track, of a taxon, of all. */
  private static final class Sightings {
    private int tracks;
    private int observations;
    private double confidences;

    void add(double confidence) {
      observations++;
      confidences += confidence;
    }

    void addTrack(Sightings track) {
      tracks++;
      observations += track.observations;
      confidences += track.confidences;
    }
  }
}

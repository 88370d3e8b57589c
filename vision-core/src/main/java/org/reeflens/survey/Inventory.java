package org.reeflens.survey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reeflens.count.CountTable;
import org.reeflens.count.Crossings;
import org.reeflens.count.CumulativeMaxN;
import org.reeflens.count.MaxN;
import org.reeflens.count.PeriodCount;
import org.reeflens.count.TaxonCount;
import org.reeflens.taxonomy.Taxon;

/**
 * What a dive held: the result of an analysis.
 *
 * @param counts the analysed time by every rule: all fish together, and a row per taxon
 * @param periods counts of the whole analysed time first and then of each period, in order; within
 *     one of all fish together and then per taxon, zeros included
 * @param cumulative the cumulative MaxN of the analysed time: of all fish together and then per
 *     taxon
 * @param crossings who crossed the lines and used the zones that were asked for
 * @param tracks the animals as far as they could be followed, by rising id
 * @param observations every analysed frame and what was seen in it
 * @param lengths how long the animals are; empty unless two cameras measured them
 * @param provenance how all this was made
 */
public record Inventory(
    CountTable counts,
    List<PeriodCount> periods,
    List<CumulativeMaxN> cumulative,
    Crossings crossings,
    List<NamedTrack> tracks,
    ObservationLog observations,
    Optional<Lengths> lengths,
    Provenance provenance) {

  /** Copies the lists. */
  public Inventory {
    periods = List.copyOf(periods);
    cumulative = List.copyOf(cumulative);
    tracks = List.copyOf(tracks);
  }

  /** An inventory without lengths. */
  public Inventory(
      CountTable counts,
      List<PeriodCount> periods,
      List<CumulativeMaxN> cumulative,
      Crossings crossings,
      List<NamedTrack> tracks,
      ObservationLog observations,
      Provenance provenance) {
    this(
        counts, periods, cumulative, crossings, tracks, observations, Optional.empty(), provenance);
  }

  /** An inventory without curves, lines and zones. */
  public Inventory(
      CountTable counts,
      List<PeriodCount> periods,
      List<NamedTrack> tracks,
      ObservationLog observations,
      Provenance provenance) {
    this(counts, periods, List.of(), Crossings.NONE, tracks, observations, provenance);
  }

  /** This with lengths, and with how they were measured in the provenance. */
  public Inventory with(Lengths measured) {
    return new Inventory(
        counts,
        periods,
        cumulative,
        crossings,
        tracks,
        observations,
        Optional.of(measured),
        provenance.with(measured.settings()));
  }

  /** MaxN of the whole analysed time: of all fish together, if any, and then per taxon. */
  public List<MaxN> maxN() {
    return counts.rows().stream().map(TaxonCount::maxN).toList();
  }

  /** The taxon of each track, by the track's id. */
  public Map<Integer, Taxon> names() {
    return tracks.stream()
        .collect(Collectors.toUnmodifiableMap(named -> named.track().id(), NamedTrack::taxon));
  }
}

package org.reeflens.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reeflens.count.MaxN;
import org.reeflens.count.TaxonCount;
import org.reeflens.measure.FishLength;
import org.reeflens.measure.LengthType;
import org.reeflens.taxonomy.Taxon;

/**
 * The fish of one taxon in its MaxN frame and their lengths: what length frequencies and biomass
 * are made of, so that nobody is measured twice. A fish's length is that of its track, from
 * whatever frames it was measured in.
 *
 * @param maxN the count and its frame
 * @param measured the lengths of those fish that have one, by rising track; at most as many as MaxN
 */
public record MaxNLengths(MaxN maxN, List<TrackLength> measured) {

  /** Copies the list. */
  public MaxNLengths {
    measured = List.copyOf(measured);
  }

  /** What was counted. */
  public Taxon taxon() {
    return maxN.taxon();
  }

  /** The fork lengths of those that have one. */
  public List<FishLength> lengths() {
    return measured.stream()
        .map(fish -> new FishLength(fish.medianMm(), fish.standardErrorMm(), LengthType.FORK))
        .toList();
  }

  /**
   * The fish of each taxon, in the order of the inventory; without the row of all fish together,
   * whose frame is another.
   *
   * @throws IllegalArgumentException if the inventory has no lengths
   */
  public static List<MaxNLengths> of(Inventory inventory) {
    Lengths lengths =
        inventory
            .lengths()
            .orElseThrow(() -> new IllegalArgumentException("the inventory has no lengths"));
    Map<Integer, Taxon> names = inventory.names();
    List<MaxNLengths> rows = new ArrayList<>();
    for (TaxonCount row : inventory.counts().taxa()) {
      List<TrackLength> measured =
          inventory.observations().at(row.maxN().sample()).stream()
              .filter(one -> row.taxon().equals(names.get(one.track())))
              .flatMap(one -> lengths.of(one.track()).stream())
              .toList();
      rows.add(new MaxNLengths(row.maxN(), measured));
    }
    return rows;
  }
}

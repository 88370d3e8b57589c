package org.reeflens.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reeflens.classify.Name;
import org.reeflens.count.CountBook;
import org.reeflens.count.CountTable;
import org.reeflens.count.Period;
import org.reeflens.detect.Detection;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.measure.FishLength;
import org.reeflens.measure.LengthType;
import org.reeflens.measure.LengthWeight;
import org.reeflens.measure.MaxNBiomass;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.track.TrackPoint;
import org.reeflens.video.DecodeReport;

class MaxNLengthsTest {

  private static final Taxon GENUS = new Taxon("Caranx", Rank.GENUS, 125936, "Carangidae");
  private static final Taxon SPECIES =
      new Taxon("Caranx sexfasciatus", Rank.SPECIES, 218425, "Caranx");

  /**
   * Three fish of one species and one of its genus: 1, 2 and 4 are together in the second frame, 3
   * comes later and alone.
   */
  private static Inventory inventory() {
    int[][] seen = {{1}, {1, 2, 4}, {1, 4}, {3}, {3}};
    List<Taxon> taxa = List.of(SPECIES, SPECIES, SPECIES, GENUS);
    CountBook book = new CountBook();
    ObservationLog log = new ObservationLog();
    for (int sample = 0; sample < seen.length; sample++) {
      FrameTime time = new FrameTime(0, sample, sample * 200_000L, sample * 200_000L);
      List<TrackPoint> points = new ArrayList<>();
      for (int track : seen[sample]) {
        Box box = Box.ofSize(100 * track, 50, 30, 15);
        points.add(new TrackPoint(track, sample, new Detection(box, 0.5, 0), box));
      }
      book.add(time, points);
      log.addSample(time);
      points.forEach(log::add);
    }
    return new Inventory(
        CountTable.of(book, track -> taxa.get(track - 1), new Period(0, 2)),
        List.of(),
        book.tracks().stream()
            .map(track -> new NamedTrack(track, Name.notClassified(taxa.get(track.id() - 1))))
            .toList(),
        log,
        new Provenance("", "", new DecodeReport(List.of()), "", List.of(), Map.of()));
  }

  private static Lengths lengths(int... tracks) {
    List<TrackLength> all = new ArrayList<>();
    for (int track : tracks) {
      all.add(new TrackLength(track, 200 + track, 210, 3, 5, 6));
    }
    return new Lengths(List.of(), all, Map.of("stereo.sync", "offset as given"));
  }

  @Test
  void onlyTheFishOfTheMaxNFrameCountEachWithTheLengthOfItsTrack() {
    List<MaxNLengths> rows = MaxNLengths.of(inventory().with(lengths(1, 2, 3, 4)));

    assertThat(rows).extracting(MaxNLengths::taxon).containsExactly(SPECIES, GENUS);
    assertThat(rows.get(0).maxN().n()).isEqualTo(2);
    assertThat(rows.get(0).lengths())
        .containsExactly(
            new FishLength(201, 3, LengthType.FORK), new FishLength(202, 3, LengthType.FORK));
    // The fish that was backed off to its genus counts there only.
    assertThat(rows.get(1).measured()).extracting(TrackLength::track).containsExactly(4);
  }

  @Test
  void whereFewerWereMeasuredTheWeightIsTheMeanTimesMaxN() {
    MaxNLengths row = MaxNLengths.of(inventory().with(lengths(2, 3))).get(0);

    assertThat(row.measured()).extracting(TrackLength::track).containsExactly(2);
    MaxNBiomass biomass =
        MaxNBiomass.of(
            row.maxN().n(),
            row.lengths(),
            Optional.of(new LengthWeight(0.02, 3, LengthType.FORK, 0, 0, Map.of())));
    assertThat(biomass.grams().orElseThrow())
        .isCloseTo(2 * 0.02 * 20.2 * 20.2 * 20.2, within(1e-9));
    assertThat(biomass.note()).isEqualTo("1 of 2 fish were measured: mean weight times 2");
  }

  @Test
  void howItWasMeasuredIsPartOfTheProvenance() {
    assertThat(inventory().with(lengths(1)).provenance().settings())
        .containsEntry("stereo.sync", "offset as given");
    assertThatThrownBy(() -> MaxNLengths.of(inventory()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the inventory has no lengths");
  }
}

package org.reeflens.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.reeflens.count.CountSeries.ALL_FISH;
import static org.reeflens.count.Fishes.GENUS;
import static org.reeflens.count.Fishes.SPECIES;
import static org.reeflens.count.Fishes.book;
import static org.reeflens.count.Fishes.time;
import static org.reeflens.count.Fishes.tracks;
import static org.reeflens.count.Period.WHOLE_DIVE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Box;

class CountRulesTest {

  /** Samples at 0, 0.2, 0.4, 0.6, 0.8 and 1 s. */
  private final CountBook book =
      book(tracks(), tracks(1), tracks(1, 2), tracks(2, 3), tracks(), tracks(3));

  @Test
  void maxNIsTheMostInOneFrameAndOfTiesTheEarliest() {
    assertThat(MaxN.of(book.allFish(), WHOLE_DIVE))
        .contains(new MaxN(ALL_FISH, WHOLE_DIVE, 2, 2, time(2)));
  }

  @Test
  void maxNOfAllFishIsNotTheSumOfTheRows() {
    CountBook oneAfterTheOther = book(tracks(1), tracks(2));
    assertThat(oneAfterTheOther.byTaxon(track -> track == 1 ? GENUS : SPECIES))
        .extracting(series -> MaxN.of(series, WHOLE_DIVE).orElseThrow().n())
        .containsExactly(1, 1);
    assertThat(MaxN.of(oneAfterTheOther.allFish(), WHOLE_DIVE)).map(MaxN::n).contains(1);
  }

  @Test
  void maxNOfAFishlessPeriodIsZeroAndOfOneNotAnalysedUnknown() {
    Period fishless = new Period(0, 0.2);
    assertThat(MaxN.of(book.allFish(), fishless))
        .contains(new MaxN(ALL_FISH, fishless, 0, 0, time(0)));
    assertThat(MaxN.of(book.allFish(), new Period(5, 6))).isEmpty();
  }

  @Test
  void maxNIsKnownForEveryPieceOfAPeriod() {
    List<Period> pieces = new Period(0, 1.5).split(0.4);
    assertThat(MaxN.ofEach(book.allFish(), pieces))
        .extracting(MaxN::n, MaxN::sample)
        .containsExactly(tuple(1, 1), tuple(2, 2), tuple(1, 5));
  }

  @Test
  void meanCountIncludesFramesWithNone() {
    assertThat(MeanCount.of(book.allFish(), WHOLE_DIVE))
        .contains(new MeanCount(ALL_FISH, WHOLE_DIVE, 1, 6));
    Period end = new Period(0.7, 9);
    assertThat(MeanCount.of(book.allFish(), end)).contains(new MeanCount(ALL_FISH, end, 0.5, 2));
    assertThat(MeanCount.of(book.allFish(), new Period(5, 6))).isEmpty();
  }

  @Test
  void firstArrivalRunsFromTheStartOfThePeriod() {
    Period fromSeabed = new Period(0.7, 9);
    FirstArrival arrival = FirstArrival.of(book.allFish(), fromSeabed).orElseThrow();
    assertThat(arrival).isEqualTo(new FirstArrival(ALL_FISH, fromSeabed, 5, time(5)));
    assertThat(arrival.afterSeconds()).isEqualTo(1 - 0.7);
    assertThat(FirstArrival.of(book.allFish(), new Period(0.8, 0.9))).isEmpty();
  }

  @Test
  void theTableHasEachRuleForEachTaxonSeen() {
    Period period = new Period(0.3, 0.9);
    CountTable table = CountTable.of(book, track -> track == 3 ? SPECIES : GENUS, period);
    assertThat(table.frames()).isEqualTo(3);
    assertThat(table.rows())
        .containsExactly(
            new TaxonCount(
                new MaxN(ALL_FISH, period, 2, 2, time(2)),
                new MeanCount(ALL_FISH, period, 4.0 / 3, 3),
                new FirstArrival(ALL_FISH, period, 2, time(2)),
                3,
                0.5),
            new TaxonCount(
                new MaxN(GENUS, period, 2, 2, time(2)),
                new MeanCount(GENUS, period, 1, 3),
                new FirstArrival(GENUS, period, 2, time(2)),
                2,
                0.5),
            new TaxonCount(
                new MaxN(SPECIES, period, 1, 3, time(3)),
                new MeanCount(SPECIES, period, 1.0 / 3, 3),
                new FirstArrival(SPECIES, period, 3, time(3)),
                1,
                0.5));
  }

  @Test
  void theTableOfAFishlessPeriodHasNoRows() {
    CountTable table = CountTable.of(book, track -> GENUS, new Period(0, 0.1));
    assertThat(table.frames()).isEqualTo(1);
    assertThat(table.rows()).isEmpty();
  }

  @Test
  void aCrossingTakesTheTwoEndsAndLeavesRestingFishOut() {
    List<TrackRecord> tracks =
        List.of(
            wayOf(10, 60), // right
            wayOf(60, 10), // left
            wayOf(49, 49.5), // ends on the middle, but moved by 0.005 only
            wayOf(46, 52), // right
            wayOf(10, 40)); // stays left
    assertThat(LineCrossing.of(tracks, 100, 50)).isEqualTo(new LineCrossing(2, 1));
  }

  @Test
  void periodsThatFollowEachOtherShareNoFrame() {
    List<Period> minutes = new Period(30, 200).split(60);
    assertThat(minutes)
        .containsExactly(new Period(30, 90), new Period(90, 150), new Period(150, 200));
    assertThat(minutes.get(0).contains(time(450))).isFalse();
    assertThat(minutes.get(1).contains(time(450))).isTrue();
  }

  @Test
  void refusesPeriodsThatEndBeforeTheyStartOrNever() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Period(2, 2))
        .withMessage("no period: 2.0 s to 2.0 s");
    assertThatIllegalArgumentException().isThrownBy(() -> WHOLE_DIVE.split(60));
    assertThatIllegalArgumentException().isThrownBy(() -> new Period(0, 10).split(0));
  }

  /**
   * A track whose centre went from one column to another, in shares of 100 as the rule has them.
   */
  private static TrackRecord wayOf(double from, double to) {
    return new TrackRecord(1, time(0), time(9), 10, 0.5, around(from - 0.5), around(to - 0.5));
  }

  private static Box around(double x) {
    return Box.ofSize(x - 5, 20, 10, 10);
  }
}

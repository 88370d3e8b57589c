package org.reeflens.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.reeflens.count.Fishes.GENUS;
import static org.reeflens.count.Fishes.SPECIES;
import static org.reeflens.count.Fishes.book;
import static org.reeflens.count.Fishes.seen;
import static org.reeflens.count.Fishes.time;
import static org.reeflens.count.Fishes.tracks;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Box;
import org.reeflens.taxonomy.Taxon;

class CountBookTest {

  @Test
  void countsHitsFromBeforeTheConfirmationWhereTheyWere() {
    CountBook book = new CountBook();
    book.add(time(0), List.of());
    book.add(time(1), List.of());
    book.add(time(2), List.of(seen(1, 0, 0.4), seen(1, 1, 0.5), seen(1, 2, 0.9)));
    assertThat(numbers(book.allFish())).containsExactly(1, 1, 1);
  }

  @Test
  void keepsATrackInShort() {
    CountBook book = new CountBook();
    book.add(time(0), List.of());
    book.add(time(1), List.of(seen(1, 0, 0.25), seen(1, 1, 0.5)));
    book.add(time(2), List.of());
    book.add(time(3), List.of(seen(1, 3, 0.75)));
    assertThat(book.tracks())
        .containsExactly(
            new TrackRecord(
                1,
                time(0),
                time(3),
                3,
                0.5,
                Box.ofSize(100, 50, 30, 15),
                Box.ofSize(103, 50, 30, 15)));
  }

  @Test
  void aFishOfKnownGenusCountsForNoSpecies() {
    CountBook book = book(tracks(1, 2, 3), tracks(1, 2), tracks(3));
    List<CountSeries> series = book.byTaxon(track -> track == 2 ? GENUS : SPECIES);
    assertThat(series).extracting(CountSeries::taxon).containsExactly(SPECIES, GENUS);
    assertThat(numbers(series.get(0))).containsExactly(2, 1, 1);
    assertThat(numbers(series.get(1))).containsExactly(1, 1, 0);
  }

  @Test
  void countsAnyChoiceOfTracks() {
    CountBook book = book(tracks(1, 2, 3), tracks(1, 2), tracks(3));
    assertThat(numbers(book.series(GENUS, track -> track > 1))).containsExactly(2, 1, 1);
  }

  @Test
  void outgrowsItsFirstColumns() {
    CountBook book = new CountBook();
    for (int sample = 0; sample < 1000; sample++) {
      int s = sample;
      book.add(
          time(s), IntStream.rangeClosed(1, 20).mapToObj(track -> seen(track, s, 0.5)).toList());
    }
    assertThat(numbers(book.allFish())).hasSize(1000).containsOnly(20);
    assertThat(book.tracks()).hasSize(20).allMatch(track -> track.detections() == 1000);
  }

  @Test
  void anEmptyBookHasNothing() {
    assertThat(new CountBook().tracks()).isEmpty();
    assertThat(new CountBook().allFish().samples()).isZero();
    assertThat(new CountBook().byTaxon(track -> GENUS)).isEmpty();
  }

  @Test
  void refusesWhatNoTrackerTells() {
    CountBook book = book(tracks(1), tracks(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.add(time(1), List.of()))
        .withMessage("frames must come in order of time: 0.2 s after 0.2 s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.add(time(2), List.of(seen(2, 3, 0.5))))
        .withMessage("a point of sample 3, but 3 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.add(time(3), List.of(seen(1, 1, 0.5))))
        .withMessage("track 1 was at sample 1 before 1");
    assertThatNullPointerException()
        .isThrownBy(() -> book.byTaxon(new HashMap<Integer, Taxon>()::get))
        .withMessage("no name for track 1");
  }

  private static int[] numbers(CountSeries series) {
    return IntStream.range(0, series.samples()).map(series::n).toArray();
  }
}

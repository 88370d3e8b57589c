package org.reeflens.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reeflens.count.Period.WHOLE_DIVE;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Box;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.stats.HeldOutScores.Place;
import org.reeflens.stats.Interval;

class CountIntervalsTest {

  /** Finds everything and is always right. */
  private static final Place CLEAR =
      new Place("clear", 1_000_000, List.of(1_000_000, 1_000_000), List.of(0, 0));

  /** Finds half and is always right. */
  private static final Place MURKY =
      new Place("murky", 1_000_000, List.of(500_000, 500_000), List.of(0, 0));

  /** Finds everything, and half of what it says is wrong. */
  private static final Place WEEDY =
      new Place("weedy", 1_000_000, List.of(1_000_000, 1_000_000), List.of(1_000_000, 1_000_000));

  @Test
  void aDetectorThatDoesNotErrLeavesTheCountsAsTheyAre() {
    Bounds bounds = intervals(CLEAR).of(steady(4, 20), track -> true, WHOLE_DIVE).orElseThrow();
    assertThat(bounds).isEqualTo(new Bounds(new Interval(4, 4), new Interval(4, 4)));
  }

  /**
   * Failures before the fourth success of probability one half: at most 10 with 0.971, at most 11
   * with 0.982; none with 0.0625.
   */
  @Test
  void animalsMissedRaiseTheUpperEndAsTheNegativeBinomialSays() {
    Bounds bounds = intervals(MURKY).of(steady(4, 20), track -> true, WHOLE_DIVE).orElseThrow();
    assertThat(bounds.maxN().low()).isEqualTo(4);
    assertThat(bounds.maxN().high()).isBetween(13.0, 16.0);
    assertThat(bounds.meanCount().low()).isEqualTo(4);
    assertThat(bounds.meanCount().high()).isBetween(13.0, 16.0);
  }

  /** Of 20 tracks that are animals with one half, 6 to 14 are, with 0.959. */
  @Test
  void tracksThatAreNoAnimalsLowerTheLowerEnd() {
    Bounds bounds = intervals(WEEDY).of(steady(20, 10), track -> true, WHOLE_DIVE).orElseThrow();
    assertThat(bounds.maxN().low()).isBetween(5.0, 7.0);
    assertThat(bounds.maxN().high()).isBetween(13.0, 15.0);
  }

  @Test
  void aDiveMayBeLikeAnyOfThePlaces() {
    Bounds bounds =
        intervals(CLEAR, MURKY).of(steady(4, 20), track -> true, WHOLE_DIVE).orElseThrow();
    assertThat(bounds.maxN().low()).isEqualTo(4);
    assertThat(bounds.maxN().high()).isBetween(11.0, 15.0);
  }

  /**
   * A school of four that comes and goes with one chance in twenty a frame: counts a frame apart
   * are alike by 0.9, so the mean of 400 has a standard error of 0.44 and an interval of 1.7.
   */
  @Test
  void countsThatChangeOverTimeWidenTheIntervalOfTheMean() {
    CountBook comesAndGoes = new CountBook();
    SplittableRandom random = new SplittableRandom(4);
    boolean there = true;
    for (int s = 0; s < 400; s++) {
      int sample = s;
      there ^= random.nextInt(20) == 0;
      comesAndGoes.add(
          Fishes.time(s),
          IntStream.rangeClosed(1, there ? 4 : 0)
              .mapToObj(t -> Fishes.seen(t, sample, 0.5))
              .toList());
    }
    Interval mean =
        intervals(CLEAR).of(comesAndGoes, track -> true, WHOLE_DIVE).orElseThrow().meanCount();
    assertThat(mean.contains(2)).isTrue();
    assertThat(mean.high() - mean.low()).isBetween(0.8, 2.6);
  }

  @Test
  void whereNothingWasSeenThereIsNoInterval() {
    assertThat(intervals(MURKY).of(steady(4, 20), track -> false, WHOLE_DIVE)).isEmpty();
    assertThat(intervals(MURKY).of(steady(4, 20), track -> true, new Period(90, 91))).isEmpty();
    assertThat(intervals(MURKY).of(new CountBook(), track -> true, WHOLE_DIVE)).isEmpty();
  }

  /** Scenes drawn as the intervals suppose: of ten animals each is found with one half. */
  @Test
  void theIntervalHoldsWhatItPromisesWhereItsSuppositionsHold() {
    SplittableRandom random = new SplittableRandom(1);
    int scenes = 0;
    int held = 0;
    for (int i = 0; i < 200; i++) {
      int found = 0;
      int animals = 1 + random.nextInt(20);
      for (int a = 0; a < animals; a++) {
        found += random.nextBoolean() ? 1 : 0;
      }
      Optional<Bounds> bounds = intervals(MURKY).of(steady(found, 5), track -> true, WHOLE_DIVE);
      if (bounds.isPresent()) {
        scenes++;
        held += bounds.get().maxN().contains(animals) ? 1 : 0;
      }
    }
    assertThat((double) held / scenes).isBetween(0.92, 1.0);
  }

  @Test
  void aFrameIsCrowdedWhereManyTouchOrMuchIsCovered() {
    List<Box> apart = List.of(box(0), box(50), box(100));
    assertThat(Crowding.of(apart, apart, 400, 100)).isEqualTo(new Crowding(3, 0, 0.0075));
    assertThat(Crowding.of(apart, apart, 400, 100).saturated()).isFalse();
    List<Box> touching = List.of(box(0), box(5), box(100));
    assertThat(Crowding.of(touching, touching, 400, 100).touching()).isEqualTo(2.0 / 3);
    assertThat(Crowding.of(touching, touching, 400, 100).saturated()).isTrue();
    // Two that touch may be a pair; other taxa hide animals too.
    List<Box> pair = List.of(box(0), box(5));
    assertThat(Crowding.of(pair, pair, 400, 100).saturated()).isFalse();
    assertThat(Crowding.of(List.of(box(0)), pair, 400, 100).touching()).isEqualTo(1);
    List<Box> near = List.of(Box.ofSize(-0.5, -0.5, 300, 60));
    assertThat(Crowding.of(near, near, 400, 100)).isEqualTo(new Crowding(1, 0, 0.45));
    assertThat(Crowding.of(near, near, 400, 100).saturated()).isTrue();
  }

  private static Box box(double left) {
    return Box.ofSize(left, 20, 10, 10);
  }

  private static CountIntervals intervals(Place... places) {
    return new CountIntervals(
        new HeldOutScores("a test", List.of(0.1, 0.5), List.of(places)), 0.35);
  }

  /** So many animals in each of so many frames. */
  private static CountBook steady(int animals, int samples) {
    CountBook book = new CountBook();
    for (int s = 0; s < samples; s++) {
      int sample = s;
      book.add(
          Fishes.time(s),
          IntStream.rangeClosed(1, animals).mapToObj(t -> Fishes.seen(t, sample, 0.5)).toList());
    }
    return book;
  }
}

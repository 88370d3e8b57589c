package org.reeflens.count;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is told of counts beside the counts: how far off they may be, and whether the frame of MaxN
 * was too crowded to count.
 */
public final class CountChecks {
  private static final CountChecks NONE = new CountChecks(null, 0, 0);

  private final @Nullable CountIntervals intervals;
  private final int width;
  private final int height;

  /**
   * Checks of a dive.
   *
   * @param intervals reckons the intervals; null where nothing is known of the detector's errors
   * @param width width of the picture, pixels; 0 where it is not known, for no crowding
   * @param height height of the picture, pixels
   */
  public CountChecks(@Nullable CountIntervals intervals, int width, int height) {
    this.intervals = intervals;
    this.width = width;
    this.height = height;
  }

  /** No checks. */
  public static CountChecks none() {
    return NONE;
  }

  /** The intervals of the counts of some tracks in a period. */
  Optional<Bounds> bounds(CountBook book, IntPredicate members, Period period) {
    return Optional.ofNullable(intervals).flatMap(known -> known.of(book, members, period));
  }

  /** How crowded the frame of a MaxN is; empty where nothing was seen. */
  Optional<Crowding> crowding(CountBook book, IntPredicate members, MaxN maxN) {
    return width == 0 || maxN.n() == 0
        ? Optional.empty()
        : Optional.of(
            Crowding.of(
                book.boxes(maxN.sample(), members),
                book.boxes(maxN.sample(), track -> true),
                width,
                height));
  }
}

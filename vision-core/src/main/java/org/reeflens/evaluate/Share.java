package org.reeflens.evaluate;

import org.jspecify.annotations.Nullable;
import org.reeflens.stats.Interval;
import org.reeflens.stats.Wilson;

/**
 * A share of some cases with its 95 % Wilson interval.
 *
 * @param hits how many cases hit
 * @param n how many cases
 * @param share {@code hits / n}; null where there is no case
 * @param interval95 its interval; null where there is no case
 */
public record Share(int hits, int n, @Nullable Double share, @Nullable Interval interval95) {

  /** A share of some cases. */
  public static Share of(int hits, int n) {
    return n == 0
        ? new Share(0, 0, null, null)
        : new Share(hits, n, (double) hits / n, Wilson.interval95(hits, n));
  }
}

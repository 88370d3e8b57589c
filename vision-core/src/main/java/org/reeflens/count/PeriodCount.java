package org.reeflens.count;

import java.util.Optional;

/**
 * What was counted of one taxon in one of the periods of a dive, also where it is zero: a table of
 * periods is only complete with its zeros.
 *
 * @param maxN the most in one frame, 0 or more
 * @param meanCount the mean over all frames
 * @param firstArrival when the first was seen; empty if none was
 */
public record PeriodCount(MaxN maxN, MeanCount meanCount, Optional<FirstArrival> firstArrival) {

  /** The counts in a period; empty if no frame of it was analysed. */
  public static Optional<PeriodCount> of(CountSeries series, Period period) {
    return MaxN.of(series, period)
        .map(
            maxN ->
                new PeriodCount(
                    maxN,
                    MeanCount.of(series, period).orElseThrow(),
                    FirstArrival.of(series, period)));
  }
}

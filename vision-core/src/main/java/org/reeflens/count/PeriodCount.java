package org.reeflens.count;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What was counted of one taxon in one of the periods of a dive, also where it is zero: a table of
 * periods is only complete with its zeros.
 *
 * @param name what the period is called
 * @param maxN the most in one frame, 0 or more
 * @param meanCount the mean over all frames
 * @param firstArrival when the first was seen; empty if none was
 * @param bounds how far off the counts may be; empty if none was seen or nothing is known of the
 *     detector's errors
 * @param crowding how crowded the frame of MaxN is; empty if none was seen or it was not looked at
 */
public record PeriodCount(
    String name,
    MaxN maxN,
    MeanCount meanCount,
    Optional<FirstArrival> firstArrival,
    Optional<Bounds> bounds,
    Optional<Crowding> crowding) {

  /**
   * The counts in a period.
   *
   * @param book what was seen
   * @param series the numbers of the members
   * @param members which tracks are counted, by id
   * @param period where to count
   * @param checks what is told beside the counts
   * @return empty if no frame of the period was analysed
   */
  public static Optional<PeriodCount> of(
      CountBook book,
      CountSeries series,
      IntPredicate members,
      NamedPeriod period,
      CountChecks checks) {
    return MaxN.of(series, period.period())
        .map(
            maxN ->
                new PeriodCount(
                    period.name(),
                    maxN,
                    MeanCount.of(series, period.period()).orElseThrow(),
                    FirstArrival.of(series, period.period()),
                    checks.bounds(book, members, period.period()),
                    checks.crowding(book, members, maxN)));
  }
}

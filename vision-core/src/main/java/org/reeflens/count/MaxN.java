package org.reeflens.count;

import java.util.List;
import java.util.Optional;
import org.reeflens.frame.FrameTime;
import org.reeflens.taxonomy.Taxon;

/**
 * MaxN: the most individuals of one taxon in any single analysed frame of a period. Nobody is
 * counted twice, so it is a lower bound of how many there were; also known as MinCount and MaxNo.
 *
 * <p>Of frames with as many, the earliest. Frames are not added up, nor cameras; for a stereo pair
 * it is the left camera. Source: the field manual of benthic stereo-BRUVs (maximum number of
 * individuals of a species in one frame).
 *
 * @param taxon what is counted; for {@link CountSeries#ALL_FISH} it is the largest total in one
 *     frame, which may be less than the sum of the taxa's MaxN, since those need not fall in one
 *     frame
 * @param period where it was looked for
 * @param n the most in one frame, 0 or more
 * @param sample 0-based number of that frame among the analysed ones
 * @param time when that frame is shown
 */
public record MaxN(Taxon taxon, Period period, int n, int sample, FrameTime time) {

  /** MaxN in a period; empty if no frame of it was analysed. */
  public static Optional<MaxN> of(CountSeries series, Period period) {
    return series
        .within(period)
        .boxed()
        .reduce((best, sample) -> series.n(sample) > series.n(best) ? sample : best)
        .map(s -> new MaxN(series.taxon(), period, series.n(s), s, series.time(s)));
  }

  /** MaxN in each of some periods, such as the minutes of a dive; without those not analysed. */
  public static List<MaxN> ofEach(CountSeries series, List<Period> periods) {
    return periods.stream().flatMap(period -> of(series, period).stream()).toList();
  }
}

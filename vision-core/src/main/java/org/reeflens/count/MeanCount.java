package org.reeflens.count;

import java.util.Optional;
import org.reeflens.taxonomy.Taxon;

/**
 * MeanCount: the mean number of individuals of one taxon over the analysed frames of a period,
 * frames with none included. It does not saturate as MaxN does when more fish pass than fit into
 * the view, but needs frames at regular times.
 *
 * @param taxon what is counted
 * @param period where it was counted
 * @param mean individuals a frame, 0 or more
 * @param frames frames it is the mean of, 1 or more
 */
public record MeanCount(Taxon taxon, Period period, double mean, int frames) {

  /** MeanCount in a period; empty if no frame of it was analysed. */
  public static Optional<MeanCount> of(CountSeries series, Period period) {
    int frames = (int) series.within(period).count();
    if (frames == 0) {
      return Optional.empty();
    }
    // A sum of whole numbers is exact; the mean is rounded once.
    long sum = series.within(period).mapToLong(series::n).sum();
    return Optional.of(new MeanCount(series.taxon(), period, (double) sum / frames, frames));
  }
}

package org.reeflens.count;

import java.util.Optional;
import org.reeflens.frame.FrameTime;
import org.reeflens.taxonomy.Taxon;

/**
 * Time of first arrival (T1st): from the start of a period, which should be when the camera reached
 * the seabed, to the first frame in which one of a taxon is seen. Alone it says next to nothing
 * about abundance (Farnsworth et al. 2007: "extremely uncertain").
 *
 * @param taxon what is looked for
 * @param period where; time runs from its start
 * @param sample 0-based number of the frame among the analysed ones
 * @param time when the frame is shown
 */
public record FirstArrival(Taxon taxon, Period period, int sample, FrameTime time) {

  /** The first arrival in a period; empty if none came. */
  public static Optional<FirstArrival> of(CountSeries series, Period period) {
    return series
        .within(period)
        .filter(sample -> series.n(sample) > 0)
        .boxed()
        .findFirst()
        .map(sample -> new FirstArrival(series.taxon(), period, sample, series.time(sample)));
  }

  /** From the start of the period to the arrival, seconds. */
  public double afterSeconds() {
    return time.seconds() - period.fromSeconds();
  }
}

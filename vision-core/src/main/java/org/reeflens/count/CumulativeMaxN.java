package org.reeflens.count;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.taxonomy.Taxon;

/**
 * Cumulative MaxN: the MaxN of a taxon from the start of a period up to each time in it. It never
 * falls, rises where a frame holds more than all before, and ends as the MaxN of the period. A
 * curve that still rises at the end says that the recording was too short. Told by its steps, as
 * EventMeasure's table of the same name is by points; that program's formula was not seen.
 *
 * @param taxon what is counted
 * @param period from when to when
 * @param steps the frames in which it rises, in order of time, each as the MaxN from the start of
 *     the period up to that frame; empty if none of the taxon was seen
 */
public record CumulativeMaxN(Taxon taxon, Period period, List<MaxN> steps) {

  /** Copies the steps. */
  public CumulativeMaxN {
    steps = List.copyOf(steps);
  }

  /** The curve in a period. */
  public static CumulativeMaxN of(CountSeries series, Period period) {
    List<MaxN> steps = new ArrayList<>();
    int most = 0;
    for (int sample : series.within(period).toArray()) {
      if (series.n(sample) > most) {
        most = series.n(sample);
        steps.add(new MaxN(series.taxon(), period, most, sample, series.time(sample)));
      }
    }
    return new CumulativeMaxN(series.taxon(), period, steps);
  }

  /**
   * The MaxN from the start of the period up to a time, that time included.
   *
   * @param seconds dive time, seconds
   * @return 0 or more
   */
  public int at(double seconds) {
    int n = 0;
    for (MaxN step : steps) {
      if (step.time().seconds() <= seconds) {
        n = step.n();
      }
    }
    return n;
  }
}

package org.reeflens.count;

import java.util.List;
import java.util.stream.IntStream;
import org.reeflens.frame.FrameTime;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

/**
 * How many individuals of a taxon were seen in each analysed frame: n(t), the observed boxes of
 * confirmed tracks, their hits before confirmation included, predicted boxes not. Frames in which
 * none was seen are there with 0.
 */
public final class CountSeries {

  /** The name of the row of all fish together. It is no sum of the other rows. */
  public static final Taxon ALL_FISH = new Taxon("(all fish)", Rank.UNRANKED, null, null);

  private final Taxon taxon;
  private final List<FrameTime> times;
  private final int[] n;

  CountSeries(Taxon taxon, List<FrameTime> times, int[] n) {
    this.taxon = taxon;
    this.times = List.copyOf(times);
    this.n = n;
  }

  /** What is counted. */
  public Taxon taxon() {
    return taxon;
  }

  /** How many frames were analysed. */
  public int samples() {
    return n.length;
  }

  /**
   * When an analysed frame is shown.
   *
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public FrameTime time(int sample) {
    return times.get(sample);
  }

  /**
   * How many were seen in an analysed frame.
   *
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public int n(int sample) {
    return n[sample];
  }

  /** The samples that lie in a period, in order of time. */
  IntStream within(Period period) {
    return within(times, period);
  }

  /** The places of the times that lie in a period; the times rise. */
  static IntStream within(List<FrameTime> times, Period period) {
    int from = firstFrom(times, period.fromSeconds());
    return IntStream.range(from, Math.max(from, firstFrom(times, period.toSeconds())));
  }

  /** The first sample shown at a dive time or later; the number of samples if there is none. */
  private static int firstFrom(List<FrameTime> times, double seconds) {
    int low = 0;
    int high = times.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times.get(middle).seconds() < seconds) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

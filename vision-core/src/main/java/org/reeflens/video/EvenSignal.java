package org.reeflens.video;

import java.util.Arrays;

/**
 * A signal at even times, without what changes slowly and without what is faster than the frames
 * can tell.
 */
final class EvenSignal {

  /** What changes over so long a time, s, tells little of the moment. A guess. */
  private static final double SLOW = 2;

  /** Smoothing, frames: between two frames a smooth signal can be read exactly enough. */
  private static final double SMOOTH_FRAMES = 1.2;

  private final double from;
  private final double step;
  private final double[] values;

  /**
   * @param seconds rising times
   * @param raw a value at each, two or more
   * @param step time from value to value, s
   */
  EvenSignal(double[] seconds, double[] raw, double step) {
    this.from = seconds[0];
    this.step = step;
    int count = (int) Math.floor((seconds[seconds.length - 1] - from) / step) + 1;
    double[] even = new double[count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      double time = from + i * step;
      while (at + 2 < seconds.length && seconds[at + 1] < time) {
        at++;
      }
      double share = (time - seconds[at]) / (seconds[at + 1] - seconds[at]);
      even[i] = raw[at] + Math.max(0, Math.min(1, share)) * (raw[at + 1] - raw[at]);
    }
    double frame = (seconds[seconds.length - 1] - from) / (seconds.length - 1);
    double[] smooth = mean(mean(even, boxOf(frame)), boxOf(frame));
    double[] slow = mean(smooth, (int) Math.round(SLOW / step / 2));
    for (int i = 0; i < count; i++) {
      smooth[i] -= slow[i];
    }
    this.values = limited(smooth);
  }

  /** Half the width of a box that, twice, smooths by so many frames. */
  private int boxOf(double frame) {
    return (int) Math.round(SMOOTH_FRAMES * frame * Math.sqrt(1.5) / step);
  }

  private static double[] mean(double[] values, int half) {
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    double[] means = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int low = Math.max(0, i - half);
      int high = Math.min(values.length, i + half + 1);
      means[i] = (sums[high] - sums[low]) / (high - low);
    }
    return means;
  }

  /** A flash may tell more than all the rest, but a broken frame not everything. */
  private static double[] limited(double[] values) {
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double limit = 40 * sizes[sizes.length / 2];
    return limit > 0
        ? Arrays.stream(values).map(v -> Math.max(-limit, Math.min(limit, v))).toArray()
        : values;
  }

  double from() {
    return from;
  }

  double to() {
    return from + (values.length - 1) * step;
  }

  private double at(double seconds) {
    double place = Math.max(0, Math.min(values.length - 1, (seconds - from) / step));
    int low = (int) Math.min(values.length - 2, Math.floor(place));
    return values[low] + (place - low) * (values[low + 1] - values[low]);
  }

  /**
   * Correlation of this signal with another one that comes later by an offset.
   *
   * @param other the other
   * @param offset what to add to a time of this one to find the same in the other, s
   * @param begin where to begin, s of this signal
   * @param end where to end, s of this signal
   * @param least least overlap, s
   * @return -1 to 1; 0 where they overlap less, or one does not change
   */
  double correlation(EvenSignal other, double offset, double begin, double end, double least) {
    double low = Math.max(begin, Math.max(from, other.from - offset));
    double high = Math.min(end, Math.min(to(), other.to() - offset));
    if (high - low < least) {
      return 0;
    }
    double own = 0;
    double others = 0;
    double ownSquares = 0;
    double othersSquares = 0;
    double both = 0;
    int n = 0;
    int first = (int) Math.ceil((low - from) / step - 1e-9);
    int last = (int) Math.floor((high - from) / step + 1e-9);
    for (int i = first; i <= last; i++) {
      double a = values[i];
      double b = other.at(from + i * step + offset);
      own += a;
      others += b;
      ownSquares += a * a;
      othersSquares += b * b;
      both += a * b;
      n++;
    }
    double spread = (ownSquares - own * own / n) * (othersSquares - others * others / n);
    return spread > 1e-18 ? (both - own * others / n) / Math.sqrt(spread) : 0;
  }
}

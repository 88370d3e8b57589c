package org.reeflens.video;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.FrameTime;

/** Which frames of a dive to read. Immutable; {@link #between} gives a changed copy. */
public final class FrameSelection {
  private final double rate;
  private final long fromMicros;
  private final long toMicros;
  private final @Nullable List<FrameTime> exact;

  private FrameSelection(
      double rate, long fromMicros, long toMicros, @Nullable List<FrameTime> exact) {
    this.rate = rate;
    this.fromMicros = fromMicros;
    this.toMicros = toMicros;
    this.exact = exact;
  }

  /** Every frame. */
  public static FrameSelection all() {
    return new FrameSelection(Double.POSITIVE_INFINITY, 0, Long.MAX_VALUE, null);
  }

  /**
   * So many frames per second of dive time. Time is divided into slots of {@code 1 / rate} seconds
   * from the beginning of the dive, and the first frame of each slot is taken. A slot begins a
   * tenth of its length early, so that a video at that very rate keeps all its frames though their
   * times jitter.
   *
   * @param rate frames per second, above 0
   * @throws IllegalArgumentException if the rate is not a finite number above 0
   */
  public static FrameSelection perSecond(double rate) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("frames per second must be above 0: " + rate);
    }
    return new FrameSelection(rate, 0, Long.MAX_VALUE, null);
  }

  /** Exactly these frames of the same dive, in the order of their times, each one once. */
  public static FrameSelection exactly(Collection<FrameTime> frames) {
    List<FrameTime> sorted = frames.stream().distinct().sorted().toList();
    return new FrameSelection(Double.POSITIVE_INFINITY, 0, Long.MAX_VALUE, sorted);
  }

  /**
   * Of this selection, what lies in a span of dive time.
   *
   * @param fromSeconds where it begins, included, 0 or more
   * @param toSeconds where it ends, not included; may be infinite
   * @throws IllegalArgumentException if the span is empty or begins before 0
   */
  public FrameSelection between(double fromSeconds, double toSeconds) {
    if (!(fromSeconds >= 0) || !(toSeconds > fromSeconds)) {
      throw new IllegalArgumentException(
          "not a span of dive time: " + fromSeconds + " to " + toSeconds + " s");
    }
    return new FrameSelection(
        rate, Math.round(fromSeconds * 1e6), Math.round(toSeconds * 1e6), exact);
  }

  /** Throws if a frame asked for by name is none of the dive's. */
  void checkAgainst(Dive dive) {
    if (exact != null) {
      for (FrameTime frame : exact) {
        if (frame.chapter() >= dive.chapters().size()
            || frame.index() >= dive.chapters().get(frame.chapter()).frames()
            || !dive.time(frame.chapter(), frame.index()).equals(frame)) {
          throw new IllegalArgumentException("not a frame of this dive: " + frame);
        }
      }
    }
  }

  Sampler sampler() {
    return exact != null ? new ExactSampler(exact) : new RateSampler();
  }

  /** Decides on the frames of a dive, shown to it in the order of their times. */
  abstract class Sampler {

    /** Whether to take a frame. */
    final boolean takes(FrameTime time) {
      return time.diveMicros() >= fromMicros && time.diveMicros() < toMicros && chooses(time);
    }

    abstract boolean chooses(FrameTime time);

    /** Another sampler in the same state. */
    abstract Sampler copy();

    /**
     * The frames of a chapter that will be taken if all can be decoded.
     *
     * @param frames how many the chapter has
     * @param times its frames by index
     * @return their indexes
     */
    final BitSet plan(int frames, IntFunction<FrameTime> times) {
      Sampler ahead = copy();
      BitSet taken = new BitSet(frames);
      for (int i = 0; i < frames; i++) {
        taken.set(i, ahead.takes(times.apply(i)));
      }
      return taken;
    }

    /** No frame before this dive time will be taken any more. */
    abstract long notBefore();

    /** Whether frames in the span of dive time from here to there may be taken. */
    boolean wants(long here, long there) {
      return Math.max(here, fromMicros) < Math.min(there, toMicros);
    }
  }

  private final class RateSampler extends Sampler {
    private static final double EARLY = 0.1;
    private double lastSlot = -1;

    @Override
    Sampler copy() {
      RateSampler other = new RateSampler();
      other.lastSlot = lastSlot;
      return other;
    }

    @Override
    boolean chooses(FrameTime time) {
      if (Double.isInfinite(rate)) {
        return true;
      }
      double slot = Math.floor(time.diveMicros() / 1e6 * rate + EARLY);
      if (slot <= lastSlot) {
        return false;
      }
      lastSlot = slot;
      return true;
    }

    @Override
    long notBefore() {
      // One microsecond less, because the decision is made on rounded numbers.
      long slot =
          Double.isInfinite(rate) ? 0 : (long) Math.floor((lastSlot + 1 - EARLY) / rate * 1e6) - 1;
      return Math.max(fromMicros, slot);
    }
  }

  private final class ExactSampler extends Sampler {
    private final List<FrameTime> frames;
    private int next;

    ExactSampler(List<FrameTime> frames) {
      this.frames =
          frames.stream()
              .filter(f -> f.diveMicros() >= fromMicros && f.diveMicros() < toMicros)
              .toList();
    }

    @Override
    Sampler copy() {
      ExactSampler other = new ExactSampler(frames);
      other.next = next;
      return other;
    }

    @Override
    boolean chooses(FrameTime time) {
      while (next < frames.size() && frames.get(next).compareTo(time) < 0) {
        next++; // It could not be decoded.
      }
      if (next < frames.size() && frames.get(next).equals(time)) {
        next++;
        return true;
      }
      return false;
    }

    @Override
    long notBefore() {
      return next < frames.size() ? frames.get(next).diveMicros() : Long.MAX_VALUE;
    }

    @Override
    boolean wants(long here, long there) {
      return notBefore() < there;
    }
  }
}

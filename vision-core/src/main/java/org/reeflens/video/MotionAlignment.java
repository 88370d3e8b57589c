package org.reeflens.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds how the clocks of two cameras stand to each other from what both saw change: fish, waves of
 * light, a flash. The signals are correlated at every offset; the highest peak counts if it stands
 * out, and blocks of the recording aligned each for itself tell its error.
 */
public final class MotionAlignment {

  /** Cameras of a rig are started so far apart at most, s. A guess. */
  public static final double SEARCH_SECONDS = 60;

  /** So much of the beginning is looked at, s: every frame of it is decoded. */
  private static final double BEGINNING = 150;

  /** So much of the end of a long dive is looked at for the drift, s. */
  private static final double ENDING = 60;

  /** Dives shorter than this, s, drift by less than can be told. */
  private static final double LONG = 600;

  /** Least overlap of the two signals, s. */
  private static final double LEAST_OVERLAP = 3;

  private static final double COARSE_STEP = 0.04;
  private static final double FINE_STEP = 0.005;

  /** Peaks nearer than this are the same peak, s. */
  private static final double SAME_PEAK = 0.5;

  /** The peak must be so many standard deviations of all offsets above their mean. A guess. */
  private static final double LEAST_PEAK = 6;

  /** Blocks whose own peak is lower than this do not tell the time. A guess. */
  private static final double LEAST_BLOCK = 0.3;

  /** No alignment of frames is better than this, s. */
  private static final double LEAST_ERROR = 0.0005;

  private record Peak(double offset, double height) {}

  private record Block(double seconds, double offset) {}

  private final Dive left;
  private final Dive right;

  private MotionAlignment(Dive left, Dive right) {
    this.left = left;
    this.right = right;
  }

  /**
   * Aligns two recordings of one dive.
   *
   * @throws VideoException if no offset stands out from the others
   * @throws InterruptedException if interrupted while it reads
   */
  public static Synchronisation of(Dive left, Dive right) throws InterruptedException {
    if (left.isPhotos() || right.isPhotos()) {
      throw new VideoException("Photos cannot be aligned by motion; a stereo dive needs videos.");
    }
    return new MotionAlignment(left, right).align();
  }

  private Synchronisation align() throws InterruptedException {
    MotionSignal early = MotionSignal.of(left, 0, BEGINNING);
    MotionSignal earlyRight = MotionSignal.of(right, 0, BEGINNING);
    if (Math.min(early.length(), earlyRight.length()) < LEAST_OVERLAP) {
      throw refused("they are shorter than %.0f s", LEAST_OVERLAP);
    }
    Signals coarse = new Signals(early, earlyRight, COARSE_STEP);
    double least = Math.max(LEAST_OVERLAP, 0.25 * Math.min(early.length(), earlyRight.length()));
    List<Peak> all = new ArrayList<>();
    for (double offset = -SEARCH_SECONDS; offset <= SEARCH_SECONDS; offset += COARSE_STEP) {
      all.add(new Peak(offset, coarse.correlation(offset, 0, BEGINNING, least)));
    }
    Peak best = highest(all);
    Peak second =
        highest(
            all.stream().filter(p -> Math.abs(p.offset() - best.offset()) > SAME_PEAK).toList());
    double sigmas = sigmas(all, best);
    if (!(sigmas >= LEAST_PEAK)) {
      throw refused("the best offset, %.2f s, hardly stands out from the others", best.offset());
    }
    double confidence = Math.max(0, Math.min(1, 1 - Math.max(0, second.height()) / best.height()));

    Signals fine = new Signals(early, earlyRight, FINE_STEP);
    double offset = refined(fine, best.offset(), 0, BEGINNING, least).offset();
    List<Block> blocks = blocks(fine, offset, early.seconds()[0], early.length());
    double error = standardError(blocks);
    double drift = 0;
    double duration = left.durationMicros() / 1e6;
    if (duration > LONG) {
      double from = duration - ENDING;
      Signals late =
          new Signals(
              MotionSignal.of(left, from, duration),
              MotionSignal.of(right, from + offset - 2, duration + offset + 2),
              FINE_STEP);
      // The right signal of the end is in the right recording's own time, like that of the start.
      List<Block> ending = blocks(late, offset, from, ENDING);
      if (ending.size() >= 2) {
        double apart = mean(ending, true) - mean(blocks, true);
        double slope = (mean(ending, false) - mean(blocks, false)) / apart;
        if (Math.abs(slope * apart) > 3 * Math.hypot(error, standardError(ending))) {
          drift = slope;
          offset = mean(blocks, false) - drift * mean(blocks, true);
        }
      }
    }
    return new Synchronisation(
        offset,
        drift,
        Math.max(LEAST_ERROR, error),
        confidence,
        String.format(Locale.ROOT, "motion, peak %.2f, %.0f sigma", best.height(), sigmas));
  }

  private VideoException refused(String why, double number) {
    return new VideoException(
        String.format(
            Locale.ROOT,
            "%s and %s could not be aligned by what moves in them: "
                + why
                + ". Give the offset with --sync-offset, or one moment of both with --sync-at.",
            left.chapters().get(0).path(),
            right.chapters().get(0).path(),
            number));
  }

  private static Peak highest(List<Peak> peaks) {
    Peak best = new Peak(0, 0);
    for (Peak peak : peaks) {
      if (peak.height() > best.height()) {
        best = peak;
      }
    }
    return best;
  }

  /** How far a peak stands out from all offsets that are not near it, in their deviations. */
  private static double sigmas(List<Peak> all, Peak best) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (Peak peak : all) {
      if (peak.height() != 0 && Math.abs(peak.offset() - best.offset()) > SAME_PEAK) {
        sum += peak.height();
        squares += peak.height() * peak.height();
        n++;
      }
    }
    if (n < 2) {
      return 0;
    }
    double mean = sum / n;
    return (best.height() - mean) / Math.sqrt(Math.max(1e-12, squares / n - mean * mean));
  }

  /** The offsets of pieces of the recording, each for itself. */
  private static List<Block> blocks(Signals signals, double offset, double from, double length) {
    int count = (int) Math.max(3, Math.min(12, Math.floor(length / 2.5)));
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double begin = from + i * length / count;
      double end = begin + length / count;
      Peak peak = refined(signals, offset, begin, end, 0.8 * length / count);
      if (peak.height() >= LEAST_BLOCK && Math.abs(peak.offset() - offset) < 0.1) {
        blocks.add(new Block((begin + end) / 2, peak.offset()));
      }
    }
    return blocks;
  }

  /** The top near an offset, between the steps by the parabola through the three highest. */
  private static Peak refined(
      Signals signals, double near, double begin, double end, double least) {
    double best = near;
    double height = Double.NEGATIVE_INFINITY;
    for (double offset = near - 0.12; offset <= near + 0.12; offset += FINE_STEP) {
      double r = signals.correlation(offset, begin, end, least);
      if (r > height) {
        height = r;
        best = offset;
      }
    }
    double before = signals.correlation(best - 2 * FINE_STEP, begin, end, least);
    double after = signals.correlation(best + 2 * FINE_STEP, begin, end, least);
    double bend = before - 2 * height + after;
    double shift = bend < 0 ? (before - after) / (2 * bend) : 0;
    return new Peak(best + 2 * FINE_STEP * Math.max(-1, Math.min(1, shift)), height);
  }

  private static double mean(List<Block> blocks, boolean ofTimes) {
    return blocks.stream().mapToDouble(b -> ofTimes ? b.seconds() : b.offset()).average().orElse(0);
  }

  /** Of the mean over blocks; with fewer than two that tell the time, that of a coarse step. */
  private static double standardError(List<Block> blocks) {
    if (blocks.size() < 2) {
      return COARSE_STEP / 2;
    }
    double mean = mean(blocks, false);
    double squares = blocks.stream().mapToDouble(b -> Math.pow(b.offset() - mean, 2)).sum();
    return Math.sqrt(squares / (blocks.size() - 1) / blocks.size());
  }

  /** Both signals of both cameras. */
  private static final class Signals {
    private final EvenSignal leftMotion;
    private final EvenSignal leftLight;
    private final EvenSignal rightMotion;
    private final EvenSignal rightLight;

    Signals(MotionSignal left, MotionSignal right, double step) {
      leftMotion = new EvenSignal(left.seconds(), left.motion(), step);
      leftLight = new EvenSignal(left.seconds(), left.light(), step);
      rightMotion = new EvenSignal(right.seconds(), right.motion(), step);
      rightLight = new EvenSignal(right.seconds(), right.light(), step);
    }

    double correlation(double offset, double begin, double end, double least) {
      return (leftMotion.correlation(rightMotion, offset, begin, end, least)
              + leftLight.correlation(rightLight, offset, begin, end, least))
          / 2;
    }
  }
}

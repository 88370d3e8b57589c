package org.reeflens.video;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.image.GreyPicture;
import org.reeflens.image.GreyScaler;

/**
 * How much a recording changes from frame to frame: by things that move, and by its light, which
 * flickers with the waves and with flashes. Two cameras that look at one reef see the same at the
 * same time.
 *
 * @param seconds dive times between frames, rising
 * @param motion logarithm of the mean change of pixels beyond that of the light, at each
 * @param light change of the mean brightness a second, at each
 */
@SuppressWarnings("ArrayRecordComponent") // Only read, and only here.
record MotionSignal(double[] seconds, double[] motion, double[] light) {

  /** Longest side of the pictures that are compared, pixels; coarse, so that noise averages out. */
  private static final int SIDE = 64;

  /** Least change that is told from none, grey levels. */
  private static final double LEAST = 0.02;

  /** Reads every frame of a part of a dive. */
  static MotionSignal of(Dive dive, double fromSeconds, double toSeconds)
      throws InterruptedException {
    List<double[]> rows = new ArrayList<>();
    GreyScaler scaler = new GreyScaler(SIDE);
    FrameSelection part =
        FrameSelection.all().between(Math.max(0, fromSeconds), Math.max(0.001, toSeconds));
    try (VideoReader reader = dive.open(part, new FramePool(1))) {
      GreyPicture before = null;
      double then = 0;
      Frame next;
      while ((next = reader.next()) != null) {
        try (Frame frame = next) {
          GreyPicture now = scaler.copy(frame);
          double time = frame.time().seconds();
          if (before != null && sameSize(before, now)) {
            rows.add(change(before, now, then, time));
          }
          before = now;
          then = time;
        }
      }
    }
    return new MotionSignal(column(rows, 0), column(rows, 1), column(rows, 2));
  }

  private static boolean sameSize(GreyPicture before, GreyPicture now) {
    return before.width() == now.width() && before.height() == now.height();
  }

  private static double[] change(GreyPicture before, GreyPicture now, double then, double time) {
    int pixels = now.values().length;
    double sum = 0;
    for (int i = 0; i < pixels; i++) {
      sum += (now.values()[i] & 0xff) - (before.values()[i] & 0xff);
    }
    double light = sum / pixels;
    double moved = 0;
    for (int i = 0; i < pixels; i++) {
      moved += Math.abs((now.values()[i] & 0xff) - (before.values()[i] & 0xff) - light);
    }
    return new double[] {
      (then + time) / 2, Math.log(LEAST + moved / pixels), light / Math.max(1e-6, time - then)
    };
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  /** Seconds from the first change to the last; 0 if there are less than two. */
  double length() {
    return seconds.length < 2 ? 0 : seconds[seconds.length - 1] - seconds[0];
  }
}

package org.reeflens.video;

import java.util.Locale;
import java.util.Optional;
import org.reeflens.frame.FrameTime;

/**
 * A dive that two cameras recorded, each in chapters of its own lengths.
 *
 * @param left the left camera's recording, whose time is the dive's
 * @param right the right camera's recording
 * @param sync how their clocks stand to each other
 */
public record StereoDive(Dive left, Dive right, Synchronisation sync) {

  /**
   * Checks that the two overlap.
   *
   * @throws VideoException if they share no time, or one is of photos
   */
  public StereoDive {
    if (left.isPhotos() || right.isPhotos()) {
      throw new VideoException(
          "A stereo dive needs a video of each camera; measure photos with './reeflens measure'.");
    }
    double begin = sync.rightSeconds(0);
    double end = sync.rightSeconds(left.durationMicros() / 1e6);
    if (end <= 0 || begin >= right.durationMicros() / 1e6) {
      throw new VideoException(
          String.format(
              Locale.ROOT,
              "With an offset of %.3f s the left recording of %.1f s and the right one of %.1f s"
                  + " share no time; look at the offset and its sign.",
              sync.offsetSeconds(),
              left.durationMicros() / 1e6,
              right.durationMicros() / 1e6));
    }
  }

  /**
   * Two frames of about one moment.
   *
   * @param left the left frame
   * @param right the right frame that is shown nearest to it
   * @param lagSeconds how much later than the left one the right frame was taken, by the clocks, s
   */
  public record Pair(FrameTime left, FrameTime right, double lagSeconds) {}

  /**
   * The right frame nearest to a left one; empty where the right camera did not record, or lost
   * frames.
   */
  public Optional<Pair> pair(FrameTime leftFrame) {
    double wanted = sync.rightSeconds(leftFrame.seconds());
    FrameTime nearest = right.nearest(wanted);
    double lag = nearest.seconds() - wanted;
    return Math.abs(lag) <= 0.75 * Synchronisation.frameSeconds(right)
        ? Optional.of(new Pair(leftFrame, nearest, lag))
        : Optional.empty();
  }
}

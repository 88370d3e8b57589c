package org.reeflens.pipeline;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.Period;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.video.DecodeReport;

/** What an analysis reads: a dive, or a stream as it comes. */
interface Recording {

  /** Whether these are photos, each for itself. */
  boolean isPhotos();

  /** Whether it comes as it happens, so that it cannot be read a second time. */
  boolean isLive();

  /** Width of its pictures, pixels. */
  int width();

  /** Height of its pictures, pixels. */
  int height();

  /** How long it lasts, microseconds; {@link Long#MAX_VALUE} where nobody knows yet. */
  long durationMicros();

  /** What a chapter is called. */
  String name(int chapter);

  /**
   * Begins to read frames.
   *
   * @param samplesPerSecond frames wanted for each second, by time
   * @param period where frames are wanted
   * @param pool where each takes its lease
   */
  Reader open(double samplesPerSecond, Period period, FramePool pool);

  /** A way through the frames, in the order of their times. */
  interface Reader extends AutoCloseable {

    /** The next frame, whose owner is the caller; null at the end. */
    @Nullable Frame next() throws InterruptedException;

    /** Dive time up to which there was something to read, seconds; known when nothing is left. */
    double endSeconds();

    /** For provenance: what a person should know beside the report. */
    default Map<String, String> settings() {
      return Map.of();
    }

    /** What has been met so far. */
    DecodeReport report();

    @Override
    void close();
  }
}

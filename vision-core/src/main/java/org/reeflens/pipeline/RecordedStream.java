package org.reeflens.pipeline;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.Period;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.video.DecodeReport;
import org.reeflens.video.LiveStream;

/** A stream as it comes; its frames can be had once. It stays the caller's, who closes it. */
record RecordedStream(LiveStream stream) implements Recording {

  @Override
  public boolean isPhotos() {
    return false;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public int width() {
    return stream.width();
  }

  @Override
  public int height() {
    return stream.height();
  }

  @Override
  public long durationMicros() {
    return Long.MAX_VALUE;
  }

  @Override
  public String name(int chapter) {
    return stream.name();
  }

  @Override
  public Reader open(double samplesPerSecond, Period period, FramePool pool) {
    return new Reader() {
      @Override
      public @Nullable Frame next() throws InterruptedException {
        return stream.next(pool, period.toSeconds());
      }

      @Override
      public double endSeconds() {
        return stream.isOver() ? stream.seconds() : period.toSeconds();
      }

      @Override
      public Map<String, String> settings() {
        return Map.of(
            "stream",
            stream.name(),
            "samplesDropped",
            Integer.toString(stream.dropped()),
            "connections",
            Integer.toString(stream.connections()));
      }

      @Override
      public DecodeReport report() {
        return stream.report();
      }

      @Override
      public void close() {
        // Another analysis may go on where this one ended.
      }
    };
  }
}

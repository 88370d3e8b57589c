package org.reeflens.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.Period;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.video.DecodeReport;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** Files, which can be read again and again. */
record RecordedDive(Dive dive, @Nullable List<FrameTime> chosen) implements Recording {

  /** A dive whose frames are chosen by time. */
  RecordedDive(Dive dive) {
    this(dive, null);
  }

  @Override
  public boolean isPhotos() {
    return dive.isPhotos();
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public int width() {
    return dive.width();
  }

  @Override
  public int height() {
    return dive.height();
  }

  @Override
  public long durationMicros() {
    return dive.durationMicros();
  }

  @Override
  public String name(int chapter) {
    return dive.chapters().get(chapter).path().getFileName().toString();
  }

  @Override
  public Reader open(double samplesPerSecond, Period period, FramePool pool) {
    FrameSelection selection =
        chosen == null
            ? FrameSelection.perSecond(samplesPerSecond)
            : FrameSelection.exactly(chosen);
    VideoReader reader =
        dive.open(selection.between(period.fromSeconds(), period.toSeconds()), pool);
    return new Reader() {
      @Override
      public @Nullable Frame next() throws InterruptedException {
        return reader.next();
      }

      @Override
      public double endSeconds() {
        return period.toSeconds();
      }

      @Override
      public DecodeReport report() {
        return reader.report();
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}

package org.reeflens.pipeline;

import org.jspecify.annotations.Nullable;
import org.reeflens.count.Period;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.video.DecodeReport;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** Files, which can be read again and again. */
record RecordedDive(Dive dive) implements Recording {

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
        FrameSelection.perSecond(samplesPerSecond)
            .between(period.fromSeconds(), period.toSeconds());
    VideoReader reader = dive.open(selection, pool);
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

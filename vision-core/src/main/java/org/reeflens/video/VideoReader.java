package org.reeflens.video;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;

/**
 * Reads the selected frames of a dive in the order of their times. Pictures are decoded one after
 * the other where they lie close together, and stretches that nobody asked for are skipped. For one
 * thread; the frames may be used and closed on others, also after the reader is closed.
 */
public final class VideoReader implements AutoCloseable {
  private final Dive dive;
  private final List<Footage> footage;
  private final FrameSelection.Sampler sampler;
  private final FramePool pool;
  private final int threads;
  private final List<ChapterReport> reports;
  private int chapter;
  private long reached;
  private Footage.@Nullable Cursor cursor;
  private boolean open = true;

  VideoReader(
      Dive dive,
      List<Footage> footage,
      FrameSelection.Sampler sampler,
      FramePool pool,
      int threads) {
    this.dive = dive;
    this.footage = footage;
    this.sampler = sampler;
    this.pool = pool;
    this.threads = threads;
    reports = new ArrayList<>(footage.stream().map(Footage::report).toList());
  }

  /**
   * Reads the next frame; waits while the pool is empty.
   *
   * @return a frame that the caller closes, or null at the end
   * @throws InterruptedException if interrupted while it waits; the frame is then skipped
   * @throws VideoException if a chapter cannot be read any more
   * @throws IllegalStateException if the reader is closed
   */
  public @Nullable Frame next() throws InterruptedException {
    if (!open) {
      throw new IllegalStateException("the reader is closed");
    }
    try {
      for (; chapter < footage.size(); chapter++) {
        Frame frame = nextInChapter();
        if (frame != null) {
          return frame;
        }
        endChapter();
      }
      return null;
    } catch (IOException e) {
      throw Dive.wrap(e);
    }
  }

  private @Nullable Frame nextInChapter() throws IOException, InterruptedException {
    Chapter part = dive.chapters().get(chapter);
    long end = part.offsetMicros() + part.durationMicros();
    reached = Math.max(reached, part.offsetMicros());
    while (sampler.wants(reached, Math.max(end, reached + 1))) {
      Footage.Cursor frames = cursor;
      if (frames == null) {
        frames = footage.get(chapter).open(threads);
        cursor = frames;
        frames.want(sampler.plan(part.frames(), i -> dive.time(chapter, i)));
      }
      int wanted = footage.get(chapter).firstAtOrAfter(sampler.notBefore() - part.offsetMicros());
      frames.skipTo(Math.min(wanted, part.frames() - 1));
      if (!frames.next()) {
        return null;
      }
      FrameTime time = dive.time(chapter, frames.index());
      reached = time.diveMicros();
      if (sampler.takes(time)) {
        return frames.take(time, pool.lease());
      }
    }
    return null;
  }

  private void endChapter() {
    if (cursor != null) {
      reports.set(chapter, cursor.report());
      cursor.close();
      cursor = null;
    }
  }

  /** What has been met so far; complete after the last frame. */
  public DecodeReport report() {
    List<ChapterReport> now = new ArrayList<>(reports);
    if (cursor != null) {
      now.set(chapter, cursor.report());
    }
    return new DecodeReport(now);
  }

  /** Ends the reading. Frames that were given out stay open. Closing twice does nothing. */
  @Override
  public void close() {
    open = false;
    endChapter();
  }
}

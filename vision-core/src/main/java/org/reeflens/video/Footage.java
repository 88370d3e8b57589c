package org.reeflens.video;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;

/** The frames of one chapter, whatever they are stored in. */
interface Footage {

  /** How many frames there are, 1 or more. */
  int frames();

  /** When a frame is shown, microseconds since the chapter's first frame. */
  long micros(int index);

  /** How long the chapter lasts in dive time, last frame included, microseconds. */
  long durationMicros();

  /** The chapter's description. */
  Chapter describe(long offsetMicros);

  /** What is known before anything is decoded. */
  ChapterReport report();

  /** Begins to decode, with the given number of threads. */
  Cursor open(int threads) throws IOException;

  /** The first frame at or after a time, or the number of frames if there is none. */
  default int firstAtOrAfter(long micros) {
    int low = 0;
    int high = frames();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (micros(middle) < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A way through the frames, in the order of their times. */
  interface Cursor extends AutoCloseable {

    /** Says before the first {@link #next} which frames will be taken; others may be left out. */
    void want(BitSet indexes);

    /** Says that no frame before this one is needed; frames before it may still come. */
    void skipTo(int index) throws IOException;

    /** Goes to the next frame; false at the end. */
    boolean next() throws IOException;

    /** 0-based rank of the current frame by time. */
    int index();

    /** Makes a frame of the current picture. The lease is the frame's, also after a failure. */
    Frame take(FrameTime time, FramePool.Lease lease);

    /** What has been met so far; valid after closing, too. */
    ChapterReport report();

    @Override
    void close();
  }

  /** A report without decoding. */
  static ChapterReport undecoded(String file, String codec, int frames, double seconds) {
    return new ChapterReport(
        file, codec, null, null, frames, 0, 0, 0, 0, false, seconds, null, List.of());
  }
}

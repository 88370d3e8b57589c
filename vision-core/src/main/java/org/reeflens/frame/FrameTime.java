package org.reeflens.frame;

/**
 * The identity of a frame: which one it is in its chapter, and when it is shown. Times are
 * presentation times, so they are right on a variable frame rate.
 *
 * @param chapter 0-based place of the chapter file in the dive
 * @param index 0-based rank of the frame's presentation time among the chapter's video packets
 * @param chapterMicros microseconds since the chapter's first frame
 * @param diveMicros microseconds since the first frame of the dive; runs on across chapters
 */
public record FrameTime(int chapter, int index, long chapterMicros, long diveMicros)
    implements Comparable<FrameTime> {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part is negative
   */
  public FrameTime {
    if (chapter < 0 || index < 0 || chapterMicros < 0 || diveMicros < chapterMicros) {
      throw new IllegalArgumentException(
          "not a time in a dive: chapter " + chapter + ", frame " + index + ", " + diveMicros);
    }
  }

  /** Seconds since the first frame of the dive. */
  public double seconds() {
    return diveMicros / 1e6;
  }

  @Override
  public int compareTo(FrameTime other) {
    return Long.compare(diveMicros, other.diveMicros);
  }
}

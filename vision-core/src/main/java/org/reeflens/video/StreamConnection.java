package org.reeflens.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connection to a stream: to the dive it is a chapter. Guarded by its user.
 */
final class StreamConnection {
  private final String codec;
  private final String decoder;

  /** Dive time of its first picture, microseconds. */
  private final long offsetMicros;

  private final long gapMicros;
  private StreamMessage.Counters counters = StreamMessage.Counters.NONE;
  private int dropped;
  private @Nullable String lostBy;

  /**
   * A connection that has just given its first picture.
   *
   * @param opened what the stream said of itself
   * @param offsetMicros dive time of that picture, microseconds
   * @param gapMicros time since the last picture before it, microseconds; 0 for the first
   */
  StreamConnection(StreamMessage.Opened opened, long offsetMicros, long gapMicros) {
    this.codec = opened.codec();
    this.decoder = opened.decoder();
    this.offsetMicros = offsetMicros;
    this.gapMicros = gapMicros;
  }

  long offsetMicros() {
    return offsetMicros;
  }

  /** Dive time of its last picture, microseconds. */
  long lastMicros() {
    return offsetMicros + counters.micros();
  }

  double gapSeconds() {
    return gapMicros / 1e6;
  }

  void count(StreamMessage.Counters now) {
    counters = now;
  }

  void drop() {
    dropped++;
  }

  int dropped() {
    return dropped;
  }

  void lost(String reason) {
    lostBy = reason;
  }

  ChapterReport report(String file) {
    List<String> notes = new ArrayList<>();
    if (gapMicros > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The stream came again at %.2f s, after %.2f s without a picture.",
              offsetMicros / 1e6,
              gapSeconds()));
    }
    if (dropped > 0) {
      notes.add(dropped + " samples were dropped, because newer ones had come.");
    }
    if (counters.corrupt() > 0) {
      notes.add(counters.corrupt() + " frames are damaged; what is seen in them may be wrong.");
    }
    if (counters.lost() > 0) {
      notes.add(counters.lost() + " frames could not be decoded.");
    }
    if (counters.guessed() > 0) {
      notes.add(
          counters.guessed() + " frames have no usable time; it was taken from their arrival.");
    }
    if (lostBy != null) {
      notes.add(
          String.format(
              Locale.ROOT, "The stream was lost after %.2f s: %s.", lastMicros() / 1e6, lostBy));
    }
    return new ChapterReport(
        file,
        codec,
        decoder,
        null,
        counters.decoded(),
        counters.decoded(),
        0,
        counters.corrupt(),
        counters.lost(),
        counters.guessed(),
        false,
        counters.micros() / 1e6,
        null,
        notes);
  }
}

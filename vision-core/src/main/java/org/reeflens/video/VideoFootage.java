package org.reeflens.video;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.video.ffmpeg.VideoDecoder;
import org.reeflens.video.ffmpeg.VideoFile;

/** The frames of a video file. */
final class VideoFootage implements Footage {
  private final VideoFile file;
  private final int chaptersMissingBefore;

  /**
   * Takes a file that has been read once.
   *
   * @param chaptersMissingBefore how many chapters of the recording were left out before this one
   */
  VideoFootage(VideoFile file, int chaptersMissingBefore) {
    this.file = file;
    this.chaptersMissingBefore = chaptersMissingBefore;
  }

  @Override
  public int frames() {
    return file.frames();
  }

  @Override
  public long micros(int index) {
    return file.micros(index);
  }

  @Override
  public long durationMicros() {
    // What was cut off has passed in the sea all the same, so the next chapter begins after it.
    long declared = file.truncated() ? Math.round(file.declaredSeconds().orElse(0) * 1e6) : 0;
    return Math.max(file.durationMicros(), declared);
  }

  @Override
  public Chapter describe(long offsetMicros) {
    return new Chapter(
        file.path(),
        file.frames(),
        file.width(),
        file.height(),
        offsetMicros,
        durationMicros(),
        file.nominalRate(),
        file.codec());
  }

  @Override
  public ChapterReport report() {
    return report(null);
  }

  @Override
  public Cursor open(int threads) throws IOException {
    return new Decoding(VideoDecoder.open(file, threads));
  }

  private ChapterReport report(@Nullable VideoDecoder decoder) {
    double readable = file.durationMicros() / 1e6;
    int corrupt = decoder == null ? 0 : decoder.corrupt();
    int lost = decoder == null ? 0 : decoder.lost();
    List<String> notes = new ArrayList<>();
    if (chaptersMissingBefore > 0) {
      notes.add(
          "Chapters of the recording left out before this file: "
              + chaptersMissingBefore
              + "; dive time does not count them.");
    }
    if (file.truncated()) {
      notes.add(cutOff(readable));
    }
    if (corrupt > 0) {
      notes.add(corrupt + " frames are damaged; what is seen in them may be wrong.");
    }
    if (lost > 0) {
      notes.add(lost + " frames could not be decoded.");
    }
    if (file.missingTimes() > 0) {
      notes.add(file.missingTimes() + " frames have no time in the file; it was inferred.");
    }
    return new ChapterReport(
        file.path().getFileName().toString(),
        file.codec(),
        decoder == null ? null : decoder.name(),
        file.declaredFrames().isPresent() ? file.declaredFrames().getAsLong() : null,
        file.frames(),
        decoder == null ? 0 : decoder.decoded(),
        decoder == null ? 0 : decoder.skipped(),
        corrupt,
        lost,
        file.missingTimes(),
        file.truncated(),
        readable,
        file.declaredSeconds().isPresent() ? file.declaredSeconds().getAsDouble() : null,
        notes);
  }

  private String cutOff(double readable) {
    return file.declaredSeconds().isPresent()
        ? String.format(
            Locale.ROOT,
            "The file is cut off: it can be read up to %.2f s of %.2f s.",
            readable,
            file.declaredSeconds().getAsDouble())
        : String.format(Locale.ROOT, "The file is cut off: it can be read up to %.2f s.", readable);
  }

  private final class Decoding implements Cursor {
    private final VideoDecoder decoder;
    private @Nullable ChapterReport last;

    Decoding(VideoDecoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public void want(BitSet indexes) {
      decoder.want(indexes);
    }

    @Override
    public void skipTo(int index) throws IOException {
      decoder.skipTo(index);
    }

    @Override
    public boolean next() throws IOException {
      return decoder.next();
    }

    @Override
    public int index() {
      return decoder.index();
    }

    @Override
    public Frame take(FrameTime time, FramePool.Lease lease) {
      return decoder.take(time, lease);
    }

    @Override
    public ChapterReport report() {
      return last != null ? last : VideoFootage.this.report(decoder);
    }

    @Override
    public void close() {
      if (last == null) {
        last = report();
        decoder.close();
      }
    }
  }
}

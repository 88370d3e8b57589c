package org.reeflens.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.video.ffmpeg.VideoDecoder;
import org.reeflens.video.ffmpeg.VideoFile;

/** Photos taken for the frames of a video, at an even rate. A photo that cannot be read is lost. */
final class PhotoFootage implements Footage {
  private final Path name;
  private final List<Path> photos;
  private final double perSecond;
  private final String codec;
  private final int width;
  private final int height;

  /**
   * Looks at the first photo.
   *
   * @param name what to call the whole: the folder, or the photo if it is a single one
   * @throws IOException if the first photo cannot be read
   */
  PhotoFootage(Path name, List<Path> photos, double perSecond) throws IOException {
    this.name = name;
    this.photos = List.copyOf(photos);
    this.perSecond = perSecond;
    VideoFile first = VideoFile.scan(photos.get(0));
    codec = first.codec();
    try (VideoDecoder decoder = VideoDecoder.open(first, 1)) {
      if (!decoder.next()) {
        throw new IOException(unreadable(photos.get(0)));
      }
      width = decoder.width();
      height = decoder.height();
    }
  }

  private static String unreadable(Path photo) {
    return photo + " cannot be read as a photo; leave it out or copy it from the camera again.";
  }

  List<Path> photos() {
    return photos;
  }

  @Override
  public int frames() {
    return photos.size();
  }

  @Override
  public long micros(int index) {
    return Math.round(index * 1e6 / perSecond);
  }

  @Override
  public long durationMicros() {
    return micros(photos.size());
  }

  @Override
  public Chapter describe(long offsetMicros) {
    return new Chapter(
        name, photos.size(), width, height, offsetMicros, durationMicros(), perSecond, codec);
  }

  @Override
  public ChapterReport report() {
    return report(null, 0, 0, List.of());
  }

  @Override
  public Cursor open(int threads) {
    return new Leafing();
  }

  private ChapterReport report(
      @Nullable String decoder, int decoded, int corrupt, List<String> notes) {
    return new ChapterReport(
        name.getFileName().toString(),
        codec,
        decoder,
        (long) photos.size(),
        photos.size(),
        decoded,
        corrupt,
        notes.size(),
        0,
        false,
        durationMicros() / 1e6,
        durationMicros() / 1e6,
        notes);
  }

  private final class Leafing implements Cursor {
    private final List<String> notes = new ArrayList<>();
    private @Nullable VideoDecoder current;
    private @Nullable String decoderName;
    private int index = -1;
    private int decoded;
    private int corrupt;

    /** Photos do not depend on each other. */
    @Override
    public void want(BitSet indexes) {}

    @Override
    public void skipTo(int wanted) {
      index = Math.max(index, wanted - 1);
    }

    @Override
    public boolean next() {
      close();
      while (++index < photos.size()) {
        Path photo = photos.get(index);
        try {
          current = VideoDecoder.open(VideoFile.scan(photo), 1);
          decoderName = current.name();
          if (current.next()) {
            decoded++;
            corrupt += current.corrupt();
            return true;
          }
          notes.add(unreadable(photo));
        } catch (IOException e) {
          notes.add(String.valueOf(e.getMessage()));
        }
        close();
      }
      return false;
    }

    @Override
    public int index() {
      return index;
    }

    @Override
    public Frame take(FrameTime time, FramePool.Lease lease) {
      if (current == null) {
        lease.close();
        throw new IllegalStateException("there is no current photo");
      }
      return current.take(time, lease);
    }

    @Override
    public ChapterReport report() {
      return PhotoFootage.this.report(decoderName, decoded, corrupt, notes);
    }

    @Override
    public void close() {
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}

package org.reeflens.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.video.ffmpeg.VideoFile;

/**
 * One camera's recording of a dive: its chapter files in order, or its photos. Opening reads every
 * file once, without decoding, so that each frame's time is known. Immutable and safe for use by
 * many threads.
 */
public final class Dive {
  private static final Set<String> PHOTOS = Set.of("jpg", "jpeg", "png");

  private final List<Footage> footage;
  private final List<Chapter> chapters;

  private Dive(List<Footage> footage) {
    this.footage = List.copyOf(footage);
    List<Chapter> described = new ArrayList<>();
    long offset = 0;
    for (Footage part : footage) {
      described.add(part.describe(offset));
      offset += part.durationMicros();
    }
    chapters = List.copyOf(described);
  }

  /**
   * Opens a dive; see {@link #of(List)}.
   *
   * @throws VideoException if a file cannot be used
   */
  public static Dive of(Path... files) {
    return of(List.of(files));
  }

  /**
   * Opens a dive: chapter files in order, or photos (jpg, png), or one folder of photos, sorted by
   * name. Photos count as one a second; see {@link #ofPhotos} for another rate.
   *
   * @param files one or more
   * @throws VideoException if a file is missing, holds no video, or does not belong to the same
   *     recording as the one before it
   */
  public static Dive of(List<Path> files) {
    if (files.isEmpty()) {
      throw new VideoException("No file was named; name the chapters of a dive in order.");
    }
    if (files.stream().anyMatch(Files::isDirectory) || files.stream().anyMatch(Dive::isPhoto)) {
      return ofPhotos(1, files);
    }
    ChapterNames.check(files);
    List<Footage> footage = new ArrayList<>();
    try {
      for (int i = 0; i < files.size(); i++) {
        int gap = i == 0 ? 0 : ChapterNames.gap(files.get(i - 1), files.get(i));
        footage.add(new VideoFootage(VideoFile.scan(files.get(i)), gap));
      }
    } catch (IOException e) {
      throw wrap(e);
    }
    return new Dive(footage);
  }

  /**
   * Opens photos as if they were the frames of a video.
   *
   * @param perSecond photos per second of dive time, above 0
   * @param photos photos, or one folder of photos; they are sorted by name
   * @throws VideoException if there is no photo or the first one cannot be read
   * @throws IllegalArgumentException if the rate is not a finite number above 0
   */
  public static Dive ofPhotos(double perSecond, List<Path> photos) {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("photos per second must be above 0: " + perSecond);
    }
    try {
      boolean folder = photos.size() == 1 && Files.isDirectory(photos.get(0));
      List<Path> files = folder ? photosIn(photos.get(0)) : sorted(photos.stream());
      for (Path file : files) {
        if (!isPhoto(file)) {
          throw new VideoException(
              file + " is no photo; photos, videos and folders cannot be mixed in one dive.");
        }
      }
      Path first = files.get(0);
      Path parent = first.toAbsolutePath().getParent();
      Path name = folder ? photos.get(0) : files.size() == 1 || parent == null ? first : parent;
      return new Dive(List.of(new PhotoFootage(name, files, perSecond)));
    } catch (IOException e) {
      throw wrap(e);
    }
  }

  private static List<Path> photosIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> photos = sorted(entries.filter(Dive::isPhoto));
      if (photos.isEmpty()) {
        throw new VideoException(
            folder + " holds no photos (jpg, png); name a folder of photos, or the video files.");
      }
      return photos;
    }
  }

  private static List<Path> sorted(Stream<Path> photos) {
    return photos.sorted(Comparator.comparing(p -> p.getFileName().toString())).toList();
  }

  private static boolean isPhoto(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return PHOTOS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  static VideoException wrap(IOException e) {
    return new VideoException(String.valueOf(e.getMessage()), e);
  }

  /** Whether these are photos, each for itself, and no video. */
  public boolean isPhotos() {
    return footage.get(0) instanceof PhotoFootage;
  }

  /** The photos in their order, each a frame of the one chapter; none if this is of videos. */
  public List<Path> photos() {
    return footage.get(0) instanceof PhotoFootage photos ? photos.photos() : List.of();
  }

  /** The chapters, in order. */
  public List<Chapter> chapters() {
    return chapters;
  }

  /** From the first frame to the end of the last one, all chapters together, microseconds. */
  public long durationMicros() {
    Chapter last = chapters.get(chapters.size() - 1);
    return last.offsetMicros() + last.durationMicros();
  }

  /** Width of the first chapter in pixels, after rotation. */
  public int width() {
    return chapters.get(0).width();
  }

  /** Height of the first chapter in pixels, after rotation. */
  public int height() {
    return chapters.get(0).height();
  }

  /**
   * The identity of a frame.
   *
   * @param chapter 0-based place of the chapter
   * @param index 0-based rank of the frame's time in its chapter
   * @throws IndexOutOfBoundsException if there is no such frame
   */
  public FrameTime time(int chapter, int index) {
    Objects.checkIndex(index, chapters.get(chapter).frames());
    long micros = footage.get(chapter).micros(index);
    return new FrameTime(chapter, index, micros, chapters.get(chapter).offsetMicros() + micros);
  }

  /**
   * The frame that is shown nearest to a time; of two as near, the earlier.
   *
   * @param seconds dive seconds, may lie outside the dive
   */
  public FrameTime nearest(double seconds) {
    long micros = Math.round(seconds * 1e6);
    int after = 0;
    while (after + 1 < chapters.size() && chapters.get(after + 1).offsetMicros() <= micros) {
      after++;
    }
    int index = footage.get(after).firstAtOrAfter(micros - chapters.get(after).offsetMicros());
    FrameTime last = time(after, Math.min(index, chapters.get(after).frames() - 1));
    FrameTime best = index == 0 ? last : time(after, index - 1);
    if (Math.abs(last.diveMicros() - micros) < Math.abs(best.diveMicros() - micros)) {
      best = last;
    }
    if (after + 1 < chapters.size()) {
      FrameTime next = time(after + 1, 0);
      return Math.abs(next.diveMicros() - micros) < Math.abs(best.diveMicros() - micros)
          ? next
          : best;
    }
    return best;
  }

  /**
   * Begins to read frames, with one decoding thread for each processor.
   *
   * @param selection which frames
   * @param pool where each frame takes its lease
   * @return a reader that the caller closes
   * @throws IllegalArgumentException if the selection names a frame of another dive
   */
  public VideoReader open(FrameSelection selection, FramePool pool) {
    return open(selection, pool, 0);
  }

  /**
   * Begins to read frames.
   *
   * @param selection which frames
   * @param pool where each frame takes its lease
   * @param threads decoding threads; 0 for one for each processor, and never more than that
   * @return a reader that the caller closes
   * @throws IllegalArgumentException if the selection names a frame of another dive, or the number
   *     of threads is negative
   */
  public VideoReader open(FrameSelection selection, FramePool pool, int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException("decoding threads must be 0 or more: " + threads);
    }
    selection.checkAgainst(this);
    int processors = Math.min(16, Runtime.getRuntime().availableProcessors());
    int used = threads == 0 ? processors : Math.min(threads, processors);
    return new VideoReader(this, footage, selection.sampler(), pool, used);
  }
}

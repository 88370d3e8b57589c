package org.reeflens.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.CountBook;
import org.reeflens.count.FirstArrival;
import org.reeflens.count.LineCrossing;
import org.reeflens.count.MaxN;
import org.reeflens.count.MeanCount;
import org.reeflens.count.Period;
import org.reeflens.detect.Detection;
import org.reeflens.frame.FrameTime;
import org.reeflens.track.MotFile;
import org.reeflens.track.TrackPoint;

/**
 * The counts of one sequence of tracks, all animals together, by the rules of the package {@code
 * count}.
 *
 * @param maxN the most boxes in one frame ({@link MaxN})
 * @param maxNFrame the first frame that has as many, from 1
 * @param meanCount mean number of boxes over all frames, those without any included ({@link
 *     MeanCount})
 * @param firstArrivalFrame the first frame with a box, from 1; null where there is none ({@link
 *     FirstArrival})
 * @param uniqueTracks tracks with different ids; no abundance, since a broken track counts twice
 * @param left tracks that crossed the middle of the picture to the left ({@link LineCrossing})
 * @param right tracks that crossed it to the right
 */
public record TrackCounts(
    int maxN,
    int maxNFrame,
    double meanCount,
    @Nullable Integer firstArrivalFrame,
    int uniqueTracks,
    int left,
    int right) {

  /** The rules need times that rise; which ones does not matter, as only frames are told. */
  private static final long MICROS_PER_FRAME = 1_000_000;

  /**
   * Counts tracks.
   *
   * @param rows the boxes of the tracks, a track at most once in a frame
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   * @param frames frames of the sequence, 1 or more
   * @throws IllegalArgumentException if a box lies beyond the last frame, or there is no frame
   */
  public static TrackCounts of(List<MotFile.Row> rows, int width, int height, int frames) {
    if (width < 1 || height < 1 || frames < 1) {
      throw new IllegalArgumentException(
          "width, height and frames must be 1 or more: %d, %d, %d"
              .formatted(width, height, frames));
    }
    CountBook book = book(rows, frames);
    MaxN maxN = MaxN.of(book.allFish(), Period.WHOLE_DIVE).orElseThrow();
    LineCrossing crossing = LineCrossing.of(book.tracks(), width, height);
    return new TrackCounts(
        maxN.n(),
        maxN.sample() + 1,
        MeanCount.of(book.allFish(), Period.WHOLE_DIVE).orElseThrow().mean(),
        FirstArrival.of(book.allFish(), Period.WHOLE_DIVE)
            .map(first -> first.sample() + 1)
            .orElse(null),
        book.tracks().size(),
        crossing.left(),
        crossing.right());
  }

  private static CountBook book(List<MotFile.Row> rows, int frames) {
    SortedMap<Integer, List<MotFile.Row>> byFrame = MotFile.byFrame(rows);
    if (!byFrame.isEmpty() && byFrame.lastKey() > frames) {
      throw new IllegalArgumentException(
          "a box lies in frame %d, but the sequence has %d".formatted(byFrame.lastKey(), frames));
    }
    // Tracks of the house count from 1, those of others may not.
    Map<Integer, Integer> tracks = new HashMap<>();
    CountBook book = new CountBook();
    for (int frame = 1; frame <= frames; frame++) {
      int sample = frame - 1;
      long micros = sample * MICROS_PER_FRAME;
      book.add(
          new FrameTime(0, sample, micros, micros),
          byFrame.getOrDefault(frame, List.of()).stream()
              .map(row -> point(row, sample, tracks))
              .toList());
    }
    return book;
  }

  private static TrackPoint point(MotFile.Row row, int sample, Map<Integer, Integer> tracks) {
    int next = tracks.size() + 1;
    int track = tracks.computeIfAbsent(row.id(), id -> next);
    // How sure a tracker was of a box decides nothing here, and not every file says it.
    return new TrackPoint(track, sample, new Detection(row.box(), 1, 0), row.box());
  }
}

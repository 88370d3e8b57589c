package org.reeflens.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.image.BoardFinder;
import org.reeflens.image.BoardView;
import org.reeflens.image.GreyScaler;
import org.reeflens.video.Chapter;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** Looks for a calibration board in the recordings of both cameras. */
public final class BoardSearch {

  private static final int POOL = 2;

  private final BoardFinder finder;
  private final GreyScaler full = new GreyScaler(Integer.MAX_VALUE);

  /**
   * A search.
   *
   * @param finder finds the board in a picture
   */
  public BoardSearch(BoardFinder finder) {
    this.finder = finder;
  }

  /**
   * What was found.
   *
   * @param pairs the moments at which both cameras saw the board, in the order of time
   * @param without names of the moments at which one did not
   */
  public record Found(List<BoardPair> pairs, List<String> without) {

    /** Copies the lists. */
    public Found {
      pairs = List.copyOf(pairs);
      without = List.copyOf(without);
    }
  }

  /** Two frames of one moment. */
  private record Moment(String name, FrameTime left, FrameTime right) {}

  /**
   * Looks at two sets of photos, the first of the left with the first of the right, and so on.
   *
   * @throws MeasureException if they are not as many
   * @throws org.reeflens.video.VideoException if one cannot be read
   * @throws InterruptedException if interrupted
   */
  public Found inPhotos(Dive left, Dive right) throws InterruptedException {
    int photos = left.photos().size();
    if (photos != right.photos().size()) {
      throw new MeasureException(
          "there are %d left photos and %d right ones; each needs its partner"
              .formatted(photos, right.photos().size()));
    }
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < photos; i++) {
      moments.add(
          new Moment(
              left.photos().get(i).getFileName().toString(), left.time(0, i), right.time(0, i)));
    }
    return look(left, right, moments);
  }

  /**
   * Looks at two videos.
   *
   * @param everySeconds from one moment to the next, above 0
   * @param offsetSeconds what to add to a time of the left video for the same moment of the right
   *     one
   * @throws org.reeflens.video.VideoException if one cannot be read
   * @throws InterruptedException if interrupted
   */
  public Found inVideos(Dive left, Dive right, double everySeconds, double offsetSeconds)
      throws InterruptedException {
    List<Moment> moments = new ArrayList<>();
    double end = left.durationMicros() / 1e6;
    for (double t = 0; t < end; t += everySeconds) {
      Optional<FrameTime> l = nearest(left, t);
      Optional<FrameTime> r = l.flatMap(at -> nearest(right, at.seconds() + offsetSeconds));
      if (l.isPresent() && r.isPresent()) {
        moments.add(
            new Moment(String.format(Locale.ROOT, "%.2f s", l.get().seconds()), l.get(), r.get()));
      }
    }
    return look(left, right, moments);
  }

  /** The frame that is shown nearest to a dive time; empty where the camera did not record. */
  private static Optional<FrameTime> nearest(Dive dive, double seconds) {
    long micros = Math.round(seconds * 1e6);
    for (int c = 0; c < dive.chapters().size(); c++) {
      Chapter chapter = dive.chapters().get(c);
      if (micros < chapter.offsetMicros()
          || micros >= chapter.offsetMicros() + chapter.durationMicros()) {
        continue;
      }
      int low = 0;
      int high = chapter.frames() - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (dive.time(c, middle).diveMicros() < micros) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      FrameTime after = dive.time(c, low);
      FrameTime before = dive.time(c, Math.max(0, low - 1));
      return Optional.of(
          micros - before.diveMicros() < after.diveMicros() - micros ? before : after);
    }
    return Optional.empty();
  }

  private Found look(Dive left, Dive right, List<Moment> moments) throws InterruptedException {
    Map<FrameTime, BoardView> lefts = views(left, moments.stream().map(Moment::left).toList());
    List<Moment> half = moments.stream().filter(moment -> lefts.containsKey(moment.left)).toList();
    Map<FrameTime, BoardView> rights = views(right, half.stream().map(Moment::right).toList());
    List<BoardPair> pairs = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (Moment moment : moments) {
      BoardView l = lefts.get(moment.left);
      BoardView r = rights.get(moment.right);
      BoardPair pair = l == null || r == null ? null : BoardPair.of(moment.name, l, r);
      if (pair == null || pair.left().corners().size() < BoardFinder.FEWEST) {
        without.add(moment.name);
      } else {
        pairs.add(pair);
      }
    }
    return new Found(pairs, without);
  }

  private Map<FrameTime, BoardView> views(Dive dive, List<FrameTime> frames)
      throws InterruptedException {
    Map<FrameTime, BoardView> views = new HashMap<>();
    if (frames.isEmpty()) {
      return views;
    }
    try (VideoReader reader = dive.open(FrameSelection.exactly(frames), new FramePool(POOL))) {
      for (@Nullable Frame frame = reader.next(); frame != null; frame = reader.next()) {
        try (Frame open = frame) {
          if (open.width() == dive.width() && open.height() == dive.height()) {
            finder.find(full.copy(open)).ifPresent(view -> views.put(open.time(), view));
          }
        }
      }
    }
    return views;
  }
}

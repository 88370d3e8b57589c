package org.reeflens.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Segment;

/**
 * True crossings of a line: a track crosses where the straight way between the centres of two
 * observations that follow each other passes the line between its two ends, and so changes from one
 * of its sides to the other. A centre on the line is on its right. Every passing counts, so a fish
 * that turns round and comes back counts once each way; what crossed for good is {@link #net}.
 *
 * <p>A track that broke before the line is missed, as by any rule; unlike {@link LineCrossing} one
 * that broke beyond it is not. A fish that hangs on the line may cross many times: look at net.
 *
 * @param toRight passings from the line's left side to its right; for left and right see {@link
 *     Segment}
 * @param toLeft passings from its right side to its left
 * @param tracks tracks that passed at least once
 * @param passings each passing, in order of time
 */
public record PathCrossing(int toRight, int toLeft, int tracks, List<Passing> passings) {

  /** Copies the list. */
  public PathCrossing {
    passings = List.copyOf(passings);
  }

  /**
   * One track passes the line once.
   *
   * @param track public id of the track
   * @param time the first frame that shows it beyond the line
   * @param toRight whether it came to the line's right side
   */
  public record Passing(int track, FrameTime time, boolean toRight) {}

  /**
   * Counts the crossings.
   *
   * @param paths the tracks to count, of one taxon or of all
   * @param line the line, source pixels
   * @param period only passings whose later frame lies in it count
   */
  public static PathCrossing of(List<TrackPath> paths, Segment line, Period period) {
    List<Passing> passings = new ArrayList<>();
    for (TrackPath path : paths) {
      for (int i = 1; i < path.places().size(); i++) {
        TrackPath.Place before = path.places().get(i - 1);
        TrackPath.Place now = path.places().get(i);
        if (period.contains(now.time())
            && line.passing(before.centre(), now.centre()).isPresent()) {
          passings.add(new Passing(path.track(), now.time(), line.hasOnItsRight(now.centre())));
        }
      }
    }
    passings.sort(Comparator.comparing(Passing::time).thenComparingInt(Passing::track));
    int toRight = (int) passings.stream().filter(Passing::toRight).count();
    int tracks = (int) passings.stream().mapToInt(Passing::track).distinct().count();
    return new PathCrossing(toRight, passings.size() - toRight, tracks, passings);
  }

  /** Passings to the right without those to the left: how many more are on the right now. */
  public int net() {
    return toRight - toLeft;
  }
}

package org.reeflens.video;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;

/**
 * Reads pairs of frames of a stereo dive, in the order of their times. Each camera leases its
 * frames from a pool of its own, so a pair never waits for a lease that the other camera holds. For
 * one thread.
 */
public final class StereoReader implements AutoCloseable {

  /**
   * The two frames of a pair, both the caller's until closed.
   *
   * @param pair which ones
   * @param left the left frame
   * @param right the right frame
   */
  public record Frames(StereoDive.Pair pair, Frame left, Frame right) implements AutoCloseable {
    @Override
    public void close() {
      left.close();
      right.close();
    }
  }

  private final List<StereoDive.Pair> pairs;
  private final VideoReader leftReader;
  private final VideoReader rightReader;
  private int next;

  /**
   * Begins to read.
   *
   * @param dive the recordings
   * @param pairs which pairs, in the order of time; of pairs with one right frame the first is read
   * @throws VideoException if a recording cannot be read
   */
  public StereoReader(StereoDive dive, List<StereoDive.Pair> pairs) {
    this.pairs = withoutRepeats(pairs);
    this.leftReader =
        dive.left()
            .open(
                FrameSelection.exactly(this.pairs.stream().map(StereoDive.Pair::left).toList()),
                new FramePool(1));
    this.rightReader =
        dive.right()
            .open(
                FrameSelection.exactly(this.pairs.stream().map(StereoDive.Pair::right).toList()),
                new FramePool(1));
  }

  private static List<StereoDive.Pair> withoutRepeats(List<StereoDive.Pair> pairs) {
    List<StereoDive.Pair> kept = new ArrayList<>();
    for (StereoDive.Pair pair : pairs) {
      if (kept.isEmpty() || pair.right().compareTo(kept.get(kept.size() - 1).right()) > 0) {
        kept.add(pair);
      }
    }
    return kept;
  }

  /**
   * The next pair both of whose frames could be decoded, or null at the end. The pair before must
   * be closed.
   *
   * @throws InterruptedException if interrupted while it waits
   * @throws VideoException if a chapter cannot be read any more
   */
  public @Nullable Frames next() throws InterruptedException {
    Frame left = leftReader.next();
    Frame right = null;
    try {
      right = rightReader.next();
      while (left != null && right != null) {
        StereoDive.Pair pair = pairs.get(next);
        if (left.time().compareTo(pair.left()) > 0 || right.time().compareTo(pair.right()) > 0) {
          next++; // One of its frames could not be decoded.
          if (left.time().compareTo(pair.left()) <= 0) {
            left.close();
            left = leftReader.next();
          }
          if (right.time().compareTo(pair.right()) <= 0) {
            right.close();
            right = rightReader.next();
          }
        } else {
          next++;
          Frames both = new Frames(pair, left, right);
          left = null;
          right = null;
          return both;
        }
      }
      return null;
    } finally {
      if (left != null) {
        left.close();
      }
      if (right != null) {
        right.close();
      }
    }
  }

  /** What has been met in the left recording so far. */
  public DecodeReport leftReport() {
    return leftReader.report();
  }

  /** What has been met in the right recording so far. */
  public DecodeReport rightReport() {
    return rightReader.report();
  }

  @Override
  public void close() {
    leftReader.close();
    rightReader.close();
  }
}

package org.reeflens.count;

import java.util.List;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Segment;

/**
 * How many tracks crossed the upright line through the middle of the picture, by the rule of
 * Caltech Fish Counting (J. Kay et al. 2022, ECCV): a track crosses to the right if the centre of
 * its first box lies left of the middle and that of its last box on or right of it, and to the left
 * the other way round. Tracks whose centre moved by less than 0.05, in shares of the picture's
 * width and height, are left out as resting fish.
 *
 * <p>Only the two ends count, so a track that broke may be missed. For counters in rivers and
 * passages, not for reefs. {@link PathCrossing} looks at the whole way.
 *
 * @param right tracks that crossed to the right
 * @param left tracks that crossed to the left
 */
public record LineCrossing(int right, int left) {
  private static final double MIDDLE = 0.5;
  private static final double LEAST_TRAVEL = 0.05;

  /**
   * Counts the crossings.
   *
   * @param tracks the tracks to count, of one taxon or of all
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   */
  public static LineCrossing of(List<TrackRecord> tracks, int width, int height) {
    int right = 0;
    int left = 0;
    for (TrackRecord track : tracks) {
      double from = share(track.firstBox().centreX(), width);
      double to = share(track.lastBox().centreX(), width);
      if (travel(track.firstBox(), track.lastBox(), width, height) < LEAST_TRAVEL) {
        continue;
      }
      right += from < MIDDLE && to >= MIDDLE ? 1 : 0;
      left += from >= MIDDLE && to < MIDDLE ? 1 : 0;
    }
    return new LineCrossing(right, left);
  }

  /**
   * Counts by the same rule at any line, which is thought to go on without end; at {@link
   * Segment#middle} it is the rule as published.
   *
   * @param tracks the tracks to count, of one taxon or of all
   * @param line the line, source pixels; it says what is left and right
   * @param width width of the picture, pixels
   * @param height height of the picture, pixels
   */
  public static LineCrossing of(List<TrackRecord> tracks, Segment line, int width, int height) {
    int right = 0;
    int left = 0;
    for (TrackRecord track : tracks) {
      boolean from = line.hasOnItsRight(track.firstBox().centre());
      boolean to = line.hasOnItsRight(track.lastBox().centre());
      if (travel(track.firstBox(), track.lastBox(), width, height) >= LEAST_TRAVEL) {
        right += !from && to ? 1 : 0;
        left += from && !to ? 1 : 0;
      }
    }
    return new LineCrossing(right, left);
  }

  private static double travel(Box first, Box last, int width, int height) {
    return Math.hypot(
        (last.centreX() - first.centreX()) / width, (last.centreY() - first.centreY()) / height);
  }

  /** Where in the picture a coordinate lies, 0 to 1; pixel 0 begins at -0.5. */
  private static double share(double coordinate, int size) {
    return (coordinate + 0.5) / size;
  }
}

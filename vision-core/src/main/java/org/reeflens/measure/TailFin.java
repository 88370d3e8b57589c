package org.reeflens.measure;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.reeflens.geometry.Point;

/**
 * The caudal fin: the part of a fish beyond its peduncle.
 *
 * @param fork where it is notched, or the middle of its margin, source pixels
 * @param notched whether it has a notch
 */
record TailFin(Point fork, boolean notched) {

  /** The fin points from the body so far behind the peduncle, as a share of the length; a guess. */
  private static final double BEHIND = 0.1;

  /** A notch is deeper than a pixel's jag: so many source pixels. */
  private static final double LEAST_PIXELS = 1.5;

  /** A notch is deeper than this share of the fin's height; a guess. */
  private static final double LEAST_DEPTH = 0.05;

  /** Its lobes are this share of the fin's height apart, or more; a guess. */
  private static final double LEAST_SPAN = 0.35;

  /** And a line from lobe to lobe runs across the fish, not along it: columns per row, at most. */
  private static final double MOST_SLANT = 1.2;

  static TailFin of(StraightFish fish, BodyProfile profile) {
    int[][] cells = beyondPeduncle(fish, profile);
    int root = core(fish, profile.peduncle());
    int inwards = profile.tailFirst() ? 1 : -1;
    int behind = profile.peduncle() + (int) (inwards * BEHIND * StraightFish.COLUMNS);
    double along = 0;
    double across = 0;
    for (int[] cell : cells) {
      along += (double) (cell[0] - behind) / cells.length;
      across += (double) (cell[1] - core(fish, behind)) / cells.length;
    }
    double reach = Math.hypot(along, across);
    double ux = along / reach;
    double uy = across / reach;
    Margin margin = Margin.of(cells, profile.peduncle(), root, ux, uy);
    OptionalDouble notch = margin.notch(LEAST_PIXELS / fish.step());
    double s = notch.orElse(margin.middle());
    double t = margin.at(s) + 0.5;
    return new TailFin(
        fish.place(profile.peduncle() + t * ux - s * uy, root + t * uy + s * ux),
        notch.isPresent());
  }

  /** The row of a column in the middle of its longest run of cells. */
  private static int core(StraightFish fish, int column) {
    int best = fish.rows() / 2;
    int longest = 0;
    int run = 0;
    for (int row = 0; row <= fish.rows(); row++) {
      if (fish.contains(column, row)) {
        run++;
      } else {
        if (run > longest) {
          longest = run;
          best = row - 1 - run / 2;
        }
        run = 0;
      }
    }
    return best;
  }

  /** Cells (column, row) from the peduncle outwards that hang together with it. */
  private static int[][] beyondPeduncle(StraightFish fish, BodyProfile profile) {
    int outwards = profile.tailFirst() ? -1 : 1;
    int columns = outwards < 0 ? profile.peduncle() + 1 : fish.columns() - profile.peduncle();
    boolean[] seen = new boolean[columns * fish.rows()];
    int[] open = new int[seen.length];
    int waiting = 0;
    int count = 0;
    int start = core(fish, profile.peduncle()) * columns;
    int[][] found = new int[seen.length][];
    seen[start] = true;
    open[waiting++] = start;
    while (waiting > 0) {
      int at = open[--waiting];
      int k = at % columns;
      int row = at / columns;
      found[count++] = new int[] {profile.peduncle() + outwards * k, row};
      for (int side = 0; side < 4; side++) {
        int nextK = k + (side == 0 ? 1 : side == 1 ? -1 : 0);
        int nextRow = row + (side == 2 ? 1 : side == 3 ? -1 : 0);
        int next = nextRow * columns + nextK;
        if (nextK >= 0
            && nextK < columns
            && fish.contains(profile.peduncle() + outwards * nextK, nextRow)
            && !seen[next]) {
          seen[next] = true;
          open[waiting++] = next;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /**
   * The outer margin of the fin: how far it reaches from the peduncle, for each line along it.
   *
   * @param low number of the first line
   * @param reach of each line from {@code low} on
   */
  @SuppressWarnings("ArrayRecordComponent") // Seen by this class alone, and not changed.
  private record Margin(int low, double[] reach) {

    static Margin of(int[][] cells, int column, int row, double ux, double uy) {
      int low = Integer.MAX_VALUE;
      int high = Integer.MIN_VALUE;
      for (int[] cell : cells) {
        int s = line(cell, column, row, ux, uy);
        low = Math.min(low, s);
        high = Math.max(high, s);
      }
      double[] reach = new double[high - low + 1];
      Arrays.fill(reach, Double.NEGATIVE_INFINITY);
      for (int[] cell : cells) {
        double t = (cell[0] - column) * ux + (cell[1] - row) * uy;
        int i = line(cell, column, row, ux, uy) - low;
        reach[i] = Math.max(reach[i], t);
      }
      for (int i = 1; i < reach.length; i++) {
        if (reach[i] == Double.NEGATIVE_INFINITY) {
          reach[i] = reach[i - 1];
        }
      }
      return new Margin(low, reach);
    }

    private static int line(int[] cell, int column, int row, double ux, double uy) {
      return (int) Math.rint((cell[1] - row) * ux - (cell[0] - column) * uy);
    }

    /** Line in the middle of the outer part of the margin, which is half as far out or more. */
    double middle() {
      double farthest = Arrays.stream(reach).max().orElseThrow();
      int first = 0;
      while (reach[first] < farthest / 2) {
        first++;
      }
      int last = reach.length - 1;
      while (reach[last] < farthest / 2) {
        last--;
      }
      return low + (first + last) / 2.0;
    }

    /** Reach at a line, as the mean of it and its neighbours. */
    double at(double s) {
      int i = (int) Math.rint(s) - low;
      double sum = 0;
      int count = 0;
      for (int j = Math.max(0, i - 2); j <= Math.min(reach.length - 1, i + 2); j++) {
        sum += reach[j];
        count++;
      }
      return sum / count;
    }

    /** The line of the deepest notch that is at least so deep, columns; empty if there is none. */
    OptionalDouble notch(double least) {
      int n = reach.length;
      int[] hull = new int[n];
      int size = 0;
      for (int i = 0; i < n; i++) {
        while (size >= 2 && above(hull[size - 2], hull[size - 1], i)) {
          size--;
        }
        hull[size++] = i;
      }
      double deepest = Math.max(least, LEAST_DEPTH * n);
      OptionalDouble notch = OptionalDouble.empty();
      for (int h = 1; h < size; h++) {
        int from = hull[h - 1];
        int to = hull[h];
        double slant = (reach[to] - reach[from]) / (to - from);
        if (to - from < LEAST_SPAN * n || Math.abs(slant) > MOST_SLANT) {
          continue;
        }
        double[] depth = new double[to - from];
        Arrays.setAll(depth, i -> reach[from] + slant * i - reach[from + i]);
        double most = Arrays.stream(depth).max().orElseThrow();
        if (most > deepest) {
          deepest = most;
          double sum = 0;
          double weights = 0;
          for (int i = 0; i < depth.length; i++) {
            double weight = Math.max(0, depth[i] - 0.9 * most);
            sum += weight * i;
            weights += weight;
          }
          notch = OptionalDouble.of(low + from + sum / weights);
        }
      }
      return notch;
    }

    /** Whether b does not stand out over the line from a to c. */
    private boolean above(int a, int b, int c) {
      return (reach[b] - reach[a]) * (c - a) <= (reach[c] - reach[a]) * (b - a);
    }
  }
}

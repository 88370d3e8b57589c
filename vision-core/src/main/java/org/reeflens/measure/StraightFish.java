package org.reeflens.measure;

import java.util.Arrays;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Mask;
import org.reeflens.geometry.Point;

/**
 * A fish's outline laid out straight: columns go along its body, rows across it. The line along the
 * body is a parabola through the pixels of the mask, so that a bent fish comes out straight. A mask
 * turned, mirrored or scaled gives the same grid but for rounding.
 */
final class StraightFish {

  /** Columns from end to end. Far finer than any outline is known. */
  static final int COLUMNS = 512;

  /** Columns beside the ends, so that nothing of the fish is lost where the line is a bad one. */
  private static final int SPARE = 24;

  private final Bend.Foot[] feet;
  private final double lowest;
  private final double step;
  private final int columns;
  private final int rows;
  private final boolean[] cells;

  private StraightFish(Bend.Foot[] feet, double lowest, double step, int rows, Mask mask) {
    this.feet = feet;
    this.lowest = lowest;
    this.step = step;
    this.columns = feet.length;
    this.rows = rows;
    this.cells = new boolean[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Point place = feet[column].across(lowest + row * step);
        cells[row * columns + column] =
            mask.contains((int) Math.rint(place.x()), (int) Math.rint(place.y()));
      }
    }
  }

  /**
   * Lays a mask out.
   *
   * @param mask (Input) one part, one pixel or more
   * @param turn angle from the pixels' main axis to that of the body, radians
   */
  static StraightFish of(Mask mask, double turn) {
    Bend line = Bend.through(pixels(mask, false), turn);
    double[][] pixels = pixels(mask, true);
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    double under = Double.MAX_VALUE;
    double over = -Double.MAX_VALUE;
    for (int i = 0; i < pixels[0].length; i++) {
      double along = line.along(pixels[0][i], pixels[1][i]);
      double across = line.across(pixels[0][i], pixels[1][i]);
      low = Math.min(low, along);
      high = Math.max(high, along);
      under = Math.min(under, across);
      over = Math.max(over, across);
    }
    double step = (high - low + 1) / COLUMNS;
    int rows = (int) Math.ceil((over - under + 1) / step) + 2 * SPARE;
    double first = low - 0.5 + (0.5 - SPARE) * step;
    Bend.Foot[] feet = new Bend.Foot[COLUMNS + 2 * SPARE];
    Arrays.setAll(feet, column -> line.at(first + column * step));
    double lowest = (under + over) / 2 - (rows - 1) / 2.0 * step;
    return new StraightFish(feet, lowest, step, rows, mask);
  }

  /** The pixels of a mask, or those alone that have a side to what is outside. */
  private static double[][] pixels(Mask mask, boolean margin) {
    Box box = mask.box().orElseThrow();
    double[] xs = new double[mask.area()];
    double[] ys = new double[xs.length];
    int count = 0;
    for (int y = (int) Math.ceil(box.top()); y <= box.bottom(); y++) {
      for (int x = (int) Math.ceil(box.left()); x <= box.right(); x++) {
        if (mask.contains(x, y) && !(margin && isWithin(mask, x, y))) {
          xs[count] = x;
          ys[count++] = y;
        }
      }
    }
    return new double[][] {Arrays.copyOf(xs, count), Arrays.copyOf(ys, count)};
  }

  private static boolean isWithin(Mask mask, int x, int y) {
    return mask.contains(x - 1, y)
        && mask.contains(x + 1, y)
        && mask.contains(x, y - 1)
        && mask.contains(x, y + 1);
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** Source pixels between two columns or rows. */
  double step() {
    return step;
  }

  /** Whether a cell belongs to the fish; those outside the grid do not. */
  boolean contains(int column, int row) {
    return column >= 0
        && column < columns
        && row >= 0
        && row < rows
        && cells[row * columns + column];
  }

  /** Where a place of the grid, centres of cells at integers, lies in the picture. */
  Point place(double column, double row) {
    int before = Math.max(0, Math.min(columns - 2, (int) Math.floor(column)));
    Point one = feet[before].across(lowest + row * step);
    Point other = feet[before + 1].across(lowest + row * step);
    double part = column - before;
    return new Point(
        one.x() + part * (other.x() - one.x()), one.y() + part * (other.y() - one.y()));
  }

  /**
   * Half the thickness at each column: the largest distance from a cell of it to what is not fish,
   * in columns. Fins, which are thin, hardly change it. Distances are by the chamfer of 5 and 7
   * (Borgefors 1986, at most 8 % from the true ones).
   */
  double[] thickness() {
    int[] distance = new int[cells.length];
    Arrays.setAll(distance, i -> cells[i] ? Integer.MAX_VALUE / 2 : 0);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        relax(distance, column, row, -1);
      }
    }
    for (int row = rows - 1; row >= 0; row--) {
      for (int column = columns - 1; column >= 0; column--) {
        relax(distance, column, row, 1);
      }
    }
    double[] most = new double[columns];
    for (int i = 0; i < distance.length; i++) {
      most[i % columns] = Math.max(most[i % columns], distance[i] / 5.0);
    }
    return most;
  }

  private void relax(int[] distance, int column, int row, int side) {
    int at = row * columns + column;
    if (distance[at] > 0) {
      int least = Math.min(of(distance, column + side, row), of(distance, column, row + side)) + 5;
      int corner =
          Math.min(of(distance, column + side, row + side), of(distance, column - side, row + side))
              + 7;
      distance[at] = Math.min(distance[at], Math.min(least, corner));
    }
  }

  private int of(int[] distance, int column, int row) {
    boolean in = column >= 0 && column < columns && row >= 0 && row < rows;
    return in ? distance[row * columns + column] : 0;
  }
}

package org.reeflens.image;

import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;

/**
 * A board of black and white squares that cameras are calibrated with.
 *
 * @param columns inner corners in a row, where four squares meet: one less than squares
 * @param rows inner corners in a column
 * @param squareMm side of a square, mm
 * @param markers for a ChArUco board, the markers in its white squares; null for a plain chessboard
 */
public record CalibrationBoard(int columns, int rows, double squareMm, @Nullable Markers markers) {

  /**
   * The markers of a ChArUco board.
   *
   * @param dictionary OpenCV's name for the set of markers, such as {@code DICT_5X5_100}
   * @param sideMm side of a marker, mm
   */
  public record Markers(String dictionary, double sideMm) {}

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if there are fewer than 3 corners a side, or a length is not
   *     above 0, or the markers do not fit into the squares
   */
  public CalibrationBoard {
    if (columns < 3 || rows < 3) {
      throw new IllegalArgumentException(
          "a board needs 3 inner corners a side or more, not " + columns + " x " + rows);
    }
    if (!(squareMm > 0 && Double.isFinite(squareMm))) {
      throw new IllegalArgumentException("the side of a square must be above 0 mm: " + squareMm);
    }
    if (markers != null && !(markers.sideMm() > 0 && markers.sideMm() < squareMm)) {
      throw new IllegalArgumentException(
          "a marker must be smaller than its square: " + markers.sideMm() + " mm");
    }
  }

  /** How many inner corners it has. */
  public int corners() {
    return columns * rows;
  }

  /**
   * Where a corner is on the board, mm from the first one: x along the rows, y from row to row.
   *
   * @param corner its number, 0 or more, row by row
   */
  public Point place(int corner) {
    int row = corner / columns;
    return new Point(squareMm * (corner % columns), squareMm * row);
  }
}

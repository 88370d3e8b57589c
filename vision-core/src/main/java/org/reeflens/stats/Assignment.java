package org.reeflens.stats;

import java.util.Arrays;

/**
 * Pairs rows with columns so that the sum of the costs is least; a row and a column are used at
 * most once. The result depends on nothing but the costs: equal costs give equal pairs on every
 * run.
 *
 * <p>Solved by shortest augmenting paths (R. Jonker and A. Volgenant 1987, "A shortest augmenting
 * path algorithm for dense and sparse linear assignment problems", Computing 38:325-340): one path
 * for each line of the shorter side, of O(shorter × longer) steps each.
 */
public final class Assignment {

  /** Stands for the column of a row that is left alone. */
  public static final int NONE = -1;

  private Assignment() {}

  /**
   * Pairs as many as there are on the shorter side, at the least total cost.
   *
   * @param costs (Input) {@code rows × columns} costs, row after row; finite, of any sign
   * @param rows number of rows, 0 or more
   * @param columns number of columns, 0 or more
   * @return for each row its column, or {@link #NONE}
   * @throws IllegalArgumentException if a cost is not finite or the counts do not fit the costs
   */
  public static int[] leastCost(double[] costs, int rows, int columns) {
    requireShape(costs, rows, columns);
    for (double cost : costs) {
      if (!Double.isFinite(cost)) {
        throw new IllegalArgumentException("costs must be finite: " + cost);
      }
    }
    return solve(costs, rows, columns);
  }

  /**
   * Pairs rows with columns where that is worth it: leaving both a row and a column alone costs
   * {@code limit}, half for each. So no pair costs more than the limit, and the limit has its say
   * inside the search: a good pair is not given up for a dear one that would be thrown away after.
   *
   * <p>This is the rule of the {@code cost_limit} of the Python package lap, which the authors'
   * ByteTrack relies on. It extends the matrix by dummy rows and columns of half the limit; here
   * the same optimum is found without them, since every pair shifts the total by its cost minus the
   * limit.
   *
   * @param costs (Input) {@code rows × columns} costs, row after row; positive infinity forbids the
   *     pair
   * @param rows number of rows, 0 or more
   * @param columns number of columns, 0 or more
   * @param limit the cost of leaving a row and a column alone; finite
   * @return for each row its column, or {@link #NONE}
   * @throws IllegalArgumentException if a cost is NaN or negative infinity, the limit is not
   *     finite, or the counts do not fit the costs
   */
  public static int[] leastCost(double[] costs, int rows, int columns, double limit) {
    requireShape(costs, rows, columns);
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException("the limit must be finite: " + limit);
    }
    double[] gains = new double[costs.length];
    for (int i = 0; i < costs.length; i++) {
      if (!(costs[i] > Double.NEGATIVE_INFINITY)) {
        throw new IllegalArgumentException("not a cost: " + costs[i]);
      }
      gains[i] = Math.min(0, costs[i] - limit);
    }
    int[] columnOfRow = solve(gains, rows, columns);
    for (int row = 0; row < rows; row++) {
      // Without a gain the pair is only there because the shorter side had to be used up.
      if (columnOfRow[row] != NONE && gains[row * columns + columnOfRow[row]] >= 0) {
        columnOfRow[row] = NONE;
      }
    }
    return columnOfRow;
  }

  private static void requireShape(double[] costs, int rows, int columns) {
    if (rows < 0 || columns < 0 || costs.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          costs.length + " costs are not " + rows + " rows of " + columns);
    }
  }

  private static int[] solve(double[] costs, int rows, int columns) {
    if (rows <= columns) {
      return new Search(costs, rows, columns, columns, 1).columnOfRow();
    }
    int[] rowOfColumn = new Search(costs, columns, rows, 1, columns).columnOfRow();
    int[] columnOfRow = new int[rows];
    Arrays.fill(columnOfRow, NONE);
    for (int column = 0; column < columns; column++) {
      columnOfRow[rowOfColumn[column]] = column;
    }
    return columnOfRow;
  }

  /** The search proper, for no more rows than columns; steps let it read a matrix transposed. */
  private static final class Search {
    private final double[] costs;
    private final int rows;
    private final int columns;
    private final int rowStep;
    private final int columnStep;

    /**
     * Prices that keep {@code cost - rowPrice - columnPrice} at zero or more, and zero on pairs.
     */
    private final double[] rowPrice;

    private final double[] columnPrice;
    private final int[] rowOfColumn;

    /** Along the shortest path to a column: the column before it. */
    private final int[] before;

    private final double[] distance;
    private final boolean[] reached;

    Search(double[] costs, int rows, int columns, int rowStep, int columnStep) {
      this.costs = costs;
      this.rows = rows;
      this.columns = columns;
      this.rowStep = rowStep;
      this.columnStep = columnStep;
      rowPrice = new double[rows];
      columnPrice = new double[columns];
      rowOfColumn = new int[columns];
      before = new int[columns];
      distance = new double[columns];
      reached = new boolean[columns];
    }

    int[] columnOfRow() {
      Arrays.fill(rowOfColumn, NONE);
      for (int row = 0; row < rows; row++) {
        giveColumnTo(row);
      }
      int[] columnOfRow = new int[rows];
      for (int column = 0; column < columns; column++) {
        if (rowOfColumn[column] != NONE) {
          columnOfRow[rowOfColumn[column]] = column;
        }
      }
      return columnOfRow;
    }

    private void giveColumnTo(int newRow) {
      Arrays.fill(distance, Double.POSITIVE_INFINITY);
      Arrays.fill(reached, false);
      int row = newRow;
      int column = NONE;
      while (true) {
        int next = extendFrom(row, column);
        double step = distance[next];
        rowPrice[newRow] += step;
        for (int c = 0; c < columns; c++) {
          if (reached[c]) {
            rowPrice[rowOfColumn[c]] += step;
            columnPrice[c] -= step;
          } else {
            distance[c] -= step;
          }
        }
        column = next;
        if (rowOfColumn[column] == NONE) {
          break;
        }
        reached[column] = true;
        row = rowOfColumn[column];
      }
      handOver(newRow, column);
    }

    /** Shortens the paths by those that end {@code column - row}; the nearest free column. */
    private int extendFrom(int row, int column) {
      int nearest = NONE;
      for (int c = 0; c < columns; c++) {
        if (reached[c]) {
          continue;
        }
        double reduced = costs[row * rowStep + c * columnStep] - rowPrice[row] - columnPrice[c];
        if (reduced < distance[c]) {
          distance[c] = reduced;
          before[c] = column;
        }
        if (nearest == NONE || distance[c] < distance[nearest]) {
          nearest = c;
        }
      }
      return nearest;
    }

    /** Moves every row on the path one column on, and gives the freed one to the new row. */
    private void handOver(int newRow, int lastColumn) {
      int column = lastColumn;
      while (before[column] != NONE) {
        rowOfColumn[column] = rowOfColumn[before[column]];
        column = before[column];
      }
      rowOfColumn[column] = newRow;
    }
  }
}

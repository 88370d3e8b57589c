package org.reeflens.measure;

/** Order of the numbers of a matrix. */
final class Matrices {

  private Matrices() {}

  /** Numbers that are given column by column, row by row. */
  static double[] transposed(double[] columnByColumn, int rows, int columns) {
    double[] rowByRow = new double[columnByColumn.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        rowByRow[row * columns + column] = columnByColumn[column * rows + row];
      }
    }
    return rowByRow;
  }
}

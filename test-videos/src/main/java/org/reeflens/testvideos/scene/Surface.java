package org.reeflens.testvideos.scene;

/** A grid of points on one part of a fish, ready to be drawn. */
final class Surface {

  /** Sets one point of the grid from its two running numbers, each 0..1. */
  interface Shape {
    /**
     * Fills {@code out} with: along (snout 0, fork 1), up and side in lengths, and the skin's
     * second coordinate.
     */
    void at(double u, double v, double[] out);
  }

  final Skin.Part part;
  final int columns;
  final int rows;

  /** Picture x and y, distance behind the middle, along, skin, normal: 8 numbers a point. */
  final double[] points;

  private Surface(Skin.Part part, int columns, int rows) {
    this.part = part;
    this.columns = columns;
    this.rows = rows;
    this.points = new double[columns * rows * 8];
  }

  static Surface of(Skin.Part part, int columns, int rows, Pose pose, Shape shape) {
    Surface surface = new Surface(part, columns, rows);
    double[] spot = new double[4];
    double[] seen = new double[3];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        shape.at((double) i / (columns - 1), (double) j / (rows - 1), spot);
        pose.project(spot[0], spot[1], spot[2], seen);
        int at = 8 * (j * columns + i);
        surface.points[at] = seen[0];
        surface.points[at + 1] = seen[1];
        surface.points[at + 2] = seen[2];
        surface.points[at + 3] = spot[0];
        surface.points[at + 4] = spot[3];
      }
    }
    surface.normals();
    return surface;
  }

  private void normals() {
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int left = 8 * (j * columns + Math.max(0, i - 1));
        int right = 8 * (j * columns + Math.min(columns - 1, i + 1));
        int above = 8 * (Math.max(0, j - 1) * columns + i);
        int below = 8 * (Math.min(rows - 1, j + 1) * columns + i);
        double ax = points[right] - points[left];
        double ay = points[right + 1] - points[left + 1];
        double az = points[right + 2] - points[left + 2];
        double bx = points[below] - points[above];
        double by = points[below + 1] - points[above + 1];
        double bz = points[below + 2] - points[above + 2];
        double x = ay * bz - az * by;
        double y = az * bx - ax * bz;
        double z = ax * by - ay * bx;
        // The grid of the body runs so that the product points inwards in every pose; thin fins are
        // seen from both sides, so theirs is turned to the camera.
        double length = Math.sqrt(x * x + y * y + z * z) + 1e-12;
        double sign = part == Skin.Part.BODY || z > 0 ? -1 : 1;
        int at = 8 * (j * columns + i);
        points[at + 5] = sign * x / length;
        points[at + 6] = sign * y / length;
        points[at + 7] = sign * z / length;
      }
    }
  }
}

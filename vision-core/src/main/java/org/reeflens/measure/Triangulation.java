package org.reeflens.measure;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.reeflens.geometry.Point;

/** How a place is found from the two rays on which it is seen, which never quite meet. */
public enum Triangulation {
  /** The middle of the shortest way from ray to ray, as in Bouguet's toolbox and CamTrawl. */
  MIDPOINT {
    @Override
    Position place(Position left, Position right, Rotation rotation, Position translation) {
      Nearest nearest = nearest(left, right, rotation, translation);
      return nearest.onLeft().plus(nearest.onRight()).times(0.5);
    }
  },

  /**
   * The direct linear transform of Hartley and Zisserman (2004, 12.2), as OpenCV's {@code
   * triangulatePoints} does it and VIAME uses it: the null vector of the four equations that say on
   * which rays the place lies, in undistorted coordinates.
   */
  DLT {
    @Override
    Position place(Position left, Position right, Rotation rotation, Position translation) {
      DMatrixRMaj rows = new DMatrixRMaj(4, 4);
      double[] x = {1, 0, 0, 0};
      double[] y = {0, 1, 0, 0};
      double[] z = {0, 0, 1, 0};
      equation(rows, 0, left.x() / left.z(), x, z);
      equation(rows, 1, left.y() / left.z(), y, z);
      equation(
          rows,
          2,
          right.x() / right.z(),
          row(rotation, 0, translation.x()),
          row(rotation, 2, translation.z()));
      equation(
          rows,
          3,
          right.y() / right.z(),
          row(rotation, 1, translation.y()),
          row(rotation, 2, translation.z()));
      SingularValueDecomposition_F64<DMatrixRMaj> svd =
          DecompositionFactory_DDRM.svd(4, 4, false, true, false);
      if (!svd.decompose(rows)) {
        throw new MeasureException("no place fits both rays");
      }
      DMatrixRMaj v = svd.getV(null, true);
      SingularOps_DDRM.descendingOrder(null, false, svd.getSingularValues(), 4, v, true);
      double scale = v.get(3, 3);
      double[] place = {v.get(3, 0) / scale, v.get(3, 1) / scale, v.get(3, 2) / scale};
      if (!Double.isFinite(place[0] + place[1] + place[2])) {
        throw new MeasureException(PARALLEL);
      }
      return new Position(place[0], place[1], place[2]);
    }
  };

  private static final String PARALLEL =
      "is seen by both cameras in the same direction (parallel rays), so its distance is unknown";

  /** Square of the sine of the angle between two rays that are taken for parallel. */
  private static final double FLAT = 1e-14;

  /**
   * Finds a place.
   *
   * @param left x/z and y/z of the ray in the left camera's axes
   * @param right x/z and y/z of the ray in the right camera's axes
   * @param rotation from the left camera's axes to the right one's
   * @param translation the left camera in the right one's axes, mm
   * @return the place in the left camera's axes
   * @throws MeasureException if the rays are parallel, or meet behind a camera
   */
  public Position place(Point left, Point right, Rotation rotation, Position translation) {
    Position leftRay = ray(left);
    Position rightRay = ray(right);
    // Also asked for DLT, which finds some place for parallel rays too: rounding makes it up.
    nearest(leftRay, rightRay, rotation, translation);
    Position place = place(leftRay, rightRay, rotation, translation);
    if (!(place.z() > 0) || !(rotation.apply(place).plus(translation).z() > 0)) {
      throw new MeasureException(
          "would lie behind the cameras; left and right may be exchanged, or the points are of"
              + " different animals");
    }
    return place;
  }

  abstract Position place(Position left, Position right, Rotation rotation, Position translation);

  /** How near two rays come to each other, mm. */
  static double gap(Point left, Point right, Rotation rotation, Position translation) {
    Nearest nearest = nearest(ray(left), ray(right), rotation, translation);
    return nearest.onLeft().distanceTo(nearest.onRight());
  }

  /** A ray through a place one unit before its camera. */
  static Position ray(Point undistorted) {
    return new Position(undistorted.x(), undistorted.y(), 1);
  }

  /** The two ends of the shortest way from ray to ray, in the left camera's axes, mm. */
  private record Nearest(Position onLeft, Position onRight) {}

  private static Nearest nearest(
      Position left, Position right, Rotation rotation, Position translation) {
    Position turned = rotation.apply(left);
    double leftLeft = left.dot(left);
    double rightRight = right.dot(right);
    double both = turned.dot(right);
    double determinant = leftLeft * rightRight - both * both;
    if (!(determinant > FLAT * leftLeft * rightRight)) {
      throw new MeasureException(PARALLEL);
    }
    double leftShift = turned.dot(translation);
    double rightShift = right.dot(translation);
    double alongLeft = (both * rightShift - rightRight * leftShift) / determinant;
    double alongRight = (leftLeft * rightShift - leftShift * both) / determinant;
    return new Nearest(
        left.times(alongLeft),
        rotation.inverse().apply(right.times(alongRight).minus(translation)));
  }

  private static double[] row(Rotation rotation, int row, double shift) {
    return new double[] {rotation.at(row, 0), rotation.at(row, 1), rotation.at(row, 2), shift};
  }

  /** One coordinate of a ray: {@code seen * depth - across = 0}. */
  private static void equation(
      DMatrixRMaj rows, int row, double seen, double[] across, double[] depth) {
    for (int column = 0; column < 4; column++) {
      rows.set(row, column, seen * depth[column] - across[column]);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

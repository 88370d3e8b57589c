package org.reeflens.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A smooth curve along a body: a straight line, and as much bend as is usual and the points ask
 * for. It is the most likely sum of the first five Legendre polynomials if the points have normal
 * errors and the last three polynomials, by which the curve leaves a line, are normal about 0.
 */
final class BodyCurve {

  private static final int TERMS = 5;

  private final DMatrixRMaj terms;

  private BodyCurve(DMatrixRMaj terms) {
    this.terms = terms;
  }

  /**
   * Fits a curve.
   *
   * @param points what it goes by, two or more at different places
   * @param along where a point is, 0 at the snout and 1 at the fork
   * @param value what is known there
   * @param sigma standard deviation of a value's error
   * @param bend standard deviation of each term by which the curve leaves a line
   */
  static <T> BodyCurve fit(
      List<T> points,
      ToDoubleFunction<T> along,
      ToDoubleFunction<T> value,
      double sigma,
      double bend) {
    DMatrixRMaj normal = new DMatrixRMaj(TERMS, TERMS);
    DMatrixRMaj right = new DMatrixRMaj(TERMS, 1);
    for (T point : points) {
      double[] basis = basis(along.applyAsDouble(point));
      for (int i = 0; i < TERMS; i++) {
        right.add(i, 0, basis[i] * value.applyAsDouble(point));
        for (int j = 0; j < TERMS; j++) {
          normal.add(i, j, basis[i] * basis[j]);
        }
      }
    }
    for (int i = 0; i < TERMS; i++) {
      double ratio = sigma / Math.max(1e-6, bend);
      normal.add(i, i, i < 2 ? 1e-9 : ratio * ratio);
    }
    DMatrixRMaj terms = new DMatrixRMaj(TERMS, 1);
    if (!CommonOps_DDRM.solve(normal, right, terms)) {
      throw new MeasureException("no curve fits the fish in the right picture");
    }
    return new BodyCurve(terms);
  }

  private static double[] basis(double along) {
    double x = 2 * along - 1;
    double square = x * x;
    return new double[] {
      1, x, (3 * square - 1) / 2, (5 * square - 3) * x / 2, ((35 * square - 30) * square + 3) / 8
    };
  }

  /** The curve at a place, 0 at the snout and 1 at the fork. */
  double at(double along) {
    double[] basis = basis(along);
    double sum = 0;
    for (int i = 0; i < TERMS; i++) {
      sum += terms.get(i, 0) * basis[i];
    }
    return sum;
  }

  /** How far off the curve a value is. */
  double miss(double along, double value) {
    return Math.abs(value - at(along));
  }
}

package org.reeflens.track;

import org.reeflens.geometry.Affine;

/**
 * Kalman filter of one coordinate that moves at a nearly constant velocity.
 *
 * <p>The trackers of the SORT family write the coordinates of a box as one filter of seven or eight
 * states. Its matrices never mix the coordinates, so filters of two states give the same numbers,
 * with no matrix to invert.
 *
 * <p>Time is counted in steps of the motion model, of which a prediction may take a fraction.
 */
final class CoordinateFilter {
  private double position;
  private double velocity;

  /** The covariance of (position, velocity). */
  private double positionVariance;

  private double covariance;
  private double velocityVariance;

  /** A coordinate at rest, seen once; the deviations say how sure that is. */
  CoordinateFilter(double position, double positionDeviation, double velocityDeviation) {
    this.position = position;
    positionVariance = positionDeviation * positionDeviation;
    velocityVariance = velocityDeviation * velocityDeviation;
  }

  /** A filter of its own that knows the same. */
  CoordinateFilter(CoordinateFilter other) {
    position = other.position;
    velocity = other.velocity;
    positionVariance = other.positionVariance;
    covariance = other.covariance;
    velocityVariance = other.velocityVariance;
  }

  double position() {
    return position;
  }

  double velocity() {
    return velocity;
  }

  /** Stops the coordinate; how sure its velocity was known stays as it is. */
  void stop() {
    velocity = 0;
  }

  /**
   * Moves on by some steps, at most about one: the deviations are what one full step adds, and
   * their variances are taken to grow evenly within it.
   */
  void predict(double steps, double positionDeviation, double velocityDeviation) {
    position += velocity * steps;
    positionVariance +=
        steps * (2 * covariance + steps * velocityVariance + positionDeviation * positionDeviation);
    covariance += steps * velocityVariance;
    velocityVariance += steps * velocityDeviation * velocityDeviation;
  }

  /** Takes in an observation; the deviation, above zero, says how well it was measured. */
  void correct(double observed, double deviation) {
    double total = positionVariance + deviation * deviation;
    double positionGain = positionVariance / total;
    double velocityGain = covariance / total;
    double surprise = observed - position;
    position += positionGain * surprise;
    velocity += velocityGain * surprise;
    velocityVariance -= velocityGain * covariance;
    covariance -= positionGain * covariance;
    positionVariance -= positionGain * positionVariance;
  }

  /** Measures all in another unit, of which the present one has {@code factor}. */
  void stretch(double factor) {
    position *= factor;
    velocity *= factor;
    positionVariance *= factor * factor;
    covariance *= factor * factor;
    velocityVariance *= factor * factor;
  }

  /**
   * Carries the x and y of a place along with the picture: positions, velocities and variances, as
   * BoT-SORT does (N. Aharon et al. 2022, "BoT-SORT: Robust Associations Multi-Pedestrian
   * Tracking", equations 4 to 9). That a turn of the camera makes the errors of x and y depend on
   * each other is left out; between two frames it turns little.
   */
  static void follow(CoordinateFilter x, CoordinateFilter y, Affine camera) {
    CoordinateFilter before = new CoordinateFilter(x);
    x.blend(before, camera.a(), y, camera.b(), camera.tx());
    y.blend(before, camera.c(), new CoordinateFilter(y), camera.d(), camera.ty());
  }

  private void blend(
      CoordinateFilter one,
      double oneShare,
      CoordinateFilter other,
      double otherShare,
      double shift) {
    double oneSquare = oneShare * oneShare;
    double otherSquare = otherShare * otherShare;
    position = oneShare * one.position + otherShare * other.position + shift;
    velocity = oneShare * one.velocity + otherShare * other.velocity;
    positionVariance = oneSquare * one.positionVariance + otherSquare * other.positionVariance;
    covariance = oneSquare * one.covariance + otherSquare * other.covariance;
    velocityVariance = oneSquare * one.velocityVariance + otherSquare * other.velocityVariance;
  }
}

package org.reeflens.track;

/**
 * Kalman filter of one coordinate that moves at a nearly constant velocity.
 *
 * <p>The trackers of the SORT family write the four coordinates of a box as one filter of eight
 * states. Its matrices never mix the coordinates, so four filters of two states give the same
 * numbers, with no matrix to invert.
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

  double position() {
    return position;
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
}

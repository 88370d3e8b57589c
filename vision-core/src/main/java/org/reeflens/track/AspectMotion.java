package org.reeflens.track;

import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/**
 * The motion model of the authors' ByteTrack, after DeepSORT: centre, ratio of width to height, and
 * height. All deviations are shares of the height, and those of the ratio are so small that it
 * hardly changes. That suits a walking person and not a turning fish; see {@link SizeMotion}.
 */
final class AspectMotion implements BoxMotion {
  /** Deviations of the ratio of width to height: when first seen and per step, and its velocity. */
  private static final double RATIO = 1e-2;

  private static final double RATIO_VELOCITY = 1e-5;
  private static final double RATIO_MEASURED = 1e-1;

  private final double positionNoise;
  private final double velocityNoise;
  private final CoordinateFilter x;
  private final CoordinateFilter y;
  private final CoordinateFilter ratio;
  private final CoordinateFilter height;

  AspectMotion(Box seen, TrackerSettings.Motion settings) {
    positionNoise = settings.positionNoise();
    velocityNoise = settings.velocityNoise();
    double scale = scale(seen.height());
    // Twice and ten times the noise of a step, when nothing is known yet.
    double position = 2 * positionNoise * scale;
    double velocity = 10 * velocityNoise * scale;
    x = new CoordinateFilter(seen.centreX(), position, velocity);
    y = new CoordinateFilter(seen.centreY(), position, velocity);
    ratio = new CoordinateFilter(ratio(seen), RATIO, RATIO_VELOCITY);
    height = new CoordinateFilter(seen.height(), position, velocity);
  }

  private AspectMotion(AspectMotion other) {
    positionNoise = other.positionNoise;
    velocityNoise = other.velocityNoise;
    x = new CoordinateFilter(other.x);
    y = new CoordinateFilter(other.y);
    ratio = new CoordinateFilter(other.ratio);
    height = new CoordinateFilter(other.height);
  }

  @Override
  public AspectMotion copy() {
    return new AspectMotion(this);
  }

  @Override
  public Box box() {
    double h = Math.max(0, height.position());
    double w = Math.max(0, ratio.position()) * h;
    return Box.ofSize(x.position() - w / 2, y.position() - h / 2, w, h);
  }

  @Override
  public void predict(double steps, boolean inView) {
    if (!inView) {
      height.stop();
    }
    for (double left = steps; left > 0; left -= 1) {
      double step = Math.min(left, 1);
      double scale = scale(height.position());
      double position = positionNoise * scale;
      double velocity = velocityNoise * scale;
      x.predict(step, position, velocity);
      y.predict(step, position, velocity);
      ratio.predict(step, RATIO, RATIO_VELOCITY);
      height.predict(step, position, velocity);
    }
  }

  @Override
  public void follow(Affine camera) {
    CoordinateFilter.follow(x, y, camera);
    ratio.stretch(camera.stretchX() / camera.stretchY());
    height.stretch(camera.stretchY());
  }

  @Override
  public void correct(Box seen) {
    double deviation = positionNoise * scale(height.position());
    x.correct(seen.centreX(), deviation);
    y.correct(seen.centreY(), deviation);
    ratio.correct(ratio(seen), RATIO_MEASURED);
    height.correct(seen.height(), deviation);
  }

  private static double ratio(Box seen) {
    return seen.width() / scale(seen.height());
  }

  /** A height to scale noise by: no box is known better than one of a pixel. */
  private static double scale(double height) {
    return Math.max(1, height);
  }
}

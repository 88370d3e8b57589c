package org.reeflens.track;

import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/**
 * Centre, width and height, each free to change, since a fish that turns towards the camera narrows
 * to a third of its width within a second.
 */
final class SizeMotion implements BoxMotion {
  private final double positionNoise;
  private final double velocityNoise;
  private final Scale scale;
  private final CoordinateFilter x;
  private final CoordinateFilter y;
  private final CoordinateFilter width;
  private final CoordinateFilter height;

  /** What the deviations are shares of. */
  enum Scale {
    /**
     * The width for x and the width, the height for y and the height: the model of BoT-SORT. It
     * holds a long flat fish to be slow in y.
     */
    SIDES {
      @Override
      double alongX(double width, double height) {
        return Math.max(1, width);
      }

      @Override
      double alongY(double width, double height) {
        return Math.max(1, height);
      }
    },

    /** The side of the square with the box's area: the model for fish. */
    SQUARE {
      @Override
      double alongX(double width, double height) {
        return Math.max(1, Math.sqrt(Math.max(0, width) * Math.max(0, height)));
      }

      @Override
      double alongY(double width, double height) {
        return alongX(width, height);
      }
    };

    /** A length in x to scale noise by: no box is known better than one of a pixel. */
    abstract double alongX(double width, double height);

    /** The same in y. */
    abstract double alongY(double width, double height);
  }

  SizeMotion(Box seen, TrackerSettings.Motion settings, Scale scale) {
    positionNoise = settings.positionNoise();
    velocityNoise = settings.velocityNoise();
    this.scale = scale;
    double alongX = scale.alongX(seen.width(), seen.height());
    double alongY = scale.alongY(seen.width(), seen.height());
    x = unknown(seen.centreX(), alongX);
    y = unknown(seen.centreY(), alongY);
    width = unknown(seen.width(), alongX);
    height = unknown(seen.height(), alongY);
  }

  private SizeMotion(SizeMotion other) {
    positionNoise = other.positionNoise;
    velocityNoise = other.velocityNoise;
    scale = other.scale;
    x = new CoordinateFilter(other.x);
    y = new CoordinateFilter(other.y);
    width = new CoordinateFilter(other.width);
    height = new CoordinateFilter(other.height);
  }

  /** Twice and ten times the noise of a step, when nothing is known yet (as ByteTrack does). */
  private CoordinateFilter unknown(double position, double length) {
    return new CoordinateFilter(position, 2 * positionNoise * length, 10 * velocityNoise * length);
  }

  @Override
  public SizeMotion copy() {
    return new SizeMotion(this);
  }

  @Override
  public Box box() {
    double w = Math.max(0, width.position());
    double h = Math.max(0, height.position());
    return Box.ofSize(x.position() - w / 2, y.position() - h / 2, w, h);
  }

  @Override
  public void predict(double steps, boolean inView) {
    if (!inView) {
      width.stop();
      height.stop();
    }
    for (double left = steps; left > 0; left -= 1) {
      double step = Math.min(left, 1);
      double alongX = scale.alongX(width.position(), height.position());
      double alongY = scale.alongY(width.position(), height.position());
      x.predict(step, positionNoise * alongX, velocityNoise * alongX);
      y.predict(step, positionNoise * alongY, velocityNoise * alongY);
      width.predict(step, positionNoise * alongX, velocityNoise * alongX);
      height.predict(step, positionNoise * alongY, velocityNoise * alongY);
    }
  }

  @Override
  public void follow(Affine camera) {
    CoordinateFilter.follow(x, y, camera);
    width.stretch(camera.stretchX());
    height.stretch(camera.stretchY());
  }

  @Override
  public void correct(Box seen) {
    double deviationX = positionNoise * scale.alongX(width.position(), height.position());
    double deviationY = positionNoise * scale.alongY(width.position(), height.position());
    x.correct(seen.centreX(), deviationX);
    y.correct(seen.centreY(), deviationY);
    width.correct(seen.width(), deviationX);
    height.correct(seen.height(), deviationY);
  }
}

package org.reeflens.track;

import org.reeflens.geometry.Box;

/**
 * The motion model for fish: centre, width and height, each free to change, since a fish that turns
 * towards the camera narrows to a third of its width within a second.
 *
 * <p>The deviations are shares of the side of the square with the box's area. The models of
 * ByteTrack (height) and BoT-SORT (width for x, height for y) would hold a long flat fish to be
 * slow in y.
 */
final class SizeMotion implements BoxMotion {
  private final double positionNoise;
  private final double velocityNoise;
  private final CoordinateFilter x;
  private final CoordinateFilter y;
  private final CoordinateFilter width;
  private final CoordinateFilter height;

  SizeMotion(Box seen, ByteTrackSettings.Motion settings) {
    positionNoise = settings.positionNoise();
    velocityNoise = settings.velocityNoise();
    double scale = scale(seen.width(), seen.height());
    // Twice and ten times the noise of a step, when nothing is known yet (as ByteTrack does).
    double position = 2 * positionNoise * scale;
    double velocity = 10 * velocityNoise * scale;
    x = new CoordinateFilter(seen.centreX(), position, velocity);
    y = new CoordinateFilter(seen.centreY(), position, velocity);
    width = new CoordinateFilter(seen.width(), position, velocity);
    height = new CoordinateFilter(seen.height(), position, velocity);
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
      double scale = scale(width.position(), height.position());
      double position = positionNoise * scale;
      double velocity = velocityNoise * scale;
      x.predict(step, position, velocity);
      y.predict(step, position, velocity);
      width.predict(step, position, velocity);
      height.predict(step, position, velocity);
    }
  }

  @Override
  public void correct(Box seen) {
    double deviation = positionNoise * scale(width.position(), height.position());
    x.correct(seen.centreX(), deviation);
    y.correct(seen.centreY(), deviation);
    width.correct(seen.width(), deviation);
    height.correct(seen.height(), deviation);
  }

  /** A length to scale noise by: no box is known better than one of a pixel. */
  private static double scale(double width, double height) {
    return Math.max(1, Math.sqrt(Math.max(0, width) * Math.max(0, height)));
  }
}

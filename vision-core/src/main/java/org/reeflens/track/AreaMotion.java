package org.reeflens.track;

import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/**
 * The motion model of SORT, which OC-SORT keeps: centre and area move at a nearly constant
 * velocity, the ratio of width to height stays. Its deviations are pixels, whatever the size of the
 * animal, and hold for steps of one frame; see {@link SizeMotion}.
 */
final class AreaMotion implements BoxMotion {
  /** The code's variances are 10 for what was seen and 10 000 for velocities, at the start. */
  private static final double FIRST = Math.sqrt(10);

  private static final double FIRST_VELOCITY = 100;

  /** What a step adds to the deviation of the centre, the area and the ratio. */
  private static final double STEP = 1;

  private static final double CENTRE_VELOCITY = 0.1;
  private static final double AREA_VELOCITY = 0.01;

  /** How well a centre, and an area or a ratio, is measured. */
  private static final double CENTRE_MEASURED = 1;

  private static final double SIZE_MEASURED = Math.sqrt(10);

  /** What the code adds to heights, so that it never divides by zero. */
  private static final double NO_HEIGHT = 1e-6;

  private final CoordinateFilter x;
  private final CoordinateFilter y;
  private final CoordinateFilter area;
  private final CoordinateFilter ratio;

  AreaMotion(Box seen) {
    x = new CoordinateFilter(seen.centreX(), FIRST, FIRST_VELOCITY);
    y = new CoordinateFilter(seen.centreY(), FIRST, FIRST_VELOCITY);
    area = new CoordinateFilter(seen.area(), FIRST, FIRST_VELOCITY);
    ratio = new CoordinateFilter(ratio(seen), FIRST, 0);
  }

  private AreaMotion(AreaMotion other) {
    x = new CoordinateFilter(other.x);
    y = new CoordinateFilter(other.y);
    area = new CoordinateFilter(other.area);
    ratio = new CoordinateFilter(other.ratio);
  }

  @Override
  public AreaMotion copy() {
    return new AreaMotion(this);
  }

  @Override
  public Box box() {
    double w = Math.sqrt(Math.max(0, area.position()) * Math.max(0, ratio.position()));
    double h = w > 0 ? area.position() / w : 0;
    return Box.ofSize(x.position() - w / 2, y.position() - h / 2, w, h);
  }

  @Override
  public void predict(double steps, boolean inView) {
    if (area.position() + area.velocity() <= 0) {
      area.stop();
    }
    for (double left = steps; left > 0; left -= 1) {
      double step = Math.min(left, 1);
      x.predict(step, STEP, CENTRE_VELOCITY);
      y.predict(step, STEP, CENTRE_VELOCITY);
      area.predict(step, STEP, AREA_VELOCITY);
      ratio.predict(step, STEP, 0);
    }
  }

  @Override
  public void follow(Affine camera) {
    CoordinateFilter.follow(x, y, camera);
    area.stretch(camera.stretchX() * camera.stretchY());
    ratio.stretch(camera.stretchX() / camera.stretchY());
  }

  @Override
  public void correct(Box seen) {
    x.correct(seen.centreX(), CENTRE_MEASURED);
    y.correct(seen.centreY(), CENTRE_MEASURED);
    area.correct(seen.area(), SIZE_MEASURED);
    ratio.correct(ratio(seen), SIZE_MEASURED);
  }

  private static double ratio(Box seen) {
    return seen.width() / (seen.height() + NO_HEIGHT);
  }
}

package org.reeflens.testvideos.scene;

/** A fish as one camera of a rig sees it: each of its points in true perspective. */
final class LensPose implements Pose {

  /** Tangent of an angle to the axis beyond which no lens here sees; distortion is wild there. */
  private static final double WIDEST = 1.5;

  private final FishPose fish;
  private final Midline midline;
  private final double length;
  private final StereoRig rig;
  private final boolean right;
  private final double distance;
  private final boolean before;

  LensPose(FishPose fish, double length, StereoRig rig, boolean right) {
    this.fish = fish;
    this.midline = new Midline(fish);
    this.length = length;
    this.rig = rig;
    this.right = right;
    double[] middle = inCamera(fish.middle());
    this.distance = middle[2];
    this.before =
        distance > length && Math.max(Math.abs(middle[0]), Math.abs(middle[1])) < WIDEST * distance;
  }

  @Override
  public boolean beforeCamera() {
    return before;
  }

  @Override
  public double distanceMm() {
    return distance;
  }

  @Override
  public double beat() {
    return fish.beat();
  }

  @Override
  public double sizePixels() {
    return length * scale();
  }

  @Override
  public void project(double along, double up, double side, double[] out) {
    double[] place = inCamera(place(along, up, side));
    PixelPoint seen = camera().project(place[0], place[1], Math.max(1, place[2]));
    out[0] = seen.x();
    out[1] = seen.y();
    out[2] = scale() * (place[2] - distance);
  }

  /** A point of the fish in the left camera's axes, mm. */
  double[] place(double along, double up, double side) {
    double[] out = new double[3];
    fish.turn(
        length * midline.forwards(along),
        length * (side + midline.sideways(along)),
        length * up,
        out);
    for (int k = 0; k < 3; k++) {
      out[k] += fish.middle()[k];
    }
    return out;
  }

  private double[] inCamera(double[] place) {
    return right ? rig.toRight(place[0], place[1], place[2]) : place;
  }

  private LensCamera camera() {
    return right ? rig.right() : rig.left();
  }

  private double scale() {
    return camera().fx() / Math.max(1, distance);
  }
}

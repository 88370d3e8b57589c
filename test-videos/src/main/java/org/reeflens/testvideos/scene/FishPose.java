package org.reeflens.testvideos.scene;

import java.util.List;

/**
 * Where a fish is and how it is bent at one time. Camera coordinates: X to the right, Y down, Z
 * away, mm, from the pinhole.
 *
 * <p>A fish is projected with the one scale of its middle (focal length / distance), so that the
 * projected length of an un-turned fish is exactly length x focal / distance.
 */
final class FishPose implements Pose {

  /** Half the time over which the direction of swimming is taken, s. */
  private static final double LOOK = 0.22;

  private static final double STEEPEST = Math.toRadians(32);

  private final double length;
  private final double scale;
  private final double centreX;
  private final double centreY;
  private final double[] middle;
  private final double yaw;
  private final double pitch;
  private final double bend;
  private final double beat;

  private FishPose(
      double length,
      double scale,
      double centreX,
      double centreY,
      double[] middle,
      double yaw,
      double pitch,
      double bend,
      double beat) {
    this.length = length;
    this.scale = scale;
    this.centreX = centreX;
    this.centreY = centreY;
    this.middle = middle;
    this.yaw = yaw;
    this.pitch = pitch;
    this.bend = bend;
    this.beat = beat;
  }

  /**
   * The pose at a time.
   *
   * @param fish the fish
   * @param number its number, which sets the phase of its tail beat
   * @param seconds the time, s
   * @param settings the camera
   * @param shiftX sway of the picture to the right, pixels
   * @param shiftY sway of the picture downwards, pixels
   */
  static FishPose at(
      FishSpec fish,
      int number,
      double seconds,
      SceneSettings settings,
      double shiftX,
      double shiftY) {
    double[] here = place(fish.path(), seconds, settings);
    double[] heading = heading(fish.path(), seconds, settings);
    double[] before = heading(fish.path(), seconds - LOOK, settings);
    double[] after = heading(fish.path(), seconds + LOOK, settings);
    double turn = Math.IEEEremainder(after[0] - before[0], 2 * Math.PI) / (2 * LOOK);
    double scale = settings.focalPixels() / here[2];
    // Small fish beat their tails faster.
    double frequency = 3.4 * Math.sqrt(150 / fish.lengthMm());
    return new FishPose(
        fish.lengthMm(),
        scale,
        (settings.width() - 1) / 2.0 + here[0] * scale + shiftX,
        (settings.height() - 1) / 2.0 + here[1] * scale + shiftY,
        here,
        heading[0],
        heading[1],
        Math.max(-0.45, Math.min(0.45, 0.22 * turn)),
        2 * Math.PI * (frequency * seconds + 0.37 * number));
  }

  @Override
  public boolean beforeCamera() {
    return true;
  }

  @Override
  public double distanceMm() {
    return middle[2];
  }

  @Override
  public double beat() {
    return beat;
  }

  @Override
  public double sizePixels() {
    return length * scale;
  }

  @Override
  public void project(double along, double up, double side, double[] out) {
    turn(length * (0.5 - along), length * (side + bent(along)), length * up, out);
    out[0] = centreX + scale * out[0];
    out[1] = centreY + scale * out[1];
    out[2] = scale * out[2];
  }

  /** Where the fish's middle is, mm; not to be changed. */
  double[] middle() {
    return middle;
  }

  /**
   * Turns an offset from the fish's middle from the fish's own axes to the camera's, mm.
   *
   * @param out receives x, y and z
   */
  void turn(double forwards, double sideways, double upwards, double[] out) {
    double cosYaw = Math.cos(yaw);
    double sinYaw = Math.sin(yaw);
    double cosPitch = Math.cos(pitch);
    double sinPitch = Math.sin(pitch);
    out[0] = forwards * cosYaw * cosPitch - sideways * sinYaw + upwards * cosYaw * sinPitch;
    out[1] = forwards * sinPitch - upwards * cosPitch;
    out[2] = forwards * sinYaw * cosPitch + sideways * cosYaw + upwards * sinYaw * sinPitch;
  }

  /** Sideways offset of the mid-line: a wave that grows towards the tail, and the turn. */
  double bent(double along) {
    double amplitude = 0.012 + 0.075 * along * along;
    double wave = amplitude * Math.sin(beat - 2 * Math.PI * along / 1.05);
    return wave + bend * (along - 0.4) * (along - 0.4);
  }

  private static double[] heading(List<Waypoint> path, double seconds, SceneSettings settings) {
    double[] a = place(path, seconds - LOOK, settings);
    double[] b = place(path, seconds + LOOK, settings);
    double x = b[0] - a[0];
    double y = b[1] - a[1];
    double z = b[2] - a[2];
    double climb = Math.atan2(y, Math.hypot(x, z));
    return new double[] {
      Math.atan2(z, x), Math.max(-STEEPEST, Math.min(STEEPEST, climb)),
    };
  }

  private static double[] place(List<Waypoint> path, double seconds, SceneSettings settings) {
    int last = path.size() - 1;
    double[] from = spot(path, 0, settings);
    if (seconds <= path.get(0).seconds()) {
      return straight(from, tangent(path, 0, settings), seconds - path.get(0).seconds());
    }
    if (seconds >= path.get(last).seconds()) {
      double late = seconds - path.get(last).seconds();
      return straight(spot(path, last, settings), tangent(path, last, settings), late);
    }
    int i = 0;
    while (seconds > path.get(i + 1).seconds()) {
      i++;
    }
    double span = path.get(i + 1).seconds() - path.get(i).seconds();
    double t = (seconds - path.get(i).seconds()) / span;
    double[] p = spot(path, i, settings);
    double[] q = spot(path, i + 1, settings);
    double[] leave = tangent(path, i, settings);
    double[] arrive = tangent(path, i + 1, settings);
    double[] out = new double[3];
    for (int k = 0; k < 3; k++) {
      // The cubic with these ends and slopes (Hermite).
      double rest = q[k] - p[k];
      double a = span * leave[k] - rest;
      double b = rest - span * arrive[k];
      out[k] = Noise.mix(p[k], q[k], t) + t * (1 - t) * ((1 - t) * a + t * b);
    }
    return out;
  }

  /** Straight on; a fish that would swim into the camera stays just before it. */
  private static double[] straight(double[] from, double[] perSecond, double seconds) {
    double[] out = new double[3];
    for (int k = 0; k < 3; k++) {
      out[k] = from[k] + perSecond[k] * seconds;
    }
    out[2] = Math.max(out[2], 0.5 * from[2]);
    return out;
  }

  private static double[] tangent(List<Waypoint> path, int index, SceneSettings settings) {
    int i = Math.max(0, index - 1);
    int j = Math.min(path.size() - 1, index + 1);
    double[] a = spot(path, i, settings);
    double[] b = spot(path, j, settings);
    double span = path.get(j).seconds() - path.get(i).seconds();
    return new double[] {(b[0] - a[0]) / span, (b[1] - a[1]) / span, (b[2] - a[2]) / span};
  }

  private static double[] spot(List<Waypoint> path, int index, SceneSettings settings) {
    Waypoint point = path.get(index);
    double perPixel = point.distanceMm() / settings.focalPixels();
    return new double[] {
      (point.x() - (settings.width() - 1) / 2.0) * perPixel,
      (point.y() - (settings.height() - 1) / 2.0) * perPixel,
      point.distanceMm()
    };
  }
}

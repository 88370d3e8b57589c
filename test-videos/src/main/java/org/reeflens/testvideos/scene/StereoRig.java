package org.reeflens.testvideos.scene;

import java.util.Arrays;
import java.util.List;

/**
 * Two cameras on a bar. A place in the left camera's axes (X right, Y down, Z away, mm) is at
 * {@code R X + T} in the right camera's.
 *
 * @param width width of both pictures, pixels
 * @param height height of both pictures, pixels
 * @param left the left camera
 * @param right the right camera
 * @param rotation R, row after row, nine numbers
 * @param translation T, mm, three numbers
 */
public record StereoRig(
    int width,
    int height,
    LensCamera left,
    LensCamera right,
    List<Double> rotation,
    List<Double> translation) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they are no matrix and no vector
   */
  public StereoRig {
    rotation = List.copyOf(rotation);
    translation = List.copyOf(translation);
    if (rotation.size() != 9 || translation.size() != 3) {
      throw new IllegalArgumentException("R has nine numbers and T three");
    }
  }

  /**
   * A rig as divers carry it: two cameras 700 mm apart that look 6 degrees towards each other,
   * about 58 degrees wide under water, with the barrel distortion of a flat port and not quite
   * alike.
   *
   * @param width width of both pictures, pixels
   * @param height height of both pictures, pixels
   */
  public static StereoRig diver(int width, int height) {
    double turn = Math.toRadians(6);
    double roll = Math.toRadians(0.7);
    double nod = Math.toRadians(-0.4);
    double baseline = 700;
    double[] r = times(rollBy(roll), times(nodBy(nod), turnBy(turn)));
    // The right camera sits at C, so T = -R C.
    double[] c = {baseline, 4, -6};
    return new StereoRig(
        width,
        height,
        camera(width, height, 0.9, 0.004, -0.003, -0.12, 0.05, 0.0004, -0.0003),
        camera(width, height, 0.905, -0.006, 0.004, -0.115, 0.045, -0.0003, 0.0005),
        boxed(r),
        boxed(
            -(r[0] * c[0] + r[1] * c[1] + r[2] * c[2]),
            -(r[3] * c[0] + r[4] * c[1] + r[5] * c[2]),
            -(r[6] * c[0] + r[7] * c[1] + r[8] * c[2])));
  }

  private static LensCamera camera(
      int width,
      int height,
      double focal,
      double offX,
      double offY,
      double k1,
      double k2,
      double p1,
      double p2) {
    return new LensCamera(
        focal * width,
        1.001 * focal * width,
        (width - 1) / 2.0 + offX * width,
        (height - 1) / 2.0 + offY * width,
        k1,
        k2,
        p1,
        p2,
        0);
  }

  /** A place in the right camera's axes, mm. */
  double[] toRight(double x, double y, double z) {
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      out[i] =
          rotation.get(3 * i) * x
              + rotation.get(3 * i + 1) * y
              + rotation.get(3 * i + 2) * z
              + translation.get(i);
    }
    return out;
  }

  /** The pixel of a place, mm in the left camera's axes, in the left picture. */
  public PixelPoint inLeft(double x, double y, double z) {
    return left.project(x, y, z);
  }

  /** The pixel of a place, mm in the left camera's axes, in the right picture. */
  public PixelPoint inRight(double x, double y, double z) {
    double[] there = toRight(x, y, z);
    return right.project(there[0], there[1], there[2]);
  }

  /** What the left camera's pixels look at in a scene whose horizon is not in the middle. */
  Eye leftEye(SceneSettings settings) {
    double tilt = tilt(settings);
    return (x, y, out) -> {
      double[] sight = left.sight(x, y);
      out[0] = sight[0];
      out[1] = sight[1] + tilt;
      out[2] = 0;
    };
  }

  /** What the right camera's pixels look at. */
  Eye rightEye(SceneSettings settings) {
    double tilt = tilt(settings);
    double startMm = -turnedBack(0, translation.get(0), translation.get(1), translation.get(2));
    return (x, y, out) -> {
      double[] sight = right.sight(x, y);
      double away = turnedBack(2, sight[0], sight[1], 1);
      out[0] = turnedBack(0, sight[0], sight[1], 1) / away;
      out[1] = turnedBack(1, sight[0], sight[1], 1) / away + tilt;
      out[2] = startMm / 1000;
    };
  }

  private static double tilt(SceneSettings settings) {
    double middle = (settings.height() - 1) / 2.0;
    return (middle - Backdrop.horizonOf(settings.height())) / settings.focalPixels();
  }

  /** A part of a direction of the right camera's axes in the left one's. */
  private double turnedBack(int part, double x, double y, double z) {
    return rotation.get(part) * x + rotation.get(3 + part) * y + rotation.get(6 + part) * z;
  }

  /** Towards the other camera: about the axis that points down. */
  private static double[] turnBy(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new double[] {c, 0, s, 0, 1, 0, -s, 0, c};
  }

  private static double[] nodBy(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new double[] {1, 0, 0, 0, c, -s, 0, s, c};
  }

  private static double[] rollBy(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new double[] {c, -s, 0, s, c, 0, 0, 0, 1};
  }

  private static double[] times(double[] a, double[] b) {
    double[] out = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          out[3 * i + j] += a[3 * i + k] * b[3 * k + j];
        }
      }
    }
    return out;
  }

  private static List<Double> boxed(double... values) {
    return Arrays.stream(values).boxed().toList();
  }
}

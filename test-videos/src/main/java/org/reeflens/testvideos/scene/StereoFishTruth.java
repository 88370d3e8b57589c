package org.reeflens.testvideos.scene;

/**
 * One fish before a stereo rig at one moment. Pixels are those of a lens with distortion, pixel
 * centres at integers.
 *
 * @param id number of the fish in the scene, from 1
 * @param kind its shape and pattern
 * @param lengthMm fork length along the bent mid-line, mm
 * @param straightMm straight way from snout to fork, mm; shorter where the fish is bent
 * @param rangeMm from the left camera to the middle between snout and fork, mm
 * @param turnDegrees angle of the straight way to the left camera's picture plane, 0 to 90
 * @param leftSnout tip of the snout in the left picture
 * @param leftFork fork of the tail fin in the left picture
 * @param rightSnout tip of the snout in the right picture at the same moment
 * @param rightFork fork of the tail fin in the right picture at the same moment
 */
public record StereoFishTruth(
    int id,
    FishKind kind,
    double lengthMm,
    double straightMm,
    double rangeMm,
    double turnDegrees,
    PixelPoint leftSnout,
    PixelPoint leftFork,
    PixelPoint rightSnout,
    PixelPoint rightFork) {

  /** Whether both ends lie inside both pictures. */
  public boolean inside(int width, int height) {
    return inside(leftSnout, width, height)
        && inside(leftFork, width, height)
        && inside(rightSnout, width, height)
        && inside(rightFork, width, height);
  }

  private static boolean inside(PixelPoint point, int width, int height) {
    return point.x() >= 0 && point.y() >= 0 && point.x() <= width - 1 && point.y() <= height - 1;
  }
}

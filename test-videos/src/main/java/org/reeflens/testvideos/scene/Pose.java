package org.reeflens.testvideos.scene;

/** How one fish lies in one picture at one time. */
interface Pose {

  /** Whether it can be in the picture at all, so that it is worth drawing. */
  boolean beforeCamera();

  /** Distance of its middle along the camera's axis, mm. */
  double distanceMm();

  /** Phase of the tail beat, radians. */
  double beat();

  /** Length in the picture if it were un-turned, pixels. */
  double sizePixels();

  /**
   * Puts a point of the fish into the picture.
   *
   * @param along from the snout (0) to the fork (1)
   * @param up above the mid-line, in lengths
   * @param side to the fish's right, in lengths from the bent mid-line
   * @param out receives x and y in pixels and the distance behind the fish's middle, pixels
   */
  void project(double along, double up, double side, double[] out);

  /** A point of the mid-line in the picture. */
  default PixelPoint point(double along) {
    double[] out = new double[3];
    project(along, 0, 0, out);
    return new PixelPoint(out[0], out[1]);
  }
}

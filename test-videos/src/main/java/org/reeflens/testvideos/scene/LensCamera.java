package org.reeflens.testvideos.scene;

/**
 * A pinhole camera behind a lens that bends straight lines (D. C. Brown 1971, "Close-range camera
 * calibration", Photogrammetric Engineering 37:855-866). Written apart from what measures, so that
 * one can be checked by the other.
 *
 * @param fx focal length along x, pixels, above 0
 * @param fy focal length along y, pixels, above 0
 * @param cx column of the principal point, pixel centres at integers
 * @param cy row of the principal point
 * @param k1 radial distortion of second order
 * @param k2 radial distortion of fourth order
 * @param p1 tangential distortion along y
 * @param p2 tangential distortion along x
 * @param k3 radial distortion of sixth order
 */
public record LensCamera(
    double fx,
    double fy,
    double cx,
    double cy,
    double k1,
    double k2,
    double p1,
    double p2,
    double k3) {

  private static final int ROUNDS = 60;

  /**
   * Checks the focal lengths.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public LensCamera {
    if (!(fx > 0) || !(fy > 0)) {
      throw new IllegalArgumentException("focal lengths must be above 0: " + fx + ", " + fy);
    }
  }

  /**
   * The pixel at which a place is seen.
   *
   * @param x to the right, in the camera's axes, any unit
   * @param y downwards
   * @param z away from the camera, above 0
   */
  public PixelPoint project(double x, double y, double z) {
    double[] bent = bend(x / z, y / z);
    return new PixelPoint(fx * bent[0] + cx, fy * bent[1] + cy);
  }

  /**
   * How far a pixel's line of sight goes to the right and down for each unit away from the camera.
   */
  double[] sight(double column, double row) {
    double wantedX = (column - cx) / fx;
    double wantedY = (row - cy) / fy;
    double x = wantedX;
    double y = wantedY;
    for (int i = 0; i < ROUNDS; i++) {
      double[] bent = bend(x, y);
      x += wantedX - bent[0];
      y += wantedY - bent[1];
    }
    return new double[] {x, y};
  }

  private double[] bend(double x, double y) {
    double r2 = x * x + y * y;
    double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
    return new double[] {
      x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
      y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y
    };
  }
}

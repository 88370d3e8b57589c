package org.reeflens.testvideos.scene;

/** Which way a camera looks through each of its pixels. */
interface Eye {

  /**
   * Follows a pixel's line of sight.
   *
   * @param x pixel, may lie outside the picture
   * @param y pixel, may lie outside the picture
   * @param out receives how far the line goes to the right and down for each unit away from the
   *     camera, and where it starts to the right, m
   */
  void look(double x, double y, double[] out);

  /** A camera without distortion that looks ahead from the middle of the scene. */
  static Eye pinhole(SceneSettings settings) {
    double centreX = (settings.width() - 1) / 2.0;
    double horizon = Backdrop.horizonOf(settings.height());
    return (x, y, out) -> {
      out[0] = (x - centreX) / settings.focalPixels();
      out[1] = (y - horizon) / settings.focalPixels();
      out[2] = 0;
    };
  }
}

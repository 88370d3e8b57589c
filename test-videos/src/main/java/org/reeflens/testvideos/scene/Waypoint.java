package org.reeflens.testvideos.scene;

/**
 * Where the middle of a fish is at one time, as the camera without sway sees it.
 *
 * @param seconds time since the first frame; may be negative
 * @param x pixels to the right, pixel centres at integers; may lie outside the picture
 * @param y pixels downwards; may lie outside the picture
 * @param distanceMm distance along the camera's axis, mm, above 0
 */
public record Waypoint(double seconds, double x, double y, double distanceMm) {

  /**
   * Checks the distance.
   *
   * @throws IllegalArgumentException if the point is not in front of the camera
   */
  public Waypoint {
    if (!(distanceMm > 0)) {
      throw new IllegalArgumentException("a fish must be in front of the camera: " + distanceMm);
    }
  }
}

package org.reeflens.count;

/**
 * What one of several cameras saw of a taxon, on a clock that all of them share. Cameras are
 * synchronised by telling for each when on the common clock its dive time began: from a signal that
 * all recorded (a clap, a light, a slate), the clocks of the cameras, or their sound. An error of
 * this start moves all counts of the camera, so it should be small beside the time a fish needs
 * from camera to camera.
 *
 * @param series how many were seen in each analysed frame
 * @param startSeconds common time at dive time 0 of this camera, seconds; any sign
 */
public record CameraCounts(CountSeries series, double startSeconds) {

  /**
   * Checks the start.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public CameraCounts {
    if (!Double.isFinite(startSeconds)) {
      throw new IllegalArgumentException("the start of a camera must be finite: " + startSeconds);
    }
  }

  /** Common time of an analysed frame, microseconds. */
  long micros(int sample) {
    return Math.round(1e6 * startSeconds) + series.time(sample).diveMicros();
  }
}

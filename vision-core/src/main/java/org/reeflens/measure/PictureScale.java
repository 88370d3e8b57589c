package org.reeflens.measure;

import org.reeflens.geometry.Point;

/**
 * What one picture alone tells of sizes: how far two of its places are apart in the water, on
 * conditions that each implementation names. None of them can see how a fish is turned: turned from
 * the picture plane it comes out too short, see {@link #foreshortening}.
 */
public interface PictureScale {

  /**
   * The distance of two places.
   *
   * @param from such as the snout, source pixels
   * @param to such as the fork, source pixels
   * @throws MeasureException if both are one place, or a place cannot be where it was marked
   */
  PictureLength measure(Point from, Point to);

  /**
   * By how much a fish comes out wrong that is turned from the picture plane, as a share of its
   * length: {@code cos - 1}, that is -1.5 % at 10 degrees, -6 % at 20 and -13 % at 30. The error
   * has one sign alone, so that of many lengths of a fish a high percentile is nearer the truth
   * than the mean.
   *
   * @param degrees from the picture plane, 0 to 90
   */
  static double foreshortening(double degrees) {
    if (!(degrees >= 0 && degrees <= 90)) {
      throw new IllegalArgumentException("an angle must be 0 to 90 degrees: " + degrees);
    }
    return Math.cos(Math.toRadians(degrees)) - 1;
  }
}

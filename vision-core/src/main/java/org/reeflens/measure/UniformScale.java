package org.reeflens.measure;

import java.util.Locale;
import org.reeflens.geometry.Point;

/**
 * One scale for the whole picture: so many millimetres to a pixel, at the distance of what it was
 * taken from. Holds for what is at that distance.
 *
 * @param mmPerPixel above 0
 * @param relativeError one standard deviation of it, as a share
 * @param pixelSigma standard deviation of each coordinate of a point, pixels
 */
public record UniformScale(double mmPerPixel, double relativeError, double pixelSigma)
    implements PictureScale {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public UniformScale {
    if (!(mmPerPixel > 0 && Double.isFinite(mmPerPixel))) {
      throw new IllegalArgumentException("a scale must be above 0 mm to a pixel: " + mmPerPixel);
    }
    if (!(relativeError >= 0 && Double.isFinite(relativeError))) {
      throw new IllegalArgumentException("the error of a scale must be 0 or more");
    }
    if (!(pixelSigma > 0 && Double.isFinite(pixelSigma))) {
      throw new IllegalArgumentException("the pixel error must be above 0: " + pixelSigma);
    }
  }

  /**
   * From two places whose distance is known: the ends of a ruler, or the dots of two parallel
   * lasers on the fish ({@code L = D px_fish / px_lasers}).
   *
   * @param one one place, source pixels
   * @param other the other one
   * @param mm their distance, above 0
   * @param mmSigma one standard deviation of that, 0 or more
   * @param pixelSigma standard deviation of each coordinate of a point, pixels
   * @throws MeasureException if both places are too near to each other to tell a scale
   */
  public static UniformScale between(
      Point one, Point other, double mm, double mmSigma, double pixelSigma) {
    if (!(mm > 0 && mmSigma >= 0) || !Double.isFinite(mm) || !Double.isFinite(mmSigma)) {
      throw new IllegalArgumentException(
          "a known distance must be above 0 mm and its error 0 or more: " + mm + " ± " + mmSigma);
    }
    double pixels = Math.hypot(other.x() - one.x(), other.y() - one.y());
    double ofPixels = Math.sqrt(2) * pixelSigma / pixels;
    if (!(ofPixels < 0.3)) {
      throw new MeasureException(
          String.format(
              Locale.ROOT,
              "the two places of the scale are %.1f pixels apart, too near to tell a scale",
              pixels));
    }
    return new UniformScale(mm / pixels, Math.hypot(ofPixels, mmSigma / mm), pixelSigma);
  }

  /**
   * From a known distance or altitude: {@code mm/px = Z / f}.
   *
   * @param distanceMm from the camera to the fish, along the optical axis, above 0
   * @param distanceSigmaMm one standard deviation of that
   * @param focalPixels focal length in water, pixels, above 0
   * @param pixelSigma standard deviation of each coordinate of a point, pixels
   */
  public static UniformScale at(
      double distanceMm, double distanceSigmaMm, double focalPixels, double pixelSigma) {
    if (!(distanceMm > 0 && distanceSigmaMm >= 0 && focalPixels > 0)
        || !Double.isFinite(distanceMm)
        || !Double.isFinite(distanceSigmaMm)
        || !Double.isFinite(focalPixels)) {
      throw new IllegalArgumentException(
          "distance and focal length must be above 0: " + distanceMm + ", " + focalPixels);
    }
    return new UniformScale(distanceMm / focalPixels, distanceSigmaMm / distanceMm, pixelSigma);
  }

  @Override
  public PictureLength measure(Point from, Point to) {
    double pixels = Math.hypot(to.x() - from.x(), to.y() - from.y());
    if (!(pixels > 0)) {
      throw new MeasureException("snout and fork are the same point");
    }
    double error = Math.hypot(Math.sqrt(2) * pixelSigma / pixels, relativeError);
    return new PictureLength(mmPerPixel * pixels, error * mmPerPixel * pixels);
  }
}

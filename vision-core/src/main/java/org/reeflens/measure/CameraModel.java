package org.reeflens.measure;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;

/**
 * What a calibrated camera shows where: a pinhole with a lens, as OpenCV writes it. A place {@code
 * (X, Y, Z)} in the camera's axes is seen, after {@link Distortion}, at {@code fx x + cx, fy y +
 * cy} with {@code x = X/Z, y = Y/Z}; pixel centres are at integers.
 *
 * @param fx focal length along x, pixels
 * @param fy focal length along y, pixels
 * @param cx where the axis of the lens meets the picture, pixels
 * @param cy where the axis of the lens meets the picture, pixels
 * @param lens how the lens bends
 * @param picture size of the pictures it was calibrated with; null if that is not known
 */
public record CameraModel(
    double fx, double fy, double cx, double cy, Distortion lens, @Nullable PictureSize picture) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite or a focal length not above 0
   */
  public CameraModel {
    if (!DoubleStream.of(fx, fy, cx, cy).allMatch(Double::isFinite) || fx <= 0 || fy <= 0) {
      throw new IllegalArgumentException(
          "no camera has the focal lengths %s and %s and the centre %s, %s"
              .formatted(fx, fy, cx, cy));
    }
  }

  /**
   * Where a place is seen.
   *
   * @param place in this camera's axes
   * @return pixels; may lie outside the picture
   * @throws MeasureException if the place is not before the camera
   */
  public Point project(Position place) {
    if (!(place.z() > 0)) {
      throw new MeasureException("lies behind the camera");
    }
    Point seen = lens.bend(place.x() / place.z(), place.y() / place.z());
    return new Point(fx * seen.x() + cx, fy * seen.y() + cy);
  }

  /**
   * From where the light of a pixel comes: the exact inverse of {@link #project}.
   *
   * @param pixel in the picture
   * @return x/z and y/z of all places that are seen there: no pixels, but units of the distance
   * @throws MeasureException if it lies outside the picture, or the lens shows nothing there
   */
  public Point undistort(Point pixel) {
    if (picture != null && !picture.contains(pixel)) {
      throw new MeasureException("lies outside the picture of " + picture);
    }
    return lens.straighten((pixel.x() - cx) / fx, (pixel.y() - cy) / fy);
  }
}

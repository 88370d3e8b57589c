package org.reeflens.measure;

import org.jspecify.annotations.Nullable;

/**
 * Two cameras that are fixed to each other. All places are in the left camera's axes and in mm; a
 * place {@code X} is at {@code rotation X + translation} in the right camera's axes.
 *
 * @param left the left camera
 * @param right the right camera
 * @param rotation from the left camera's axes to the right one's
 * @param translation the left camera in the right one's axes, mm; its length is the baseline
 * @param medium in what it was calibrated; null if the file does not tell
 * @param workingRange where it was calibrated; null if the file does not tell
 * @param source where it comes from, for the record: a file, or how it was made
 */
public record StereoCalibration(
    CameraModel left,
    CameraModel right,
    Rotation rotation,
    Position translation,
    @Nullable Medium medium,
    @Nullable WorkingRange workingRange,
    String source) {

  /**
   * Checks the baseline.
   *
   * @throws IllegalArgumentException if both cameras are at the same place
   */
  public StereoCalibration {
    if (!(translation.norm() > 0)) {
      throw new IllegalArgumentException("both cameras are at the same place, so no depth is seen");
    }
  }

  /** How far the cameras are from each other, mm. */
  public double baselineMm() {
    return translation.norm();
  }

  /** A place of the left camera's axes in the right one's. */
  public Position toRight(Position place) {
    return rotation.apply(place).plus(translation);
  }

  /** A place of the right camera's axes in the left one's. */
  public Position toLeft(Position place) {
    return rotation.inverse().apply(place.minus(translation));
  }
}

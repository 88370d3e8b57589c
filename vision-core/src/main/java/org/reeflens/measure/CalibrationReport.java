package org.reeflens.measure;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;

/**
 * A calibration and how good it is.
 *
 * @param calibration the two cameras
 * @param leftRmsPx how well the left camera explains its corners alone, root mean square, pixels
 * @param rightRmsPx the same of the right camera
 * @param stereoRmsPx how well the pair explains the corners of both
 * @param leftCoverage share of the left picture's fields, {@value #FIELDS} a side, that have a
 *     corner
 * @param rightCoverage the same of the right picture
 * @param smallestSquarePx the shortest way from a corner to the next one on the board in any
 *     picture that was used, pixels
 * @param heldOut how long the board is in views that were left out; null if there are too few
 * @param views every view that was offered, in its order
 */
public record CalibrationReport(
    StereoCalibration calibration,
    double leftRmsPx,
    double rightRmsPx,
    double stereoRmsPx,
    double leftCoverage,
    double rightCoverage,
    double smallestSquarePx,
    @Nullable HeldOut heldOut,
    List<View> views) {

  /** How many fields the picture is divided into along each side, for its coverage. */
  public static final int FIELDS = 8;

  /** Copies the list. */
  public CalibrationReport {
    views = List.copyOf(views);
  }

  /**
   * Lengths between corners of the board that were measured in every other view with a calibration
   * by the others.
   *
   * @param rmsPercent root mean square error, percent of the length
   * @param worstPercent largest error, percent of the length
   * @param lengths how many
   */
  public record HeldOut(double rmsPercent, double worstPercent, int lengths) {}

  /**
   * What became of a view.
   *
   * @param name of the pictures or the moment
   * @param rejected why it was not used, in words; null if it was
   * @param leftRmsPx root mean square distance of its corners in the left picture, pixels; null if
   *     it was not tried
   * @param rightRmsPx the same in the right picture
   * @param distanceMm of the middle of the board from the left camera; null if it was not tried
   * @param left corners in the left picture, if it was used
   * @param right corners in the right picture, if it was used
   */
  public record View(
      String name,
      @Nullable String rejected,
      @Nullable Double leftRmsPx,
      @Nullable Double rightRmsPx,
      @Nullable Double distanceMm,
      List<Residual> left,
      List<Residual> right) {

    /** Copies the lists. */
    public View {
      left = List.copyOf(left);
      right = List.copyOf(right);
    }
  }

  /**
   * A corner and where the calibration would have it.
   *
   * @param seen where it was found, pixels
   * @param expected where it should have been, pixels
   */
  public record Residual(Point seen, Point expected) {}

  /**
   * The field of a picture that a place is in: 0 to {@value #FIELDS} squared less one, row by row.
   */
  public static int field(Point place, PictureSize picture) {
    return FIELDS * part(place.y(), picture.height()) + part(place.x(), picture.width());
  }

  private static int part(double place, int side) {
    return Math.min(FIELDS - 1, Math.max(0, (int) ((place + 0.5) * FIELDS / side)));
  }

  /** The views that the calibration was made of. */
  public Stream<View> used() {
    return views.stream().filter(view -> view.rejected() == null);
  }
}

package org.reeflens.image;

import java.util.ArrayList;
import java.util.List;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.MatOfPoint3f;
import org.opencv.core.Point3;
import org.opencv.core.Size;
import org.opencv.core.TermCriteria;
import org.reeflens.geometry.Point;

/**
 * Fits cameras to views of a board, by OpenCV: {@code calibrateCamera} with the five numbers of the
 * lens k1, k2, p1, p2, k3, and {@code stereoCalibrate} with both cameras held as they are.
 */
public final class BoardFit {

  private static final TermCriteria PRECISE =
      new TermCriteria(TermCriteria.COUNT + TermCriteria.EPS, 100, 1e-5);

  private BoardFit() {}

  /**
   * A camera.
   *
   * @param pinhole the 3 x 3 matrix, row by row
   * @param lens k1, k2, p1, p2, k3
   * @param rmsPx root mean square distance of all corners from where they should be, pixels
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, to what checks and keeps them.
  public record Camera(double[] pinhole, double[] lens, double rmsPx) {}

  /**
   * Two cameras.
   *
   * @param rotation from the left camera's axes to the right one's, row by row
   * @param translation the left camera in the right one's axes, mm
   * @param rmsPx root mean square distance of all corners of both pictures, pixels
   * @param views each view, in the order given
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, to what checks and keeps them.
  public record Pair(double[] rotation, double[] translation, double rmsPx, List<View> views) {}

  /**
   * Where the board was in a view.
   *
   * @param leftRmsPx root mean square distance of its corners in the left picture, pixels
   * @param rightRmsPx the same in the right picture
   * @param turn Rodrigues' vector from the board's axes to the left camera's
   * @param shift the board's first corner in the left camera's axes, mm
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, to what checks and keeps them.
  public record View(double leftRmsPx, double rightRmsPx, double[] turn, double[] shift) {}

  /**
   * Fits one camera.
   *
   * @param board what was shown
   * @param views 3 or more
   * @param width of the pictures
   * @param height of the pictures
   */
  public static Camera camera(
      CalibrationBoard board, List<BoardView> views, int width, int height) {
    OpenCv.load();
    try (Mats mats = new Mats()) {
      Mat pinhole = mats.hold(new Mat());
      Mat lens = mats.hold(new Mat());
      List<Mat> turns = new ArrayList<>();
      List<Mat> shifts = new ArrayList<>();
      double rms =
          Calib3d.calibrateCamera(
              places(mats, board, views),
              seen(mats, views),
              new Size(width, height),
              pinhole,
              lens,
              turns,
              shifts);
      turns.forEach(mats::hold);
      shifts.forEach(mats::hold);
      return new Camera(numbers(pinhole), numbers(lens), rms);
    }
  }

  /**
   * Fits how two cameras stand to each other.
   *
   * @param board what was shown
   * @param left what the left camera saw, 3 or more
   * @param right what the right camera saw, with the same corners
   * @param leftCamera the left camera
   * @param rightCamera the right camera
   */
  public static Pair pair(
      CalibrationBoard board,
      List<BoardView> left,
      List<BoardView> right,
      Camera leftCamera,
      Camera rightCamera) {
    OpenCv.load();
    try (Mats mats = new Mats()) {
      Mat rotation = mats.hold(new Mat());
      Mat translation = mats.hold(new Mat());
      Mat errors = mats.hold(new Mat());
      List<Mat> turns = new ArrayList<>();
      List<Mat> shifts = new ArrayList<>();
      double rms =
          Calib3d.stereoCalibrateExtended(
              places(mats, board, left),
              seen(mats, left),
              seen(mats, right),
              matrix(mats, 3, leftCamera.pinhole()),
              matrix(mats, 1, leftCamera.lens()),
              matrix(mats, 3, rightCamera.pinhole()),
              matrix(mats, 1, rightCamera.lens()),
              // Only asked for where the cameras are fitted, too.
              new Size(),
              rotation,
              translation,
              mats.hold(new Mat()),
              mats.hold(new Mat()),
              turns,
              shifts,
              errors,
              Calib3d.CALIB_FIX_INTRINSIC,
              PRECISE);
      List<View> views = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        views.add(
            new View(
                errors.get(i, 0)[0],
                errors.get(i, 1)[0],
                numbers(mats.hold(turns.get(i))),
                numbers(mats.hold(shifts.get(i)))));
      }
      return new Pair(numbers(rotation), numbers(translation), rms, List.copyOf(views));
    }
  }

  private static List<Mat> places(Mats mats, CalibrationBoard board, List<BoardView> views) {
    List<Mat> places = new ArrayList<>();
    for (BoardView view : views) {
      Point3[] corners =
          view.corners().stream()
              .map(board::place)
              .map(place -> new Point3(place.x(), place.y(), 0))
              .toArray(Point3[]::new);
      places.add(mats.hold(new MatOfPoint3f(corners)));
    }
    return places;
  }

  private static List<Mat> seen(Mats mats, List<BoardView> views) {
    List<Mat> seen = new ArrayList<>();
    for (BoardView view : views) {
      seen.add(
          mats.hold(
              new MatOfPoint2f(
                  view.places().stream()
                      .map(BoardFit::point)
                      .toArray(org.opencv.core.Point[]::new))));
    }
    return seen;
  }

  private static org.opencv.core.Point point(Point place) {
    return new org.opencv.core.Point(place.x(), place.y());
  }

  private static Mat matrix(Mats mats, int rows, double[] numbers) {
    Mat matrix = mats.hold(new Mat(rows, numbers.length / rows, CvType.CV_64F));
    matrix.put(0, 0, numbers);
    return matrix;
  }

  private static double[] numbers(Mat matrix) {
    double[] numbers = new double[(int) (matrix.total() * matrix.channels())];
    matrix.get(0, 0, numbers);
    return numbers;
  }
}

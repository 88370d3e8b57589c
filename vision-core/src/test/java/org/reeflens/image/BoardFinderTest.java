package org.reeflens.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.CharucoBoard;
import org.opencv.objdetect.Objdetect;
import org.reeflens.geometry.Point;

/** Boards in drawn pictures, seen at an angle. */
class BoardFinderTest {

  private static final int SQUARE = 80;
  private static final int FRAME = 20;

  /** Columns of the scene that something hides. */
  private static final int COVER = 300;

  private static final CalibrationBoard CHARUCO =
      new CalibrationBoard(7, 5, 40, new CalibrationBoard.Markers("DICT_5X5_100", 30));

  @Test
  void theCornersOfACharucoBoardAreFoundWhereTheyAre() {
    GreyPicture picture = seenAtAnAngle(charuco());

    BoardView view = new BoardFinder(CHARUCO).find(picture).orElseThrow();

    assertThat(view.corners()).hasSize(35).isSorted().doesNotHaveDuplicates();
    assertClose(view);
  }

  @Test
  void ofACoveredCharucoBoardTheOtherCornersAreFound() {
    GreyPicture picture = seenAtAnAngle(charuco());
    for (int row = 0; row < picture.height(); row++) {
      Arrays.fill(
          picture.values(), row * picture.width(), row * picture.width() + COVER, (byte) 90);
    }

    BoardView view = new BoardFinder(CHARUCO).find(picture).orElseThrow();

    assertThat(view.corners()).hasSizeBetween(15, 30).isSorted();
    assertClose(view);
  }

  @Test
  void theCornersOfAChessboardAreFoundWhereTheyAre() {
    GreyPicture picture = seenAtAnAngle(chessboard());

    BoardView view =
        new BoardFinder(new CalibrationBoard(7, 5, 40, null)).find(picture).orElseThrow();

    assertThat(view.corners()).hasSize(35);
    // A chessboard of 7 x 5 corners looks the same upside down: either end may be the first.
    boolean upright = view.places().get(0).x() < view.places().get(34).x();
    for (int i = 0; i < 35; i++) {
      Point truth = truth(upright ? i : 34 - i);
      assertThat(view.places().get(i).x()).isCloseTo(truth.x(), within(0.1));
      assertThat(view.places().get(i).y()).isCloseTo(truth.y(), within(0.1));
    }
    assertThat(view.blurPx()).isNotNull().isLessThan(2.5);

    Mat blurred = new Mat();
    Imgproc.GaussianBlur(mat(picture), blurred, new Size(0, 0), 3);
    assertThat(
            new BoardFinder(new CalibrationBoard(7, 5, 40, null))
                .find(picture(blurred))
                .orElseThrow()
                .blurPx())
        .isGreaterThan(6);
  }

  @Test
  void whereThereIsNoBoardNoneIsFound() {
    GreyPicture grey = new GreyPicture(640, 480, 640, 480, new byte[640 * 480]);

    assertThat(new BoardFinder(CHARUCO).find(grey)).isEqualTo(Optional.empty());
    assertThat(new BoardFinder(new CalibrationBoard(7, 5, 40, null)).find(grey))
        .isEqualTo(Optional.empty());
  }

  @Test
  void markersThatOpenCvDoesNotKnowAreRefused() {
    assertThatThrownBy(
            () ->
                new BoardFinder(
                    new CalibrationBoard(7, 5, 40, new CalibrationBoard.Markers("DICT_9", 30))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("OpenCV knows no markers called 'DICT_9'; such as DICT_5X5_100");
  }

  private static void assertClose(BoardView view) {
    for (int i = 0; i < view.corners().size(); i++) {
      Point truth = truth(view.corners().get(i));
      // The edge of the cover draws the corners beside it to itself.
      double tolerance = Math.abs(truth.x() - COVER) < 40 ? 1 : 0.2;
      assertThat(view.places().get(i).x()).isCloseTo(truth.x(), within(tolerance));
      assertThat(view.places().get(i).y()).isCloseTo(truth.y(), within(tolerance));
    }
  }

  private static Mat charuco() {
    OpenCv.load();
    Mat board = new Mat();
    new CharucoBoard(
            new Size(8, 6), 40, 30, Objdetect.getPredefinedDictionary(Objdetect.DICT_5X5_100))
        .generateImage(new Size(8 * SQUARE, 6 * SQUARE), board);
    return board;
  }

  private static Mat chessboard() {
    OpenCv.load();
    Mat board = new Mat(6 * SQUARE, 8 * SQUARE, CvType.CV_8UC1, new Scalar(255));
    for (int row = 0; row < 6; row++) {
      for (int column = row % 2; column < 8; column += 2) {
        board
            .submat(row * SQUARE, (row + 1) * SQUARE, column * SQUARE, (column + 1) * SQUARE)
            .setTo(new Scalar(0));
      }
    }
    return board;
  }

  /** From the outermost pixel centres of the board's picture to places in the scene. */
  private static Mat map() {
    int right = 8 * SQUARE - 1;
    int bottom = 6 * SQUARE - 1;
    return Imgproc.getPerspectiveTransform(
        new MatOfPoint2f(point(0, 0), point(right, 0), point(right, bottom), point(0, bottom)),
        new MatOfPoint2f(point(130, 90), point(650, 140), point(610, 510), point(160, 480)));
  }

  private static org.opencv.core.Point point(double x, double y) {
    return new org.opencv.core.Point(x, y);
  }

  /** Drawn four times as large and made smaller, so that edges are where they should be. */
  private static GreyPicture seenAtAnAngle(Mat board) {
    Mat framed = new Mat();
    Core.copyMakeBorder(
        board, framed, FRAME, FRAME, FRAME, FRAME, Core.BORDER_CONSTANT, new Scalar(255));
    Mat large = new Mat();
    Imgproc.warpPerspective(
        framed,
        large,
        product(
            matrix(4, 0, 1.5, 0, 4, 1.5, 0, 0, 1),
            map(),
            matrix(1, 0, -FRAME, 0, 1, -FRAME, 0, 0, 1)),
        new Size(4 * 800, 4 * 600),
        Imgproc.INTER_LINEAR,
        Core.BORDER_CONSTANT,
        new Scalar(200));
    Mat scene = new Mat();
    Imgproc.resize(large, scene, new Size(800, 600), 0, 0, Imgproc.INTER_AREA);
    return picture(scene);
  }

  private static Mat matrix(double... rowByRow) {
    Mat matrix = new Mat(3, 3, CvType.CV_64F);
    matrix.put(0, 0, rowByRow);
    return matrix;
  }

  private static Mat product(Mat a, Mat b, Mat c) {
    Mat ab = new Mat();
    Core.gemm(a, b, 1, new Mat(), 0, ab);
    Mat abc = new Mat();
    Core.gemm(ab, c, 1, new Mat(), 0, abc);
    return abc;
  }

  /** Where a corner is in the scene. */
  private static Point truth(int corner) {
    int column = corner % 7;
    int row = corner / 7;
    double x = (column + 1) * SQUARE - 0.5;
    double y = (row + 1) * SQUARE - 0.5;
    double[] h = new double[9];
    map().get(0, 0, h);
    double w = h[6] * x + h[7] * y + h[8];
    return new Point((h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w);
  }

  private static Mat mat(GreyPicture picture) {
    Mat mat = new Mat(picture.height(), picture.width(), CvType.CV_8UC1);
    mat.put(0, 0, picture.values());
    return mat;
  }

  private static GreyPicture picture(Mat mat) {
    byte[] values = new byte[mat.rows() * mat.cols()];
    mat.get(0, 0, values);
    return new GreyPicture(mat.cols(), mat.rows(), mat.cols(), mat.rows(), values);
  }
}

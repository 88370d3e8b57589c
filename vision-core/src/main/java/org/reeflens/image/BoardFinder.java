package org.reeflens.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Size;
import org.opencv.core.TermCriteria;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.CharucoBoard;
import org.opencv.objdetect.CharucoDetector;
import org.opencv.objdetect.Objdetect;
import org.reeflens.geometry.Point;

/**
 * Finds a calibration board in grey pictures, by OpenCV: a chessboard as a whole, of a ChArUco
 * board as many corners as are to be seen, all refined by {@code cornerSubPix}. Not for use by two
 * threads at once.
 */
public final class BoardFinder {

  /**
   * Half the side of the window that a corner is refined in, pixels, as in OpenCV's stereo sample.
   * Where squares are small it reaches the next corners; see {@link #BoardFinder(CalibrationBoard,
   * int)}.
   */
  public static final int USUAL_WINDOW = 11;

  private static final TermCriteria PRECISE =
      new TermCriteria(TermCriteria.COUNT + TermCriteria.EPS, 30, 0.001);

  /** Fewer corners of a board tell no pose worth having: a guess. */
  public static final int FEWEST = 8;

  private static final double CLEAR = 0.7;

  /** From black to white; what OpenCV takes for its advice. */
  private static final float RISE = 0.8f;

  private final CalibrationBoard board;
  private final int window;
  private final @Nullable CharucoDetector charuco;

  /**
   * A finder with the usual window.
   *
   * @param board which board to look for
   * @throws IllegalArgumentException if OpenCV knows no such markers
   * @throws IllegalStateException if OpenCV cannot be loaded
   */
  public BoardFinder(CalibrationBoard board) {
    this(board, USUAL_WINDOW);
  }

  /**
   * A finder.
   *
   * @param board which board to look for
   * @param window half the side of the window that a corner is refined in, pixels, 2 or more: large
   *     against noise, and well below half a square; on a ChArUco board less where markers are near
   * @throws IllegalArgumentException if OpenCV knows no such markers, or the window is too small
   * @throws IllegalStateException if OpenCV cannot be loaded
   */
  public BoardFinder(CalibrationBoard board, int window) {
    if (window < 2) {
      throw new IllegalArgumentException("the window of a corner must be 2 px or more: " + window);
    }
    OpenCv.load();
    this.board = board;
    this.window = window;
    CalibrationBoard.Markers markers = board.markers();
    charuco =
        markers == null
            ? null
            : new CharucoDetector(
                new CharucoBoard(
                    new Size(board.columns() + 1, board.rows() + 1),
                    (float) board.squareMm(),
                    (float) markers.sideMm(),
                    Objdetect.getPredefinedDictionary(dictionary(markers.dictionary()))));
  }

  private static int dictionary(String name) {
    try {
      return Objdetect.class.getField(name).getInt(null);
    } catch (NoSuchFieldException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          "OpenCV knows no markers called '" + name + "'; such as DICT_5X5_100", e);
    }
  }

  /** The board in a picture, its places in source pixels; empty if it is not to be seen. */
  public Optional<BoardView> find(GreyPicture picture) {
    try (Mats mats = new Mats()) {
      Mat grey = mats.hold(new Mat(picture.height(), picture.width(), CvType.CV_8UC1));
      grey.put(0, 0, picture.values());
      return charuco == null
          ? chessboard(mats, grey, picture)
          : charuco(charuco, mats, grey, picture);
    }
  }

  private Optional<BoardView> chessboard(Mats mats, Mat grey, GreyPicture picture) {
    Size size = new Size(board.columns(), board.rows());
    MatOfPoint2f corners = mats.hold(new MatOfPoint2f());
    int how =
        Calib3d.CALIB_CB_ADAPTIVE_THRESH
            + Calib3d.CALIB_CB_NORMALIZE_IMAGE
            + Calib3d.CALIB_CB_FAST_CHECK;
    if (!Calib3d.findChessboardCorners(grey, size, corners, how)) {
      return Optional.empty();
    }
    Imgproc.cornerSubPix(grey, corners, new Size(window, window), new Size(-1, -1), PRECISE);
    double blur = Calib3d.estimateChessboardSharpness(grey, size, corners, RISE).val[0];
    List<Integer> numbers = IntStream.range(0, board.corners()).boxed().toList();
    return Optional.of(
        new BoardView(
            numbers,
            places(corners.toArray(), picture),
            Double.isFinite(blur) ? blur * picture.scaleX() : null));
  }

  private Optional<BoardView> charuco(
      CharucoDetector detector, Mats mats, Mat grey, GreyPicture picture) {
    Mat places = mats.hold(new Mat());
    Mat ids = mats.hold(new Mat());
    detector.detectBoard(grey, places, ids);
    if (ids.rows() < FEWEST) {
      return Optional.empty();
    }
    int[] numbers = new int[ids.rows()];
    ids.get(0, 0, numbers);
    MatOfPoint2f corners = mats.hold(new MatOfPoint2f(places));
    // The detector's own places are off by up to half a pixel where the board is seen at an angle.
    int side = besideMarkers(numbers, corners.toArray());
    Imgproc.cornerSubPix(grey, corners, new Size(side, side), new Size(-1, -1), PRECISE);
    List<Point> found = places(corners.toArray(), picture);
    List<Integer> order =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> numbers[i]))
            .toList();
    return Optional.of(
        new BoardView(
            order.stream().map(i -> numbers[i]).toList(),
            order.stream().map(found::get).toList(),
            null));
  }

  /**
   * Half the side of a window about a corner that keeps clear of the markers: of the gap between
   * corner and marker, as wide as it is in the narrowest square, a part that is a guess.
   */
  private int besideMarkers(int[] numbers, org.opencv.core.Point[] corners) {
    double square = Double.POSITIVE_INFINITY;
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] == numbers[i - 1] + 1 && numbers[i] % board.columns() != 0) {
        square =
            Math.min(
                square,
                Math.hypot(corners[i].x - corners[i - 1].x, corners[i].y - corners[i - 1].y));
      }
    }
    CalibrationBoard.Markers markers = board.markers();
    double gap =
        markers == null ? 0 : square * (board.squareMm() - markers.sideMm()) / 2 / board.squareMm();
    return (int) Math.max(2, Math.min(window, CLEAR * gap));
  }

  private static List<Point> places(org.opencv.core.Point[] corners, GreyPicture picture) {
    List<Point> places = new ArrayList<>();
    for (org.opencv.core.Point corner : corners) {
      places.add(picture.toSource().apply(new Point(corner.x, corner.y)));
    }
    return places;
  }
}

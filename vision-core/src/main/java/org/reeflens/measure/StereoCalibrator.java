package org.reeflens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;
import org.reeflens.image.BoardFit;
import org.reeflens.image.BoardView;
import org.reeflens.image.CalibrationBoard;

/**
 * Calibrates a stereo pair from views of a board: each camera alone, then how they stand to each
 * other. Blurred views are left out, and views that fit much worse than the others, until none
 * does.
 */
public final class StereoCalibrator {

  /** OpenCV's advice ({@code estimateChessboardSharpness}): pictures below 3 px are sharp. */
  static final double SHARP = 3;

  /**
   * Others are blurred if they are so many times less sharp than the middle one, a guess: small
   * pictures and those that a camera compressed are somewhat above 3 px throughout.
   */
  static final double BLURRED = 1.5;

  /** A view is an outlier if it fits so many times worse than the middle one: a guess. */
  static final double OUTLIER = 3;

  /** But below this it is good enough whatever the others are, pixels: a guess. */
  static final double GOOD = 0.5;

  /** Fewer views do not fix a lens: a guess; OpenCV's tutorial asks for 10. */
  static final int FEWEST = 5;

  private final CalibrationBoard board;
  private final PictureSize left;
  private final PictureSize right;
  private final boolean keepOutliers;

  /**
   * A calibrator.
   *
   * @param board the board that is shown
   * @param left size of the left pictures
   * @param right size of the right pictures
   * @param keepOutliers whether views are kept that fit much worse than the others
   */
  public StereoCalibrator(
      CalibrationBoard board, PictureSize left, PictureSize right, boolean keepOutliers) {
    this.board = board;
    this.left = left;
    this.right = right;
    this.keepOutliers = keepOutliers;
  }

  /**
   * Calibrates.
   *
   * @param pairs the views
   * @param medium what is between cameras and board
   * @param source where it comes from, for the record
   * @throws MeasureException if fewer than {@value #FEWEST} good views are left, no cameras fit
   *     them, or two views have one name
   */
  public CalibrationReport calibrate(List<BoardPair> pairs, Medium medium, String source) {
    Set<String> names = new HashSet<>();
    for (BoardPair pair : pairs) {
      if (!names.add(pair.name())) {
        throw new MeasureException(
            "two pairs of pictures are called " + pair.name() + "; give them different names");
      }
    }
    Map<String, CalibrationReport.View> rejected = new HashMap<>();
    List<BoardPair> used = new ArrayList<>();
    double mostBlur = mostBlur(pairs);
    for (BoardPair pair : pairs) {
      if (blur(pair) <= mostBlur) {
        used.add(pair);
      } else {
        rejected.put(
            pair.name(),
            new CalibrationReport.View(
                pair.name(),
                String.format(Locale.ROOT, "blurred: edges take %.1f px", blur(pair)),
                null,
                null,
                null,
                List.of(),
                List.of()));
      }
    }
    Fit fit = fit(used, medium, source);
    while (!keepOutliers) {
      double limit = Math.max(GOOD, OUTLIER * median(fit.pair.views()));
      List<BoardPair> good = new ArrayList<>();
      for (int i = 0; i < used.size(); i++) {
        BoardFit.View view = fit.pair.views().get(i);
        if (worst(view) <= limit) {
          good.add(used.get(i));
        } else {
          CalibrationReport.View tried = view(used.get(i), view, fit.calibration);
          rejected.put(
              tried.name(),
              new CalibrationReport.View(
                  tried.name(),
                  String.format(
                      Locale.ROOT,
                      "outlier: its corners are %.2f px off, the others %.2f px",
                      worst(view),
                      median(fit.pair.views())),
                  tried.leftRmsPx(),
                  tried.rightRmsPx(),
                  tried.distanceMm(),
                  List.of(),
                  List.of()));
        }
      }
      if (good.size() == used.size()) {
        break;
      }
      used = good;
      fit = fit(used, medium, source);
    }
    return report(pairs, used, fit, rejected, source);
  }

  private static double mostBlur(List<BoardPair> pairs) {
    double[] known =
        pairs.stream().mapToDouble(StereoCalibrator::blur).filter(blur -> blur > 0).toArray();
    return known.length == 0 ? SHARP : Math.max(SHARP, BLURRED * median(known));
  }

  /** Of the less sharp picture; 0 if it is not known. */
  private static double blur(BoardPair pair) {
    return Math.max(blur(pair.left()), blur(pair.right()));
  }

  private static double blur(BoardView view) {
    Double blur = view.blurPx();
    return blur == null ? 0 : blur;
  }

  private static double worst(BoardFit.View view) {
    return Math.max(view.leftRmsPx(), view.rightRmsPx());
  }

  private static double median(List<BoardFit.View> views) {
    return median(views.stream().mapToDouble(StereoCalibrator::worst).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private record Fit(
      BoardFit.Camera left,
      BoardFit.Camera right,
      BoardFit.Pair pair,
      StereoCalibration calibration) {}

  private Fit fit(List<BoardPair> pairs, @Nullable Medium medium, String source) {
    if (pairs.size() < FEWEST) {
      throw new MeasureException(
          "only %d good views of the board are left; %d are needed, 10 or more are good"
              .formatted(pairs.size(), FEWEST));
    }
    return fitAny(pairs, medium, source);
  }

  private Fit fitAny(List<BoardPair> pairs, @Nullable Medium medium, String source) {
    List<BoardView> lefts = pairs.stream().map(BoardPair::left).toList();
    List<BoardView> rights = pairs.stream().map(BoardPair::right).toList();
    BoardFit.Camera leftCamera = BoardFit.camera(board, lefts, left.width(), left.height());
    BoardFit.Camera rightCamera = BoardFit.camera(board, rights, right.width(), right.height());
    BoardFit.Pair pair = BoardFit.pair(board, lefts, rights, leftCamera, rightCamera);
    double[] t = pair.translation();
    try {
      return new Fit(
          leftCamera,
          rightCamera,
          pair,
          new StereoCalibration(
              camera(leftCamera, left),
              camera(rightCamera, right),
              Rotation.of(pair.rotation()),
              new Position(t[0], t[1], t[2]),
              medium,
              null,
              source));
    } catch (IllegalArgumentException e) {
      throw new MeasureException("no cameras fit these views: " + e.getMessage(), e);
    }
  }

  private static CameraModel camera(BoardFit.Camera fit, PictureSize picture) {
    double[] k = fit.pinhole();
    return new CameraModel(k[0], k[4], k[2], k[5], Distortion.of(fit.lens()), picture);
  }

  private CalibrationReport report(
      List<BoardPair> offered,
      List<BoardPair> used,
      Fit fit,
      Map<String, CalibrationReport.View> rejected,
      String source) {
    Map<String, CalibrationReport.View> views = new HashMap<>(rejected);
    for (int i = 0; i < used.size(); i++) {
      views.put(used.get(i).name(), view(used.get(i), fit.pair.views().get(i), fit.calibration));
    }
    DoubleStream.Builder distances = DoubleStream.builder();
    used.forEach(pair -> distances.add(distance(views, pair)));
    double[] sorted = distances.build().sorted().toArray();
    StereoCalibration c = fit.calibration;
    return new CalibrationReport(
        new StereoCalibration(
            c.left(),
            c.right(),
            c.rotation(),
            c.translation(),
            c.medium(),
            new WorkingRange(sorted[0], sorted[sorted.length - 1]),
            source),
        fit.left.rmsPx(),
        fit.right.rmsPx(),
        fit.pair.rmsPx(),
        coverage(used.stream().map(BoardPair::left).toList(), left),
        coverage(used.stream().map(BoardPair::right).toList(), right),
        smallestSquare(used),
        heldOut(used),
        offered.stream().map(pair -> known(views, pair)).toList());
  }

  private static CalibrationReport.View known(
      Map<String, CalibrationReport.View> views, BoardPair pair) {
    CalibrationReport.View view = views.get(pair.name());
    if (view == null) {
      throw new IllegalStateException("nothing became of the view " + pair.name());
    }
    return view;
  }

  private static double distance(Map<String, CalibrationReport.View> views, BoardPair pair) {
    Double distance = known(views, pair).distanceMm();
    return distance == null ? 0 : distance;
  }

  private CalibrationReport.View view(
      BoardPair pair, BoardFit.View view, StereoCalibration calibration) {
    double[] turn = view.turn();
    Rotation rotation = Rotation.ofVector(turn[0], turn[1], turn[2]);
    Position shift = new Position(view.shift()[0], view.shift()[1], view.shift()[2]);
    List<CalibrationReport.Residual> lefts = new ArrayList<>();
    List<CalibrationReport.Residual> rights = new ArrayList<>();
    for (int i = 0; i < pair.left().corners().size(); i++) {
      Point place = board.place(pair.left().corners().get(i));
      Position corner = rotation.apply(new Position(place.x(), place.y(), 0)).plus(shift);
      lefts.add(
          new CalibrationReport.Residual(
              pair.left().places().get(i), calibration.left().project(corner)));
      rights.add(
          new CalibrationReport.Residual(
              pair.right().places().get(i),
              calibration.right().project(calibration.toRight(corner))));
    }
    Point last = board.place(board.corners() - 1);
    Position middle = rotation.apply(new Position(last.x() / 2, last.y() / 2, 0)).plus(shift);
    return new CalibrationReport.View(
        pair.name(), null, view.leftRmsPx(), view.rightRmsPx(), middle.norm(), lefts, rights);
  }

  private static double coverage(List<BoardView> views, PictureSize picture) {
    long covered =
        views.stream()
            .flatMap(view -> view.places().stream())
            .mapToInt(place -> CalibrationReport.field(place, picture))
            .distinct()
            .count();
    return (double) covered / (CalibrationReport.FIELDS * CalibrationReport.FIELDS);
  }

  private double smallestSquare(List<BoardPair> pairs) {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.left(), pair.right()))
        .mapToDouble(this::smallestSquare)
        .min()
        .orElse(0);
  }

  private double smallestSquare(BoardView view) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < view.corners().size(); i++) {
      int corner = view.corners().get(i);
      if (corner == view.corners().get(i - 1) + 1 && corner % board.columns() != 0) {
        Point a = view.places().get(i - 1);
        Point b = view.places().get(i);
        smallest = Math.min(smallest, Math.hypot(b.x() - a.x(), b.y() - a.y()));
      }
    }
    return smallest;
  }

  /**
   * Measures the board in every other view with a calibration by the others: from the first to the
   * last corner that both cameras saw. Null if that leaves too few views.
   */
  CalibrationReport.@Nullable HeldOut heldOut(List<BoardPair> pairs) {
    List<BoardPair> fitted = everyOther(pairs, 0);
    List<BoardPair> measured = everyOther(pairs, 1);
    if (fitted.size() < FEWEST) {
      return null;
    }
    StereoMeasurer measurer =
        StereoMeasurer.of(fitAny(fitted, null, "every other view").calibration);
    double sum = 0;
    double worst = 0;
    for (BoardPair pair : measured) {
      int last = pair.left().corners().size() - 1;
      Point from = board.place(pair.left().corners().get(0));
      Point to = board.place(pair.left().corners().get(last));
      double truth = Math.hypot(to.x() - from.x(), to.y() - from.y());
      double length =
          measurer
              .locate(corner(pair, 0))
              .position()
              .distanceTo(measurer.locate(corner(pair, last)).position());
      double off = 100 * Math.abs(length / truth - 1);
      sum += off * off;
      worst = Math.max(worst, off);
    }
    return new CalibrationReport.HeldOut(Math.sqrt(sum / measured.size()), worst, measured.size());
  }

  private static PointPair corner(BoardPair pair, int i) {
    return new PointPair(pair.left().places().get(i), pair.right().places().get(i));
  }

  private static List<BoardPair> everyOther(List<BoardPair> pairs, int first) {
    return IntStream.range(0, pairs.size())
        .filter(i -> i % 2 == first)
        .mapToObj(pairs::get)
        .toList();
  }
}

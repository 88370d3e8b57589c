package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reeflens.export.CalibrationReportFiles;
import org.reeflens.export.StereoCalibrationFile;
import org.reeflens.image.BoardFinder;
import org.reeflens.image.CalibrationBoard;
import org.reeflens.measure.BoardSearch;
import org.reeflens.measure.CalibrationReport;
import org.reeflens.measure.Medium;
import org.reeflens.measure.PictureSize;
import org.reeflens.measure.StereoCalibrator;
import org.reeflens.measure.WorkingRange;
import org.reeflens.video.Dive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens calibrate}: two cameras from pictures of a board. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Calibrates a stereo pair from photos or videos of a chessboard or a ChArUco board.",
      "",
      "Beside the calibration it writes a table of the views and a picture of the residuals."
          + " docs/guides/stereo.md says how to show the board."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class CalibrateCommand implements Callable<Integer> {

  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*[xX]\\s*(\\d+)");
  private static final Pattern SPAN = Pattern.compile("(\\d+(?:\\.\\d+)?)-(\\d+(?:\\.\\d+)?)");

  /** Less of the picture says little about the lens at its edges: a guess. */
  private static final double LEAST_COVERAGE = 0.6;

  /** As OpenCV's tutorial asks for. */
  private static final int GOOD_VIEWS = 10;

  /**
   * Squares should be so many times as wide as half the window of a corner: a guess; on the
   * pictures of OpenCV's sample, with squares of 2 to 3 times, a smaller window halved the error.
   */
  private static final double SQUARE_TO_WINDOW = 4;

  @Spec private CommandSpec spec;

  @Option(
      names = "--left",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "The left camera: photos, a folder of photos, or the chapters of a video.")
  private List<Path> left;

  @Option(
      names = "--right",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "The right camera, the same: photos are paired in the order of their names.")
  private List<Path> right;

  @Option(
      names = "--board",
      paramLabel = "CxR",
      required = true,
      description =
          "Inner corners of the board, where four squares meet: columns x rows, such as 9x6.")
  private String size;

  @Option(
      names = "--square",
      paramLabel = "MM",
      required = true,
      description = "Side of a square, mm; measure it, for all lengths are as good as it is.")
  private double square;

  @Option(
      names = "--charuco",
      paramLabel = "NAME",
      description = "The board is a ChArUco board with these markers, such as DICT_5X5_100.")
  private @Nullable String charuco;

  @Option(
      names = "--marker",
      paramLabel = "MM",
      description = "With --charuco, the side of a marker, mm.")
  private @Nullable Double marker;

  @Option(
      names = "--medium",
      required = true,
      description =
          "What was between cameras and board: ${COMPLETION-CANDIDATES}. It is written into the"
              + " calibration: one made in air is refused under water.")
  private Medium medium;

  @Option(
      names = "--working-range",
      paramLabel = "FROM-TO",
      defaultValue = "1000-5000",
      description =
          "How far the animals will be, mm; you are warned if the board was not shown there"
              + " (default: ${DEFAULT-VALUE}, a guess).")
  private String workingRange;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Of videos, look so often (default: ${DEFAULT-VALUE}).")
  private double every;

  @Option(
      names = "--offset",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Of videos, what to add to a time of the left one for the same moment of the right one"
              + " (default: ${DEFAULT-VALUE}).")
  private double offset;

  @Option(
      names = "--corner-window",
      paramLabel = "PX",
      defaultValue = "" + BoardFinder.USUAL_WINDOW,
      description =
          "Half the side of the window in which a corner of a chessboard is refined, pixels"
              + " (default: ${DEFAULT-VALUE}); smaller where squares are small.")
  private int window;

  @Option(
      names = "--keep-outliers",
      description = "Keep views that fit much worse than the others.")
  private boolean keepOutliers;

  @Option(
      names = "--out",
      paramLabel = "RIG.yml",
      required = true,
      description = "Where the calibration goes: OpenCV's YAML (.yml) or JSON (.json).")
  private Path out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CalibrationBoard board = board();
    WorkingRange wanted = range();
    if (!(every > 0 && Double.isFinite(every)) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException("--every must be above 0: " + every);
    }
    StereoCalibrationFile.checkName(out);
    OutFile.makeRoomFor(out);
    Dive leftDive = Dive.of(left);
    Dive rightDive = Dive.of(right);
    if (leftDive.isPhotos() != rightDive.isPhotos()) {
      throw new IllegalArgumentException("--left and --right must both be photos, or both videos");
    }
    BoardSearch search = new BoardSearch(new BoardFinder(board, window));
    BoardSearch.Found found =
        leftDive.isPhotos()
            ? search.inPhotos(leftDive, rightDive)
            : search.inVideos(leftDive, rightDive, every, offset);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf(
        Locale.ROOT,
        "%d pairs of pictures: both show the board in %d%n",
        found.pairs().size() + found.without().size(),
        found.pairs().size());
    terminal.flush();
    CalibrationReport report =
        new StereoCalibrator(board, size(leftDive), size(rightDive), keepOutliers)
            .calibrate(found.pairs(), medium, "reeflens calibrate, " + square + " mm squares");
    StereoCalibrationFile.write(out, report.calibration());
    CalibrationReportFiles.writeViews(beside("-views.csv"), report);
    CalibrationReportFiles.writeResiduals(beside("-residuals.svg"), report);
    print(terminal, report);
    warn(spec.commandLine().getErr(), report, wanted);
    return ExitCode.COMPLETE;
  }

  private CalibrationBoard board() {
    Matcher corners = SIZE.matcher(size);
    if (!corners.matches()) {
      throw new IllegalArgumentException(
          "--board is the inner corners, columns x rows, such as 9x6: '" + size + "'");
    }
    if ((charuco == null) != (marker == null)) {
      throw new IllegalArgumentException("--charuco and --marker go together");
    }
    return new CalibrationBoard(
        Integer.parseInt(corners.group(1)),
        Integer.parseInt(corners.group(2)),
        square,
        charuco == null || marker == null ? null : new CalibrationBoard.Markers(charuco, marker));
  }

  private WorkingRange range() {
    Matcher span = SPAN.matcher(workingRange);
    if (!span.matches()) {
      throw new IllegalArgumentException(
          "--working-range is in mm, such as 1000-5000: '" + workingRange + "'");
    }
    return new WorkingRange(Double.parseDouble(span.group(1)), Double.parseDouble(span.group(2)));
  }

  private static PictureSize size(Dive dive) {
    return new PictureSize(dive.width(), dive.height());
  }

  private Path beside(String ending) {
    String name = out.getFileName().toString();
    return out.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }

  private void print(PrintWriter terminal, CalibrationReport report) {
    terminal.printf("%n%-16s %8s %8s %10s%n", "view", "left px", "right px", "mm away");
    for (CalibrationReport.View view : report.views()) {
      terminal.printf(
          "%-16s %8s %8s %10s%s%n",
          view.name(),
          number("%.3f", view.leftRmsPx()),
          number("%.3f", view.rightRmsPx()),
          number("%.0f", view.distanceMm()),
          view.rejected() == null ? "" : "  left out, " + view.rejected());
    }
    terminal.printf(
        Locale.ROOT,
        "%nRMS %.3f px left, %.3f px right, %.3f px as a pair; baseline %.2f mm%n",
        report.leftRmsPx(),
        report.rightRmsPx(),
        report.stereoRmsPx(),
        report.calibration().baselineMm());
    terminal.printf(
        Locale.ROOT,
        "Corners in %.0f %% of the left picture's fields, %.0f %% of the right one's%n",
        100 * report.leftCoverage(),
        100 * report.rightCoverage());
    CalibrationReport.HeldOut heldOut = report.heldOut();
    if (heldOut != null) {
      terminal.printf(
          Locale.ROOT,
          "Lengths on the board in views that were held out: %.2f %% off (rms of %d), %.2f %% at"
              + " worst%n",
          heldOut.rmsPercent(),
          heldOut.lengths(),
          heldOut.worstPercent());
    }
    terminal.printf(
        "%s, %s and %s are written%n", out, beside("-views.csv"), beside("-residuals.svg"));
    terminal.flush();
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }

  private void warn(PrintWriter err, CalibrationReport report, WorkingRange wanted) {
    WorkingRange shown = report.calibration().workingRange();
    if (shown != null
        && (shown.nearestMm() > wanted.nearestMm() || shown.farthestMm() < wanted.farthestMm())) {
      warn(
          err,
          String.format(
              Locale.ROOT,
              "the board was %.0f to %.0f mm away, which does not span the working range of %.0f to"
                  + " %.0f mm: outside, lengths are worse than their errors say",
              shown.nearestMm(),
              shown.farthestMm(),
              wanted.nearestMm(),
              wanted.farthestMm()));
    }
    if (report.used().count() < GOOD_VIEWS) {
      warn(
          err,
          "only "
              + report.used().count()
              + " views were used; "
              + GOOD_VIEWS
              + " or more are good");
    }
    if (Math.min(report.leftCoverage(), report.rightCoverage()) < LEAST_COVERAGE) {
      warn(
          err,
          "much of the picture has no corner (see the grey fields of the residuals' picture): show"
              + " the board there, too");
    }
    double smallest = report.smallestSquarePx();
    if (charuco == null && smallest < SQUARE_TO_WINDOW * window) {
      warn(
          err,
          String.format(
              Locale.ROOT,
              "the smallest squares are %.0f px wide, too small for corner windows of %d px; try"
                  + " --corner-window %d",
              smallest,
              window,
              Math.max(2, (int) (smallest / SQUARE_TO_WINDOW))));
    }
  }

  private static void warn(PrintWriter err, String sentence) {
    err.println("reeflens: " + sentence);
    err.flush();
  }
}

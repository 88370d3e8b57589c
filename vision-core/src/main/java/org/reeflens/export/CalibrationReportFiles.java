package org.reeflens.export;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;
import org.reeflens.measure.CalibrationReport;
import org.reeflens.measure.CameraModel;
import org.reeflens.measure.PictureSize;

/**
 * How good a calibration is, as a table of its views and a picture of what it leaves unexplained.
 */
public final class CalibrationReportFiles {

  private static final int PANEL = 520;
  private static final int MARGIN = 24;
  private static final int HEAD = 64;

  /** How much longer a residual is drawn than it is. */
  private static final int MAGNIFIED = 20;

  private CalibrationReportFiles() {}

  /**
   * Writes a row for each view: whether it was used and why not, the root mean square of its
   * residuals in each picture, and how far the board was.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void writeViews(Path csv, CalibrationReport report) {
    Table.write(
        csv,
        table -> {
          table.writeRecord(
              "view", "used", "leftRms_px", "rightRms_px", "distance_mm", "whyNotUsed");
          for (CalibrationReport.View view : report.views()) {
            table.writeRecord(
                view.name(),
                Boolean.toString(view.rejected() == null),
                number("%.3f", view.leftRmsPx()),
                number("%.3f", view.rightRmsPx()),
                number("%.1f", view.distanceMm()),
                Table.text(view.rejected()));
          }
        });
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }

  /**
   * Draws both pictures with all corners that were used, each with a line to where the calibration
   * would have it, twenty times as long as it is; fields of the picture without a corner are grey.
   *
   * @param svg where to
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void writeResiduals(Path svg, CalibrationReport report) {
    PictureSize left = size(report.calibration().left());
    PictureSize right = size(report.calibration().right());
    int height = HEAD + Math.max(high(left), high(right)) + MARGIN;
    int width = 2 * PANEL + 3 * MARGIN;
    StringBuilder text = new StringBuilder();
    add(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">%n",
        width,
        height,
        width,
        height);
    add(text, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", width, height);
    panel(
        text,
        "Left",
        MARGIN,
        left,
        report.leftRmsPx(),
        views(report, CalibrationReport.View::left));
    panel(
        text,
        "Right",
        2 * MARGIN + PANEL,
        right,
        report.rightRmsPx(),
        views(report, CalibrationReport.View::right));
    text.append("</svg>\n");
    WholeFile.write(svg, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<CalibrationReport.Residual> views(
      CalibrationReport report,
      Function<CalibrationReport.View, List<CalibrationReport.Residual>> side) {
    return report.used().flatMap(view -> side.apply(view).stream()).toList();
  }

  private static PictureSize size(CameraModel camera) {
    PictureSize size = camera.picture();
    if (size == null) {
      throw new IllegalArgumentException("the size of the pictures is not known");
    }
    return size;
  }

  private static int high(PictureSize size) {
    return (int) Math.round((double) PANEL * size.height() / size.width());
  }

  private static void panel(
      StringBuilder text,
      String name,
      int x,
      PictureSize size,
      double rms,
      List<CalibrationReport.Residual> residuals) {
    double scale = (double) PANEL / size.width();
    add(
        text,
        "<text x=\"%d\" y=\"26\" font-size=\"16\">%s camera: %d corners, RMS %.3f px</text>%n",
        x,
        name,
        residuals.size(),
        rms);
    add(
        text,
        "<text x=\"%d\" y=\"46\" fill=\"#555555\">Residuals of the pair, %d times as long; this is"
            + " 1 px:</text>%n",
        x,
        MAGNIFIED);
    add(
        text,
        "<path d=\"M%d 42h%.2f\" stroke=\"#D55E00\" stroke-width=\"2\"/>%n",
        x + 330,
        MAGNIFIED * scale);
    add(text, "<g transform=\"translate(%d %d)\">%n", x, HEAD);
    fields(text, size, residuals);
    for (CalibrationReport.Residual one : residuals) {
      Point from = one.seen();
      add(
          text,
          "<path d=\"M%.2f %.2fl%.2f %.2f\" stroke=\"#D55E00\"/><circle cx=\"%.2f\" cy=\"%.2f\""
              + " r=\"1.5\" fill=\"#0072B2\"/>%n",
          (from.x() + 0.5) * scale,
          (from.y() + 0.5) * scale,
          MAGNIFIED * scale * (one.expected().x() - from.x()),
          MAGNIFIED * scale * (one.expected().y() - from.y()),
          (from.x() + 0.5) * scale,
          (from.y() + 0.5) * scale);
    }
    text.append("</g>\n");
  }

  private static void fields(
      StringBuilder text, PictureSize size, List<CalibrationReport.Residual> residuals) {
    int n = CalibrationReport.FIELDS;
    double wide = (double) PANEL / n;
    double high = (double) high(size) / n;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        int field = row * n + column;
        boolean covered =
            residuals.stream().anyMatch(one -> CalibrationReport.field(one.seen(), size) == field);
        add(
            text,
            "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\""
                + " stroke=\"#cccccc\"/>%n",
            column * wide,
            row * high,
            wide,
            high,
            covered ? "#ffffff" : "#dddddd");
      }
    }
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
  }
}

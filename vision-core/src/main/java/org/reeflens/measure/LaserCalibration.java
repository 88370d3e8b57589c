package org.reeflens.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.reeflens.table.CsvTable;

/**
 * How far the dots of two lasers are apart on what they hit.
 *
 * @param spacingMm distance of the dots in the middle of the calibrated range, mm
 * @param sigmaMm one standard deviation over that range: what was measured besides a line, and how
 *     far the lasers are from parallel
 */
public record LaserCalibration(double spacingMm, double sigmaMm) {

  /**
   * The least span of ranges: over a shorter one an error of the lasers' direction does not show
   * (FishSense-lite refuses such calibrations likewise).
   */
  static final double LEAST_SPAN_MM = 600;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public LaserCalibration {
    if (!(spacingMm > 0 && sigmaMm >= 0)
        || !Double.isFinite(spacingMm)
        || !Double.isFinite(sigmaMm)) {
      throw new IllegalArgumentException(
          "the distance of the lasers must be above 0 mm: " + spacingMm + " ± " + sigmaMm);
    }
  }

  /**
   * Reads distances of the dots on a board at several ranges, from a table with the columns {@code
   * range_mm,spacing_mm}.
   *
   * @throws IOException if it cannot be read, has less than three rows, or its ranges span less
   *     than 0.6 m
   */
  public static LaserCalibration read(Path file) throws IOException {
    List<CsvTable.Row> rows = CsvTable.read(file, "range_mm", "spacing_mm").rows();
    int n = rows.size();
    double[] ranges = new double[n];
    double[] spacings = new double[n];
    double least = Double.MAX_VALUE;
    double most = 0;
    double meanRange = 0;
    double meanSpacing = 0;
    for (int i = 0; i < n; i++) {
      ranges[i] = rows.get(i).number("range_mm");
      spacings[i] = rows.get(i).number("spacing_mm");
      if (!(ranges[i] > 0 && spacings[i] > 0)) {
        throw rows.get(i).wrong("range and spacing must be above 0 mm");
      }
      least = Math.min(least, ranges[i]);
      most = Math.max(most, ranges[i]);
      meanRange += ranges[i] / n;
      meanSpacing += spacings[i] / n;
    }
    if (n < 3 || most - least < LEAST_SPAN_MM) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s holds %d ranges over %.2f m; lasers must be calibrated at three ranges or more"
                  + " over 0.6 m at least",
              file,
              n,
              Math.max(0, most - least) / 1000));
    }
    double rr = 0;
    double rs = 0;
    for (int i = 0; i < n; i++) {
      rr += (ranges[i] - meanRange) * (ranges[i] - meanRange);
      rs += (ranges[i] - meanRange) * (spacings[i] - meanSpacing);
    }
    double slope = rs / rr;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double rest = spacings[i] - meanSpacing - slope * (ranges[i] - meanRange);
      squares += rest * rest;
    }
    double span = most - least;
    double middle = meanSpacing + slope * ((least + most) / 2 - meanRange);
    // A range evenly somewhere in the span moves the spacing by slope * span / sqrt(12).
    return new LaserCalibration(
        middle, Math.sqrt(squares / (n - 2) + slope * slope * span * span / 12));
  }
}

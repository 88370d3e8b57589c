package org.reeflens.export;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reeflens.stats.Reliability;

/** A calibration as a part of a JSON file and as a picture. */
record CalibrationPart(int n, List<Row> bins) {

  /** A bin; what no answer of it can tell is null. */
  record Row(
      double from, double to, int n, @Nullable Double confidence, @Nullable Double shareRight) {}

  static CalibrationPart of(Reliability reliability) {
    return new CalibrationPart(
        reliability.answers(),
        reliability.bins().stream()
            .map(
                bin ->
                    new Row(
                        bin.from(),
                        bin.to(),
                        bin.answers(),
                        bin.answers() == 0 ? null : bin.confidence(),
                        bin.answers() == 0 ? null : bin.right()))
            .toList());
  }

  /** Bars of the share right, a dot at each bin's mean confidence, counts above the chart. */
  static UnitChart chart(String subject, String right, Reliability reliability) {
    UnitChart chart =
        new UnitChart(
            reliability.answers() == 0
                ? "Calibration: no answers"
                : String.format(
                    Locale.ROOT, "Calibration: expected error %.3f", reliability.error()),
            subject + "; above: answers in each bin",
            "confidence",
            right);
    for (Reliability.Bin bin : reliability.bins()) {
      if (bin.answers() > 0) {
        chart.bar(bin.from(), bin.to(), bin.right(), Integer.toString(bin.answers()));
        chart.dot(bin.confidence(), bin.right());
      }
    }
    return chart.diagonal();
  }
}

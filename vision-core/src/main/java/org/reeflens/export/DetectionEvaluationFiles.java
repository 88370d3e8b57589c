package org.reeflens.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.evaluate.ConfusionMatrix;
import org.reeflens.evaluate.DetectionReport;
import org.reeflens.evaluate.Share;
import org.reeflens.stats.Interval;

/**
 * The evaluation of a detector as files: {@code FILE.json} with all numbers, {@code FILE-pr.svg}
 * and {@code FILE-calibration.svg}.
 */
public final class DetectionEvaluationFiles {

  /** The keys of {@code FILE.json}, in order; the first eight are promised to stay. */
  private record Content(
      @Nullable Double ap,
      @Nullable Double ap50,
      @Nullable Double ap75,
      @Nullable Double ar100,
      @Nullable Double precision,
      @Nullable Double recall,
      @Nullable Double falsePerEmptyImage,
      int images,
      int emptyImages,
      int animals,
      int imagesWithoutLabelFile,
      double threshold,
      @Nullable Double apSmall,
      @Nullable Double apMedium,
      @Nullable Double apLarge,
      Intervals interval95,
      Share recallUnder16Pixels,
      List<Row> classes,
      List<DetectionReport.OfLabel> labels,
      ConfusionMatrix confusion,
      @Nullable Double ece,
      @Nullable Double eceOfAllDetections,
      CalibrationPart calibration,
      List<Curve> prCurves,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record Intervals(
      @Nullable Interval ap50, @Nullable Interval precision, @Nullable Interval recall) {}

  private record Row(
      String name,
      int animals,
      int truePositives,
      int falsePositives,
      int falseNegatives,
      @Nullable Double ap,
      @Nullable Double ap50,
      @Nullable Double precision,
      @Nullable Double recall) {}

  private record Curve(String name, List<DetectionReport.CurvePoint> points) {}

  private static final Map<String, String> DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "ap, ap50, ap75, apSmall, apMedium, apLarge, ar100",
              "as the COCO evaluation defines them, mean over the compared classes; null where"
                  + " nothing is to be found",
              "precision, recall",
              "of the detections at or above the threshold, right at an overlap (IoU) of 0.5",
              "falsePerEmptyImage",
              "detections at or above the threshold per picture without an animal of the compared"
                  + " classes; null where no picture is empty",
              "imagesWithoutLabelFile",
              "pictures that the truth does not list: with YOLO labels they count as empty, with a"
                  + " COCO truth they are left out",
              "interval95",
              "bootstrap over pictures, 1000 draws, fixed seed; frames of one clip are alike, so"
                  + " the true interval is wider",
              "recallUnder16Pixels",
              "recall of animals whose longer side has less than 16 pixels; Wilson interval",
              "confusion",
              "counts by row (what it was) and column (what it was called), classes may be mixed"
                  + " up",
              "ece",
              "expected calibration error over 15 bins: of the detections at or above the"
                  + " threshold, and of all down to a confidence of 0.001",
              "prCurves",
              "at IoU 0.5: the highest precision at a recall or beyond, and the confidence to cut"
                  + " at"));

  private DetectionEvaluationFiles() {}

  /**
   * Writes the three files.
   *
   * @param json where the numbers go; the pictures go beside it
   * @param report the evaluation
   * @param unlisted pictures that the truth does not list
   * @param model name of the model, for the pictures
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static void write(
      Path json, DetectionReport report, int unlisted, String model, EvaluationOrigin origin) {
    double eceOfAll = report.calibration().error();
    JsonFile.write(
        json,
        new Content(
            report.ap(),
            report.ap50(),
            report.ap75(),
            report.ar100(),
            report.precision(),
            report.recall(),
            report.falsePerEmptyImage(),
            report.images(),
            report.emptyImages(),
            report.animals(),
            unlisted,
            report.threshold(),
            report.apSmall(),
            report.apMedium(),
            report.apLarge(),
            new Intervals(
                report.ap50Interval(), report.precisionInterval(), report.recallInterval()),
            report.recallUnder16Pixels(),
            report.classes().stream().map(DetectionEvaluationFiles::row).toList(),
            report.labels(),
            report.confusion(),
            report.calibrationError(),
            Double.isNaN(eceOfAll) ? null : eceOfAll,
            CalibrationPart.of(report.calibration()),
            report.classes().stream().map(of -> new Curve(of.name(), of.curve())).toList(),
            DEFINITIONS,
            origin));
    String subject = model + ", " + report.images() + " pictures";
    curves(subject, report).write(beside(json, "-pr.svg"));
    CalibrationPart.chart(subject, "share right (IoU 0.5)", report.calibration())
        .write(beside(json, "-calibration.svg"));
  }

  /** A file of the same name with another ending, such as {@code FILE-pr.svg}. */
  static Path beside(Path json, String ending) {
    String name = json.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return json.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }

  private static Row row(DetectionReport.OfClass of) {
    return new Row(
        of.name(),
        of.animals(),
        of.right(),
        of.wrong(),
        of.missed(),
        of.ap(),
        of.ap50(),
        of.precision(),
        of.recall());
  }

  private static UnitChart curves(String subject, DetectionReport report) {
    String ap50 =
        report.ap50() == null ? "" : String.format(Locale.ROOT, ", AP50 %.3f", report.ap50());
    UnitChart chart =
        new UnitChart(
            "Precision and recall",
            subject + ap50 + "; dot: at confidence " + report.threshold(),
            "recall",
            "precision (IoU 0.5)");
    for (DetectionReport.OfClass of : report.classes()) {
      chart.line(
          of.name() + (of.ap50() == null ? "" : String.format(Locale.ROOT, " %.3f", of.ap50())),
          of.curve().stream().mapToDouble(DetectionReport.CurvePoint::recall).toArray(),
          of.curve().stream().mapToDouble(DetectionReport.CurvePoint::precision).toArray());
    }
    if (report.precision() != null && report.recall() != null) {
      chart.dot(report.recall(), report.precision());
    }
    return chart;
  }
}

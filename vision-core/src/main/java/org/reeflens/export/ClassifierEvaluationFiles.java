package org.reeflens.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.evaluate.ConfusionMatrix;
import org.reeflens.evaluate.LabelReport;
import org.reeflens.evaluate.Share;
import org.reeflens.evaluate.TaxonReport;
import org.reeflens.stats.Interval;

/**
 * The evaluation of a classifier as files: {@code FILE.json} with all numbers, {@code
 * FILE-calibration.svg} and, for taxa, {@code FILE-confusion.csv}.
 */
public final class ClassifierEvaluationFiles {

  /** The keys of {@code FILE.json} for taxa, in order; the first six are promised to stay. */
  private record Taxa(
      @Nullable Double top1,
      @Nullable Double meanRecall,
      @Nullable Double ece,
      int n,
      @Nullable Double unknownShare,
      SortedMap<String, TaxonRow> perClass,
      @Nullable Interval top1Interval95,
      @Nullable Double meanRecallFrom15,
      @Nullable Double brier,
      @Nullable Double logLoss,
      TaxonReport.Answers backOff,
      @Nullable Double groupTop1,
      TaxonReport.@Nullable OfGroups groups,
      SortedMap<String, TaxonReport.Untaught> unknownNames,
      TaxonReport.@Nullable UntaughtTogether unknownTogether,
      ConfusionMatrix confusion,
      CalibrationPart calibration,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record TaxonRow(
      String taxon,
      int n,
      @Nullable Double recall,
      @Nullable Interval interval95,
      @Nullable Double precision,
      @Nullable Double unknownShare) {}

  /** The keys of {@code FILE.json} for labels, in order; the first three are promised to stay. */
  private record Labels(
      @Nullable Double meanAp,
      SortedMap<String, LabelRow> perClass,
      int n,
      int rowsWithoutPicture,
      double cut,
      @Nullable Double microF1,
      @Nullable Double macroF1,
      Share allLabelsRight,
      @Nullable Double ece,
      CalibrationPart calibration,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record LabelRow(
      @Nullable Double ap,
      int n,
      @Nullable Double precision,
      @Nullable Double recall,
      @Nullable Interval interval95,
      @Nullable Double f1) {}

  private static final Map<String, String> TAXA_DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "top1",
              "share of the crops of taught taxa whose most probable class, before any back-off, is"
                  + " the true taxon or one below it",
              "meanRecall, meanRecallFrom15",
              "mean of the recalls of the taxa; the latter over taxa with 15 crops or more",
              "ece",
              "expected calibration error of the highest probability, 15 bins of equal width",
              "n",
              "crops of taught taxa; those of others count only in unknownNames and in the last rows of"
                  + " confusion",
              "unknownShare",
              "share of these crops that get no name after back-off",
              "interval95",
              "Wilson interval; crops of one track or photo are alike, so the true interval is"
                  + " wider",
              "backOff",
              "the answers at the model's own thresholds. Hierarchical precision and recall count"
                  + " species, genus and family of an answer each",
              "groups",
              "crops of one group named together: mean logarithm of their probabilities",
              "unknownNames",
              "names the model was not taught: rejected, named by a taxon above, or named wrongly",
              "confusion",
              "counts by row (what it was) and column (the most probable class, under the name of"
                  + " the folder that it belongs to)"));

  private static final Map<String, String> LABEL_DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "ap, meanAp",
              "average precision of the ranking of all patches by the probability of a label, not"
                  + " interpolated; its mean over labels that a patch has",
              "precision, recall, f1",
              "at the cut: a label applies from this probability on",
              "interval95",
              "Wilson interval of the recall",
              "allLabelsRight",
              "patches whose labels are all right and none too many",
              "ece",
              "expected calibration error of the probability that a label applies, over all patches"
                  + " and labels, 15 bins",
              "rowsWithoutPicture",
              "rows of the table whose picture is not in the folder; left out"));

  private ClassifierEvaluationFiles() {}

  /**
   * Writes the evaluation of names.
   *
   * @param json where the numbers go; the other files go beside it
   * @param report the evaluation
   * @param model name of the model, for the picture
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static void write(Path json, TaxonReport report, String model, EvaluationOrigin origin) {
    SortedMap<String, TaxonRow> rows = new TreeMap<>();
    report.taxa().forEach((label, of) -> rows.put(label, row(of)));
    JsonFile.write(
        json,
        new Taxa(
            report.top1().share(),
            report.meanRecall(),
            report.calibrationError(),
            report.top1().n(),
            report.unidentified().share(),
            rows,
            report.top1().interval95(),
            report.meanRecallFrom15(),
            report.brier(),
            report.logLoss(),
            report.answers(),
            report.groups() == null ? null : report.groups().top1().share(),
            report.groups(),
            report.untaught(),
            report.untaughtAnswers(),
            report.confusion(),
            CalibrationPart.of(report.calibration()),
            TAXA_DEFINITIONS,
            origin));
    String top1 =
        report.top1().share() == null
            ? ""
            : String.format(Locale.ROOT, ", top-1 %.3f", report.top1().share());
    CalibrationPart.chart(
            model + ", " + report.top1().n() + " crops" + top1, "share right", report.calibration())
        .write(DetectionEvaluationFiles.beside(json, "-calibration.svg"));
    writeConfusion(DetectionEvaluationFiles.beside(json, "-confusion.csv"), report.confusion());
  }

  private static TaxonRow row(TaxonReport.OfTaxon of) {
    return new TaxonRow(
        of.taxon(),
        of.n(),
        of.recall().share(),
        of.recall().interval95(),
        of.precision(),
        of.unidentified().share());
  }

  private static void writeConfusion(Path file, ConfusionMatrix confusion) {
    Table.write(
        file,
        csv -> {
          List<String> header = new ArrayList<>(List.of("truth"));
          header.addAll(confusion.answers());
          csv.writeRecord(header);
          for (int row = 0; row < confusion.truths().size(); row++) {
            List<String> fields = new ArrayList<>(List.of(confusion.truths().get(row)));
            confusion.counts().get(row).forEach(count -> fields.add(Integer.toString(count)));
            csv.writeRecord(fields);
          }
        });
  }

  /**
   * Writes the evaluation of labels.
   *
   * @param json where the numbers go; the other file goes beside it
   * @param report the evaluation
   * @param withoutPicture rows of the truth that were left out for want of a picture
   * @param model name of the model, for the picture
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static void write(
      Path json, LabelReport report, int withoutPicture, String model, EvaluationOrigin origin) {
    SortedMap<String, LabelRow> rows = new TreeMap<>();
    report
        .labels()
        .forEach(
            (name, of) ->
                rows.put(
                    name,
                    new LabelRow(
                        of.ap(),
                        of.n(),
                        of.precision(),
                        of.recall().share(),
                        of.recall().interval95(),
                        of.f1())));
    JsonFile.write(
        json,
        new Labels(
            report.meanAp(),
            rows,
            report.n(),
            withoutPicture,
            report.cut(),
            report.microF1(),
            report.macroF1(),
            report.allRight(),
            report.calibrationError(),
            CalibrationPart.of(report.calibration()),
            LABEL_DEFINITIONS,
            origin));
    CalibrationPart.chart(
            model + ", " + report.n() + " patches, all labels",
            "share that applies",
            report.calibration())
        .write(DetectionEvaluationFiles.beside(json, "-calibration.svg"));
  }
}

package org.reeflens.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reeflens.evaluate.ClearScores;
import org.reeflens.evaluate.HotaScores;
import org.reeflens.evaluate.IdentityScores;
import org.reeflens.evaluate.TrackingReport;

/** The evaluation of tracks as a JSON file. */
public final class TrackingEvaluationFile {

  /** The keys of the file, in order; the first ten are promised to stay. */
  private record Content(
      double hota,
      double detA,
      double assA,
      double locA,
      double mota,
      double motp,
      double idf1,
      int idSwitches,
      int falsePositives,
      int falseNegatives,
      double detRe,
      double detPr,
      double assRe,
      double assPr,
      double moda,
      double recall,
      double precision,
      double idp,
      double idr,
      int mostlyTracked,
      int partlyTracked,
      int mostlyLost,
      int fragmentations,
      int truthTracks,
      int resultTracks,
      int truthBoxes,
      int resultBoxes,
      int truthBoxesNotCounted,
      int frames,
      List<Alpha> alphas,
      List<Row> sequences,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record Alpha(
      double alpha,
      double hota,
      double detA,
      double assA,
      double locA,
      double detRe,
      double detPr,
      double assRe,
      double assPr,
      int truePositives,
      int falsePositives,
      int falseNegatives) {}

  private record Row(
      String truth,
      String result,
      double hota,
      double detA,
      double assA,
      double locA,
      double mota,
      double motp,
      double idf1,
      int idSwitches,
      int falsePositives,
      int falseNegatives) {}

  private static final Map<String, String> DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "hota, detA, assA, locA, detRe, detPr, assRe, assPr",
              "Luiten et al. 2021, as TrackEval computes them: mean over the overlaps (IoU) 0.05 to"
                  + " 0.95; several sequences are added up before",
              "alphas",
              "the same at each of the nineteen overlaps",
              "mota, moda, idSwitches, falsePositives, falseNegatives, fragmentations",
              "Bernardin and Stiefelhagen 2008 at an overlap of 0.5; mota and moda are shares of"
                  + " the true boxes and may be negative",
              "motp",
              "mean overlap (IoU) of the pairs; other tools print one minus it",
              "mostlyTracked, partlyTracked, mostlyLost",
              "true tracks found in more than 80 %, in 20 to 80 %, in less than 20 % of their boxes",
              "idf1, idp, idr",
              "Ristani et al. 2016 at an overlap of 0.5",
              "recall, precision",
              "share of the true boxes that were found, of the found boxes that are right, at an"
                  + " overlap of 0.5",
              "truthBoxesNotCounted",
              "rows of the truth with confidence 0, which by the rules of the MOT Challenge do not"
                  + " count"));

  private TrackingEvaluationFile() {}

  /**
   * One of the sequences.
   *
   * @param truth name of the truth
   * @param result name of the result
   * @param report the comparison
   */
  public record Sequence(String truth, String result, TrackingReport report) {}

  /**
   * Writes the file.
   *
   * @param json where to
   * @param together all sequences together
   * @param sequences each of them, one or more
   * @param notCounted rows of the truth that were left out
   * @param origin how it was made
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(
      Path json,
      TrackingReport together,
      List<Sequence> sequences,
      int notCounted,
      EvaluationOrigin origin) {
    HotaScores hota = together.hota();
    ClearScores clear = together.clear();
    IdentityScores identity = together.identity();
    JsonFile.write(
        json,
        new Content(
            hota.hota(),
            hota.detA(),
            hota.assA(),
            hota.locA(),
            clear.mota(),
            clear.motp(),
            identity.idf1(),
            clear.idSwitches(),
            clear.falsePositives(),
            clear.falseNegatives(),
            hota.detRe(),
            hota.detPr(),
            hota.assRe(),
            hota.assPr(),
            clear.moda(),
            clear.recall(),
            clear.precision(),
            identity.idp(),
            identity.idr(),
            clear.mostlyTracked(),
            clear.partlyTracked(),
            clear.mostlyLost(),
            clear.fragmentations(),
            together.truthTracks(),
            together.foundTracks(),
            clear.truePositives() + clear.falseNegatives(),
            clear.truePositives() + clear.falsePositives(),
            notCounted,
            clear.frames(),
            hota.alphas().stream().map(TrackingEvaluationFile::alpha).toList(),
            sequences.stream().map(TrackingEvaluationFile::row).toList(),
            DEFINITIONS,
            origin));
  }

  private static Alpha alpha(HotaScores.AtAlpha at) {
    return new Alpha(
        at.alpha(),
        at.hota(),
        at.detA(),
        at.assA(),
        at.locA(),
        at.detRe(),
        at.detPr(),
        at.assRe(),
        at.assPr(),
        at.truePositives(),
        at.falsePositives(),
        at.falseNegatives());
  }

  private static Row row(Sequence sequence) {
    HotaScores hota = sequence.report.hota();
    ClearScores clear = sequence.report.clear();
    return new Row(
        sequence.truth,
        sequence.result,
        hota.hota(),
        hota.detA(),
        hota.assA(),
        hota.locA(),
        clear.mota(),
        clear.motp(),
        sequence.report.identity().idf1(),
        clear.idSwitches(),
        clear.falsePositives(),
        clear.falseNegatives());
  }
}

package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reeflens.export.LengthsCsv;
import org.reeflens.export.PictureLengthsCsv;
import org.reeflens.measure.LengthResult;
import org.reeflens.measure.LengthRules;
import org.reeflens.measure.MarkedAnimal;
import org.reeflens.measure.PictureAnimal;
import org.reeflens.measure.PictureResult;
import org.reeflens.measure.PictureScale;
import org.reeflens.measure.StereoCalibration;
import org.reeflens.measure.StereoMeasurer;
import org.reeflens.measure.Triangulation;
import org.reeflens.measure.WorkingRange;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lengths from points that were marked in a stereo pair, or in one picture. */
final class PointsMeasuring {

  @Option(
      names = "--points",
      paramLabel = "POINTS.csv",
      description = {
        "Marked points, a row an animal: id,lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2. Pixels, centres at"
            + " integers; l and r: left and right picture; 1: snout, 2: fork or tail. Of one camera:"
            + " id,x1,y1,x2,y2."
      })
  private @Nullable Path points;

  @Mixin private final CalibrationChoice calibration = new CalibrationChoice();

  @Option(
      names = "--method",
      defaultValue = "midpoint",
      description =
          "How a place is found from its two rays: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private Triangulation method;

  @Option(
      names = "--pixel-sigma",
      paramLabel = "PX",
      defaultValue = "1.0",
      description =
          "Standard deviation of each coordinate of a marked point, pixels; the standard error of"
              + " a length comes from it (default: ${DEFAULT-VALUE}).")
  private double pixelSigma;

  @Mixin private final LengthRulesChoice rules = new LengthRulesChoice();

  /** Whether points were named. */
  boolean isGiven() {
    return points != null;
  }

  /** Measures in one picture, writes the table and says how it went. */
  void measureInPicture(ScaleChoice scaling, Path table, PrintWriter out) throws IOException {
    Double most = rules.rules().maxPrecisionPercent();
    List<PictureAnimal> animals = PictureAnimal.read(named());
    PictureScale scale = scaling.scale(pixelSigma(), out);
    List<PictureResult> results =
        animals.stream()
            .map(
                animal -> PictureResult.of(animal.id(), animal.snout(), animal.fork(), scale, most))
            .toList();
    PictureLengthsCsv.write(table, results);
    out.printf(
        Locale.ROOT,
        "%d animals: %d measured, %d of them pass; in %s%n"
            + "A fish that is turned from the picture comes out too short: %.1f %% at 10 degrees,"
            + " %.0f %% at 20, %.0f %% at 30. One picture does not show it.%n",
        results.size(),
        results.stream().filter(result -> result.length() != null).count(),
        results.stream().filter(PictureResult::passed).count(),
        table,
        -100 * PictureScale.foreshortening(10),
        -100 * PictureScale.foreshortening(20),
        -100 * PictureScale.foreshortening(30));
    out.flush();
  }

  private Path named() {
    if (points == null) {
      throw new IllegalArgumentException(
          "--points is missing; name the table of marked points (or --mask, an outline)");
    }
    return points;
  }

  private double pixelSigma() {
    if (!(pixelSigma > 0 && Double.isFinite(pixelSigma))) {
      throw new IllegalArgumentException("--pixel-sigma must be above 0: " + pixelSigma);
    }
    return pixelSigma;
  }

  /** Measures in a stereo pair, writes the table and says how it went. */
  void measure(Path table, PrintWriter out, PrintWriter err) throws IOException {
    LengthRules limits = rules.rules();
    List<MarkedAnimal> animals = MarkedAnimal.read(named());
    StereoCalibration rig = calibration.read(out, err);
    StereoMeasurer measurer = new StereoMeasurer(rig, method, pixelSigma());
    List<LengthResult> results = new ArrayList<>();
    for (MarkedAnimal animal : animals) {
      results.add(LengthResult.of(animal, measurer, limits));
    }
    LengthsCsv.write(table, results);
    out.printf(
        Locale.ROOT,
        "%d animals: %d measured (%s, %s px), %d of them keep the rules; in %s%n",
        results.size(),
        results.stream().filter(result -> result.length() != null).count(),
        method,
        pixelSigma,
        results.stream().filter(LengthResult::passed).count(),
        table);
    out.flush();
    WorkingRange shown = rig.workingRange();
    if (shown != null) {
      warnOfDistances(results, shown, err);
    }
  }

  private static void warnOfDistances(
      List<LengthResult> results, WorkingRange shown, PrintWriter err) {
    long outside =
        results.stream()
            .map(LengthResult::length)
            .filter(length -> length != null && !shown.contains(length.rangeMm()))
            .count();
    if (outside > 0) {
      err.printf(
          Locale.ROOT,
          "reeflens: %d of them are not within the %.0f to %.0f mm at which the board was shown;"
              + " there, errors may be larger than stated%n",
          outside,
          shown.nearestMm(),
          shown.farthestMm());
      err.flush();
    }
  }
}

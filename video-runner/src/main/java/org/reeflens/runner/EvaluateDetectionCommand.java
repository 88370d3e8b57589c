package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.evaluate.DetectionClasses;
import org.reeflens.evaluate.DetectionReport;
import org.reeflens.evaluate.DetectionTruth;
import org.reeflens.evaluate.DetectorRun;
import org.reeflens.evaluate.PictureOrder;
import org.reeflens.export.DetectionEvaluationFiles;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxonomy;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens evaluate detection}: a detector against labelled pictures. */
@Command(
    name = "detection",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a detector over labelled pictures and says how well it finds the animals.",
      "",
      "Writes FILE.json with every number (COCO's average precision and recall; precision, recall"
          + " and false detections at the threshold; intervals, confusion, calibration),"
          + " FILE-pr.svg and FILE-calibration.svg. docs/guides/evaluation.md says what each means."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class EvaluateDetectionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ModelChoice model = new ModelChoice();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the pictures (jpg, png).")
  private Path images;

  @Option(
      names = "--frames-per-second",
      paramLabel = "N",
      description =
          "The pictures are frames of recordings: the number at the end of a name, counted at N a"
              + " second, tells its time, and what stands before it the recording. For models that"
              + " need time. Default: each picture stands alone.")
  private @Nullable Double framesPerSecond;

  @ArgGroup(multiplicity = "1")
  private Truth truth = new Truth();

  /** Either of the two forms. */
  private static final class Truth {

    @Option(
        names = "--labels",
        paramLabel = "DIR",
        description =
            "Folder of YOLO label files, 'class x y width height', one for each picture and of the"
                + " same name. A picture without one counts as empty.")
    private @Nullable Path labels;

    @Option(
        names = "--truth",
        paramLabel = "FILE",
        description = "A COCO instances.json instead. Pictures that it does not list are left out.")
    private @Nullable Path coco;

    DetectionTruth open() throws IOException {
      return coco != null
          ? DetectionTruth.coco(coco)
          : DetectionTruth.yolo(Objects.requireNonNull(labels));
    }
  }

  @Option(
      names = "--classes",
      paramLabel = "LABELS=CLASSES",
      split = ";",
      description = {
        "Which labels are compared with which classes of the model, such as 0,4,6=fish. Labels are"
            + " numbers, or names of a COCO truth; 'fish' stands for all fish of the model. Give it"
            + " several times to compare several classes. What is not named is left out.",
        "Default: every label is a fish, and so is every detection of a class that is one."
      })
  private List<String> classes = List.of();

  @Option(
      names = "--confidence",
      paramLabel = "0..1",
      description =
          "The threshold for precision, recall and false detections (default: what the model's card"
              + " recommends).")
  private @Nullable Double confidence;

  @Mixin private final TilesChoice tiles = new TilesChoice();

  @Mixin private final OutFile out = new OutFile();

  @Mixin private final SessionChoice session = new SessionChoice();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (confidence != null && !(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("--confidence must be above 0, to 1: " + confidence);
    }
    PictureOrder order =
        framesPerSecond == null ? PictureOrder.SINGLE : PictureOrder.numbered(framesPerSecond);
    out.makeRoom();
    DetectionTruth people = truth.open();
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      ModelPackage opened = model.open(models);
      double threshold =
          confidence == null ? opened.manifest().thresholds().confidence().value() : confidence;
      DetectorOptions options =
          tiles.in(
              DetectorOptions.DEFAULT
                  .withConfidence(Math.min(threshold, DetectorRun.LEAST_CONFIDENCE))
                  .withSession(session.options()));
      Taxonomy tree = opened.taxonomy().and(Taxonomy.shipped());
      DetectionClasses compared =
          classes.isEmpty()
              ? DetectionClasses.fish(opened.classes(), tree)
              : DetectionClasses.of(classes, opened.classes(), tree);
      try (Detector detector = Detector.open(opened, options)) {
        DetectorRun run =
            DetectorRun.over(
                detector,
                images,
                order,
                people,
                compared,
                new PictureLine(spec.commandLine().getErr()));
        DetectionReport report = DetectionReport.of(run, threshold);
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("images", images.toString());
        if (framesPerSecond != null) {
          settings.put("framesPerSecond", framesPerSecond.toString());
        }
        settings.put("truth", people.place());
        settings.put(
            "classes", classes.isEmpty() ? "every label is a fish" : String.join(";", classes));
        DetectionEvaluationFiles.write(
            out.path(),
            report,
            run.unlisted(),
            opened.toString(),
            EvaluateCommand.origin(spec, detector.describe(), settings));
        print(report, run.unlisted(), people);
      }
    }
    return ExitCode.COMPLETE;
  }

  private void print(DetectionReport report, int unlisted, DetectionTruth people) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(
        report.animals()
            + " animals in "
            + report.images()
            + " pictures, "
            + report.emptyImages()
            + " of them empty");
    if (unlisted > 0) {
      terminal.println(
          unlisted
              + " pictures have no labels; they "
              + (people.unlistedIsEmpty() ? "count as empty" : "are left out"));
    }
    terminal.println(
        "AP50       "
            + EvaluateCommand.number(report.ap50())
            + EvaluateCommand.interval(report.ap50Interval()));
    terminal.println("AP         " + EvaluateCommand.number(report.ap()));
    terminal.println(
        "precision  "
            + EvaluateCommand.number(report.precision())
            + EvaluateCommand.interval(report.precisionInterval())
            + " at confidence "
            + report.threshold());
    terminal.println(
        "recall     "
            + EvaluateCommand.number(report.recall())
            + EvaluateCommand.interval(report.recallInterval()));
    terminal.println(
        "false detections per empty picture  "
            + EvaluateCommand.number(report.falsePerEmptyImage()));
    terminal.println("Numbers and charts are in " + out.path() + " and beside it.");
    terminal.flush();
  }
}

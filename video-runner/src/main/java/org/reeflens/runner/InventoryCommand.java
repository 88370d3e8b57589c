package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Appearances;
import org.reeflens.classify.Classifier;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.detect.MotionDetector;
import org.reeflens.evaluate.DetectorRun;
import org.reeflens.export.AnnotatedVideo;
import org.reeflens.export.InventoryFolder;
import org.reeflens.export.RunRecord;
import org.reeflens.measure.FishEnds;
import org.reeflens.measure.Outliner;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.AnalysisException;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.StereoAnalysis;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.RunMetrics;
import org.reeflens.track.ScoreBoost;
import org.reeflens.track.Stationary;
import org.reeflens.track.Tracker;
import org.reeflens.track.TrackerConfig;
import org.reeflens.track.TrackerSettings;
import org.reeflens.video.Dive;
import org.reeflens.video.VideoWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code reeflens inventory}: a dive in, a species inventory out. */
@Command(
    name = "inventory",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds, follows and counts the fish of one dive and writes a species inventory.",
      "",
      "Counts are MaxN: the most fish of one kind seen in any single analysed frame, so no fish is"
          + " counted twice. Every count comes with its time and the picture that proves it."
    },
    footerHeading = "%nWhat is written into DIR:%n",
    footer = {
      "  inventory.csv         a row per taxon; the first row is all fish together",
      "  inventory.json        the same, and how it was made",
      "  maxn.csv              MaxN and MeanCount: whole dive, first minutes, periods",
      "  cumulative-maxn.csv   how MaxN grew during the dive",
      "  crossings.csv         with --line or --zone: who crossed, who went in",
      "  tracks.csv            every fish that was followed",
      "  detections.viame.csv  every box, for VIAME and DIVE",
      "  lengths.csv           with --right: every fish in every frame it was measured in",
      "  track-lengths.csv     with --right: the length of every fish that was followed",
      "  length-frequency.csv  with --right: how many fish of each MaxN are how long",
      "  biomass.csv           with --biomass-parameters: what the fish of each MaxN weigh",
      "  evidence/             the frame of each MaxN, and a picture of each track",
      "  annotated.mp4         with --annotated: the analysed frames with boxes and ids",
      "  run.json              command, versions, models, settings, damage of the video",
      "",
      "Exit codes: 0 complete, 2 bad usage or input, 3 partial results."
    })
final class InventoryCommand implements Callable<Integer> {

  /** In {@code run.json} until the run ends, should it never come to its end. */
  private static final String UNDER_WAY =
      "The run has not come to its end: it is under way, or it was cut short.";

  private static final String NO_CLASSIFIER = "none";

  /** Outlines the fish that are measured. */
  private static final String OUTLINER = "reef-fish-outliner";

  /** No model, but a detector all the same. */
  private static final String MOTION = "motion";

  @Spec private CommandSpec spec;

  @ParentCommand private Main program;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "One camera's video files in the order they were recorded (GX010042.MP4 GX020042.MP4),"
              + " or pictures, or one folder of pictures.")
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results; made if it is missing.")
  private Path out;

  @Option(
      names = "--samples-per-second",
      paramLabel = "N",
      defaultValue = "5",
      description = "Frames analysed per second of video (default: ${DEFAULT-VALUE}).")
  private double samplesPerSecond;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = DiveTime.class,
      defaultValue = "0",
      description =
          "Start of the period of interest, such as the landing on the sea bed: seconds or"
              + " minutes:seconds from the start of the dive (default: its start).")
  private double from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = DiveTime.class,
      description = "End of the period of interest (default: the end of the dive).")
  private @Nullable Double to;

  @Option(
      names = "--period",
      paramLabel = "TIME",
      converter = DiveTime.class,
      defaultValue = "60",
      description = "Length of the periods in maxn.csv (default: ${DEFAULT-VALUE} seconds).")
  private double period;

  @Option(
      names = "--first",
      paramLabel = "MINUTES",
      split = ",",
      description =
          "Also count the first minutes of the period of interest, in maxn.csv: 5 or 5,15,30.")
  private List<Double> first = List.of();

  @Mixin private final CrossingChoice crossings = new CrossingChoice();

  @Option(
      names = "--detector",
      paramLabel = "MODEL",
      defaultValue = "reef-fish-detector",
      description =
          "The model that finds the fish: a name from './reeflens models', the folder of a model"
              + " package, or 'motion' for whatever moves before the background, where no model"
              + " knows the animals (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--classifier",
      paramLabel = "MODEL",
      defaultValue = "reef-fish-classifier",
      description =
          "The model that names the fish: a name from './reeflens models', the folder of a model"
              + " package, or 'none' for fish without names (default: ${DEFAULT-VALUE}).")
  private String classifier;

  @Option(
      names = "--confidence",
      paramLabel = "0..1",
      description =
          "How sure the detector must be of a fish (default: what the model's card recommends)."
              + " Lower finds more fish and more mistakes.")
  private @Nullable Double confidence;

  @Mixin private final TilesChoice tiles = new TilesChoice();

  @Mixin private final AdaptiveChoice adaptive = new AdaptiveChoice();

  @Mixin private final TrackerFileChoice tracker = new TrackerFileChoice();

  @Option(
      names = "--appearance",
      description =
          "Know a fish again that was hidden, by the features of the classifier's network: fish are"
              + " then followed by BoT-SORT. Takes time for every box and gains little; see"
              + " docs/guides/tracking.md.")
  private boolean appearance;

  @Option(
      names = "--moving-camera",
      description =
          "The camera is a diver's or an ROV's, or it swings: take its motion away before animals"
              + " are followed.")
  private boolean movingCamera;

  @Option(
      names = "--drop-stationary",
      description =
          "Leave out what never moves before the background, such as weed and rocks, and fish that"
              + " rest with it. run.json names each track left out.")
  private boolean dropStationary;

  @Option(
      names = "--boost",
      description =
          "Raise the confidence of a box that was there in the 0.6 s before, lower that of one that"
              + " was not. Changes little; see docs/guides/counts.md.")
  private boolean boost;

  @Mixin private final StereoChoice stereo = new StereoChoice();

  @Mixin private final BiomassChoice biomass = new BiomassChoice();

  @Mixin private final SessionChoice session = new SessionChoice();

  @Option(
      names = "--annotated",
      description = "Also write a video of the analysed frames with boxes, ids and names.")
  private boolean annotated;

  @Option(
      names = "--codec",
      defaultValue = "h264",
      description =
          "Codec of the annotated video: h264 plays everywhere; vp9 is free of patents"
              + " (default: ${DEFAULT-VALUE}).")
  private VideoWriter.Codec codec;

  /** What the analysis cost, once it is over. */
  private @Nullable RunMetrics metrics;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant started = Instant.now();
    Dive dive = Dive.of(files);
    biomass.read(stereo.isGiven());
    StereoChoice.@Nullable Rig rig =
        stereo.open(dive, spec.commandLine().getOut(), spec.commandLine().getErr());
    DiveAnalysis analysis = aboutMotion(analysis(dive));
    TrackerConfig own = ownTracker(dive);
    if (own != null) {
      analysis.tracker(own.settings().newTracker());
    }
    try (ModelCatalogue models = ModelCatalogue.standard();
        Detector detector = openDetector(models, own);
        @Nullable Classifier namer = openClassifier(models);
        @Nullable Appearances looks = openAppearances(models);
        @Nullable Outliner outliner = openOutliner(models, rig)) {
      KeyboardInterrupt interrupt = program.interrupt();
      interrupt.watch();
      InventoryFolder results = InventoryFolder.create(out);
      results.write(run(started, UNDER_WAY, null));
      Inventory inventory;
      try (ProgressLine progress =
          new ProgressLine(spec.commandLine().getErr(), onTerminal(), interrupt)) {
        inventory =
            analysis
                .detector(detector)
                .classifier(namer)
                .appearances(looks)
                .evidence(results.evidence())
                .metrics(told -> metrics = told)
                .run(progress);
        if (rig != null && outliner != null) {
          inventory = measured(inventory, rig, detector, outliner, own, progress);
        }
      } catch (AnalysisException stopped) {
        throw writePartial(stopped, started, dive, results);
      }
      try {
        results.write(inventory, dive);
        if (rig != null) {
          results.writeLengths(inventory, rig.dive());
          biomass.write(inventory, results);
        }
        if (annotated) {
          AnnotatedVideo.write(results.annotatedVideo(), codec, dive, inventory);
        }
        results.write(run(started, null, inventory));
      } catch (RuntimeException | OutOfMemoryError failed) {
        throw incomplete(Main.message(failed), failed, started, inventory, results);
      }
      InventoryTable.print(spec.commandLine().getOut(), inventory, out);
    }
    return ExitCode.COMPLETE;
  }

  private static Inventory measured(
      Inventory inventory,
      StereoChoice.Rig rig,
      Detector detector,
      Outliner outliner,
      @Nullable TrackerConfig own,
      ProgressLine progress) {
    Tracker follower = own == null ? null : own.settings().newTracker();
    return StereoAnalysis.of(rig.dive(), rig.calibration(), FishEnds.by(outliner))
        .rules(rig.rules())
        .run(inventory, detector, follower, progress);
  }

  private DiveAnalysis aboutMotion(DiveAnalysis analysis) {
    if (movingCamera) {
      analysis.movingCamera();
    }
    return dropStationary ? analysis.leaveOutStationary(Stationary.Rule.DEFAULT) : analysis;
  }

  private DiveAnalysis analysis(Dive dive) {
    DiveAnalysis analysis =
        DiveAnalysis.of(dive)
            .samplesPerSecond(samplesPerSecond)
            .between(from, to == null ? Double.POSITIVE_INFINITY : to)
            .period(period)
            .firstMinutes(first)
            .adaptive(adaptive.sampling());
    crossings.tell(analysis, dive);
    return boost ? analysis.boost(ScoreBoost.forFish()) : analysis;
  }

  private Detector openDetector(ModelCatalogue models, @Nullable TrackerConfig own) {
    if (!model.equals(MOTION)) {
      return Detector.open(models.open(model), detectorOptions(own));
    }
    if (tiles.in(DetectorOptions.DEFAULT).tiling().isPresent()
        || confidence != null
        || adaptive.sampling() != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--tiles, --confidence and --adaptive are for models; leave them out with --detector"
              + " motion.");
    }
    return movingCamera ? MotionDetector.movingCamera() : MotionDetector.stillCamera();
  }

  private @Nullable Classifier openClassifier(ModelCatalogue models) {
    return classifier.equals(NO_CLASSIFIER)
        ? null
        : Classifier.open(models.open(classifier), session.options());
  }

  /** A picture a run, since each frame has its own number of fish. */
  private @Nullable Appearances openAppearances(ModelCatalogue models) {
    if (!appearance) {
      return null;
    }
    if (classifier.equals(NO_CLASSIFIER)) {
      throw new IllegalArgumentException(
          "--appearance takes the features of the classifier; leave out --classifier none");
    }
    return Appearances.open(models.open(classifier), session.options().withBatch(1));
  }

  private @Nullable Outliner openOutliner(ModelCatalogue models, StereoChoice.@Nullable Rig rig) {
    return rig == null ? null : Outliner.open(models.open(OUTLINER), session.options());
  }

  private @Nullable TrackerConfig ownTracker(Dive dive) throws IOException {
    TrackerConfig config = tracker.read();
    if (config != null && dive.isPhotos()) {
      throw new IllegalArgumentException(
          "--tracker-config is for video: photos are counted one by one; leave it out");
    }
    if (config != null && confidence != null) {
      throw new IllegalArgumentException(
          "--tracker-config says how sure the detector must be; leave out --confidence");
    }
    if (config != null && appearance && !config.settings().newTracker().usesAppearance()) {
      throw new IllegalArgumentException(
          "the tracker of --tracker-config makes nothing of how fish look; leave out --appearance,"
              + " or give a botsort with a look");
    }
    return config;
  }

  private DetectorOptions detectorOptions(@Nullable TrackerConfig own) {
    DetectorOptions options =
        adaptive.in(tiles.in(DetectorOptions.DEFAULT.withSession(session.options())));
    if (own != null) {
      return options.withConfidence(sureEnough(own.settings().confidence()));
    }
    return confidence == null ? options : options.withConfidence(confidence);
  }

  /** The confidence with which the detector reports all that the tracker makes use of. */
  private static double sureEnough(TrackerSettings.Confidence used) {
    return Math.max(
        DetectorRun.LEAST_CONFIDENCE, Math.min(used.high(), used.low() / Detector.FAINT));
  }

  /** Keeps what was counted before the analysis stopped; without anything the failure is plain. */
  private RuntimeException writePartial(
      AnalysisException stopped, Instant started, Dive dive, InventoryFolder results)
      throws InterruptedException {
    String reason = Main.message(stopped);
    Optional<Inventory> partial = stopped.partial();
    if (partial.isEmpty()) {
      results.write(run(started, reason, null));
      return stopped;
    }
    try {
      results.write(partial.get(), dive);
    } catch (RuntimeException | OutOfMemoryError failed) {
      stopped.addSuppressed(failed);
      reason += " Then " + Main.message(failed);
    }
    return incomplete(reason, stopped, started, partial.get(), results);
  }

  /** Says in {@code run.json} and to the user what is missing in the results and why. */
  private PartialResults incomplete(
      String reason,
      Throwable cause,
      Instant started,
      Inventory inventory,
      InventoryFolder results) {
    try {
      results.write(run(started, reason, inventory));
    } catch (RuntimeException unwritten) {
      // The record from the start of the run is still there.
      cause.addSuppressed(unwritten);
    }
    String end = reason.endsWith(".") ? " " : ". ";
    return new PartialResults(
        reason + end + "What was finished until then is in " + out + ".", cause);
  }

  private RunRecord run(Instant started, @Nullable String reason, @Nullable Inventory inventory) {
    List<String> command = new ArrayList<>(List.of("reeflens"));
    command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return new RunRecord(
        command,
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        reason == null,
        reason,
        inventory == null ? null : inventory.provenance(),
        metrics);
  }

  /** Whether a person watches, so that a moving bar makes sense. */
  private static boolean onTerminal() {
    return Help.Ansi.AUTO.enabled();
  }
}

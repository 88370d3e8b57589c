package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.reeflens.evaluate.TrackingReport;
import org.reeflens.export.TrackerConfigFile;
import org.reeflens.learn.TrackerClip;
import org.reeflens.learn.TrackerTuner;
import org.reeflens.learn.TrackerTuning;
import org.reeflens.learn.Variation;
import org.reeflens.track.MotFile;
import org.reeflens.track.TrackerConfig;
import org.reeflens.track.TrackerKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens tune-tracker}: a tracker fitted to a lab's own annotated clips. */
@Command(
    name = "tune-tracker",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fits the settings of a tracker to clips in which people marked every animal, by HOTA.",
      "",
      "Needs the true tracks and the detector's boxes of each clip, both as MOT text, and writes a"
          + " file for --tracker-config of inventory and track. With several clips each is left out"
          + " once, to say how the fitted settings do on a clip that they have not seen."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class TuneTrackerCommand implements Callable<Integer> {

  private static final int USUAL_CANDIDATES = 200;

  /** Time between two lines of progress. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      paramLabel = "GT.txt",
      required = true,
      description = {
        "The true tracks of a clip; rows with confidence 0 are not counted. Give --truth and"
            + " --detections several times, in the same order, for several clips."
      })
  private List<Path> truths;

  @Option(
      names = "--detections",
      paramLabel = "DET.txt",
      required = true,
      description = "What the detector found in that clip, down to a low confidence.")
  private List<Path> detections;

  @Option(
      names = "--fps",
      paramLabel = "N",
      required = true,
      description = "Frames a second in these files; take as many as you will analyse later.")
  private double framesPerSecond;

  @Option(
      names = "--tracker",
      paramLabel = "NAME",
      defaultValue = "bytetrack",
      description =
          "${COMPLETION-CANDIDATES}, from its settings for fish (default: ${DEFAULT-VALUE}).")
  private TrackerKind kind;

  @Option(
      names = "--confidence",
      paramLabel = "0..1",
      defaultValue = "0.3",
      description =
          "The confidence from which on the detector is believed, to start from (default:"
              + " ${DEFAULT-VALUE}).")
  private double confidence;

  @Mixin private final TrackerFileChoice start = new TrackerFileChoice();

  @Option(
      names = "--vary",
      paramLabel = "NAME=VALUES",
      description = {
        "A setting to vary, between two values (life.lostSeconds=1..4) or among some"
            + " (life.minHits=2,3,4); give it several times. Where all are lists every combination"
            + " is tried, else combinations are drawn at random.",
        "Default: some fourteen settings within usual ranges; they are named in the file."
      })
  private List<String> varied = List.of();

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description =
          "How many combinations to draw at random (default: "
              + USUAL_CANDIDATES
              + ", or all where only lists are given).")
  private @Nullable Integer candidates;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which combinations are drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final OutFile out = new OutFile();

  @Override
  public Integer call() throws IOException {
    out.makeRoom();
    List<TrackerClip> clips = clips();
    TrackerConfig before = before();
    List<Variation> variations =
        varied.isEmpty() ? TrackerTuner.usual(before) : varied.stream().map(Variation::of).toList();
    boolean grid = candidates == null && variations.stream().noneMatch(Variation::isRange);
    int draws = candidates == null ? USUAL_CANDIDATES : candidates;
    List<TrackerConfig> tried =
        grid
            ? TrackerTuner.grid(before, variations)
            : TrackerTuner.random(before, variations, draws, seed);
    TrackerTuning tuning = TrackerTuner.tune(tried, clips, progress(tried.size()));
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("truth", String.join(", ", truths.stream().map(Path::toString).toList()));
    settings.put("detections", String.join(", ", detections.stream().map(Path::toString).toList()));
    settings.put("framesPerSecond", Double.toString(framesPerSecond));
    settings.put("search", grid ? "every combination" : "at random, seed " + seed);
    TrackerConfigFile.write(
        out.path(), tuning, variations, EvaluateCommand.origin(spec, null, settings));
    print(tuning);
    return ExitCode.COMPLETE;
  }

  private List<TrackerClip> clips() throws IOException {
    if (truths.size() != detections.size()) {
      throw new IllegalArgumentException(
          "%d --truth and %d --detections: give both for each clip, in the same order"
              .formatted(truths.size(), detections.size()));
    }
    List<TrackerClip> clips = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      clips.add(
          new TrackerClip(
              truths.get(i).toString(),
              TrackingReport.counted(MotFile.readTracks(truths.get(i))),
              MotFile.readDetections(detections.get(i)),
              framesPerSecond));
    }
    return clips;
  }

  private TrackerConfig before() throws IOException {
    TrackerConfig config = start.read();
    if (config != null) {
      return config;
    }
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("--confidence must be above 0, to 1: " + confidence);
    }
    return new TrackerConfig(kind, kind.forFish(confidence));
  }

  private IntConsumer progress(int total) {
    long[] last = {System.nanoTime()};
    return done -> {
      long now = System.nanoTime();
      if (now - last[0] >= QUIET_NANOS) {
        last[0] = now;
        spec.commandLine().getErr().println(done + " of " + total + " settings tried");
        spec.commandLine().getErr().flush();
      }
    };
  }

  private void print(TrackerTuning tuning) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%7s %7s %9s   HOTA%n", "before", "after", "left out");
    for (TrackerTuning.OfClip clip : tuning.clips()) {
      row(terminal, clip.name(), clip.before(), clip.after(), clip.leftOut());
    }
    row(terminal, "all clips together", tuning.before(), tuning.after(), tuning.leftOut());
    Map<String, Double> was = tuning.start().numbers();
    tuning
        .chosen()
        .numbers()
        .forEach(
            (name, value) -> {
              if (!value.equals(was.get(name))) {
                terminal.println(
                    name
                        + "  "
                        + EvaluateCommand.number(was.get(name))
                        + " -> "
                        + EvaluateCommand.number(value));
              }
            });
    Double leftOut = tuning.leftOut();
    if (tuning.chosen().equals(tuning.start())) {
      terminal.println("Nothing was better than the settings before; they are kept.");
    } else if (leftOut == null) {
      terminal.println("With one clip nothing is known of others: give several.");
    } else if (leftOut <= tuning.before()) {
      terminal.println(
          "Fitting did not help on clips that were left out: keep the settings before, or annotate"
              + " more.");
    }
    terminal.println("The tracker is in " + out.path() + ".");
    terminal.flush();
  }

  private static void row(
      PrintWriter terminal, String name, double before, double after, @Nullable Double leftOut) {
    terminal.printf(
        "%7s %7s %9s   %s%n",
        EvaluateCommand.number(before),
        EvaluateCommand.number(after),
        EvaluateCommand.number(leftOut),
        name);
  }
}

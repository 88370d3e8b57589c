package org.reeflens.runner;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Classifier;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.detect.MotionDetector;
import org.reeflens.export.EventLog;
import org.reeflens.export.InventoryFolder;
import org.reeflens.export.RunRecord;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.AnalysisException;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.survey.CountsSoFar;
import org.reeflens.survey.Inventory;
import org.reeflens.video.LiveStream;
import org.reeflens.video.StreamAddress;
import org.reeflens.video.StreamEvent;
import org.reeflens.video.StreamOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code reeflens watch}: a stream in, counts as it comes, inventories at its end. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Counts the fish in front of a live camera, as they come.",
      "",
      "The newest frame is always the next one: when this machine is too slow, older ones are dropped"
          + " and counted, so that the delay stays short. A stream that breaks off is opened again"
          + " until you stop with Ctrl-C. See docs/guides/live.md."
    },
    footerHeading = "%nWhat is written into DIR:%n",
    footer = {
      "  events.jsonl              what happened, a JSON object a line, as it happens",
      "  20261127T120000Z/ ...     the results of a part that began then (UTC), as of 'inventory'",
      "",
      "Exit codes: 0 the stream ended or was stopped, 2 bad usage or input, 3 it broke off."
    })
final class WatchCommand implements Callable<Integer> {

  private static final String INPUT = "-";
  private static final String NO_CLASSIFIER = "none";
  private static final String MOTION = "motion";

  /** Events without news are told so far apart, seconds of the stream. */
  private static final double QUIET_SECONDS = 10;

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Spec private CommandSpec spec;

  @ParentCommand private Main program;

  @Parameters(
      paramLabel = "STREAM",
      description =
          "A network address (rtsp://camera/path, udp://:5000), a camera of this machine"
              + " (/dev/video0), or - for standard input. An address with a password is better"
              + " written into a file that only you can read: @camera.txt")
  private String stream;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results; made if it is missing. Those of earlier runs stay.")
  private Path out;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DiveTime.class,
      description = "Stop after seconds or minutes:seconds (default: when the stream ends).")
  private @Nullable Double limit;

  @Option(
      names = "--part",
      paramLabel = "TIME",
      converter = DiveTime.class,
      defaultValue = "60:00",
      description =
          "Results are written in parts of this length, so that memory stays small and little is"
              + " lost in a power cut (default: ${DEFAULT-VALUE}).")
  private double part;

  @Option(
      names = "--samples-per-second",
      paramLabel = "N",
      defaultValue = "5",
      description = "Frames analysed per second of the stream (default: ${DEFAULT-VALUE}).")
  private double samplesPerSecond;

  @Option(
      names = "--every-sample",
      description = "Never drop a frame, however late it gets: for a recording through a pipe.")
  private boolean everySample;

  @Option(
      names = "--no-reconnect",
      description = "Stop when the stream ends or breaks off, instead of opening it again.")
  private boolean noReconnect;

  @Option(
      names = "--json",
      description = "Print the lines of events.jsonl, and nothing else, to standard output.")
  private boolean json;

  @Option(
      names = "--period",
      paramLabel = "TIME",
      converter = DiveTime.class,
      defaultValue = "60",
      description = "Length of the periods in maxn.csv (default: ${DEFAULT-VALUE} seconds).")
  private double period;

  @Option(
      names = "--detector",
      paramLabel = "MODEL",
      defaultValue = "reef-fish-detector",
      description =
          "The model that finds the fish, or 'motion', as for 'inventory'"
              + " (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--classifier",
      paramLabel = "MODEL",
      defaultValue = "reef-fish-classifier",
      description = "The model that names the fish, or 'none' (default: ${DEFAULT-VALUE}).")
  private String classifier;

  @Option(
      names = "--confidence",
      paramLabel = "0..1",
      description =
          "How sure the detector must be of a fish (default: what the model's card recommends).")
  private @Nullable Double confidence;

  @Option(
      names = "--moving-camera",
      description = "The camera moves: take its motion away before animals are followed.")
  private boolean movingCamera;

  @Mixin private final SessionChoice session = new SessionChoice();

  private final Delays delays = new Delays();

  @Override
  public Integer call() throws InterruptedException {
    if (!(part >= 1)) {
      throw new IllegalArgumentException("--part must be 1 second or more: " + part);
    }
    if (limit != null && !(limit > 0)) {
      throw new IllegalArgumentException("--for must be more than 0 seconds: " + limit);
    }
    PrintWriter terminal = spec.commandLine().getErr();
    LiveLine line = new LiveLine(terminal, Help.Ansi.AUTO.enabled());
    EventLog log = EventLog.in(out.resolve("events.jsonl"), json ? this::printEvent : event -> {});
    // Models first: frames that come while they load would only be dropped.
    try (ModelCatalogue models = ModelCatalogue.standard();
        Detector detector = openDetector(models);
        @Nullable Classifier namer = openClassifier(models);
        LiveStream live = openStream(event -> tell(event, log, line))) {
      program.interrupt().watch(live::stop);
      Watcher watcher = new Watcher(live, log, line);
      Parts parts = new Parts(live, log, line);
      parts.watch(
          (from, to) ->
              (movingCamera ? DiveAnalysis.of(live).movingCamera() : DiveAnalysis.of(live))
                  .detector(detector)
                  .classifier(namer)
                  .between(from, to)
                  .period(period)
                  .watcher(watcher));
      return parts.end();
    }
  }

  private void printEvent(String event) {
    spec.commandLine().getOut().println(event);
    spec.commandLine().getOut().flush();
  }

  private Detector openDetector(ModelCatalogue models) {
    if (model.equals(MOTION)) {
      return movingCamera ? MotionDetector.movingCamera() : MotionDetector.stillCamera();
    }
    // A larger batch would wait for frames that are still to come.
    DetectorOptions options = DetectorOptions.DEFAULT.withSession(session.options().withBatch(1));
    return Detector.open(
        models.open(model), confidence == null ? options : options.withConfidence(confidence));
  }

  private @Nullable Classifier openClassifier(ModelCatalogue models) {
    return classifier.equals(NO_CLASSIFIER)
        ? null
        : Classifier.open(models.open(classifier), session.options().withBatch(1));
  }

  private LiveStream openStream(Consumer<StreamEvent> listener) throws InterruptedException {
    StreamOptions options = StreamOptions.DEFAULT.withSamplesPerSecond(samplesPerSecond);
    options = everySample ? options.withEverySample() : options;
    options = noReconnect ? options.withoutReconnecting() : options;
    return stream.equals(INPUT)
        ? LiveStream.of(System.in, options, listener)
        : LiveStream.open(StreamAddress.of(stream), options, listener);
  }

  private static void tell(StreamEvent event, EventLog log, LiveLine line) {
    log.stream(event);
    line.say(
        switch (event.kind()) {
          case CONNECTED -> "Connected: " + event.told() + ".";
          case LOST -> "The stream was lost: " + event.told() + ".";
          case STILL_LOST -> "The stream is still lost: " + event.told() + ".";
        });
  }

  /** Tells what is counted: all of it to the person, what is new to the log. */
  private final class Watcher implements Consumer<CountsSoFar> {
    private final LiveStream live;
    private final EventLog log;
    private final LiveLine line;
    private List<CountsSoFar.OfTaxon> lastTaxa = List.of();
    private int lastNow;
    private double lastSeconds = Double.NEGATIVE_INFINITY;

    Watcher(LiveStream live, EventLog log, LiveLine line) {
      this.live = live;
      this.log = log;
      this.line = line;
    }

    @Override
    public void accept(CountsSoFar counts) {
      Instant arrived = live.arrival(counts.time());
      long delay = Math.max(0, Duration.between(arrived, Instant.now()).toMillis());
      delays.add(delay);
      double seconds = counts.time().seconds();
      boolean news = counts.fishNow() != lastNow || !counts.taxa().equals(lastTaxa);
      if (news || seconds - lastSeconds >= QUIET_SECONDS) {
        lastTaxa = counts.taxa();
        lastNow = counts.fishNow();
        lastSeconds = seconds;
        log.counts(arrived, delay, live.dropped(), counts);
      }
      line.show(counts, delay, live.dropped());
    }
  }

  /** An analysis of the stream from one time to another. */
  private interface Analysis {
    DiveAnalysis between(double from, double to);
  }

  /** Analyses the stream part by part and writes the results of each. */
  private final class Parts {
    private final LiveStream live;
    private final EventLog log;
    private final LiveLine line;
    private final List<Path> written = new ArrayList<>();
    private final Instant began = Instant.now();
    private boolean timeIsOver;

    Parts(LiveStream live, EventLog log, LiveLine line) {
      this.live = live;
      this.log = log;
      this.line = line;
    }

    void watch(Analysis analysis) throws InterruptedException {
      double end = limit == null ? Double.POSITIVE_INFINITY : limit;
      double from = 0;
      do {
        double to = Math.min(from + part, end);
        watch(analysis.between(from, to), from, to);
        from = to;
      } while (from < end && !live.isOver());
    }

    private void watch(DiveAnalysis analysis, double from, double to) throws InterruptedException {
      Instant started = Instant.now();
      Path folder = free(FOLDER.format(began.plusMillis(Math.round(1000 * from))));
      InventoryFolder results = InventoryFolder.create(folder);
      results.write(run(started, "The part has not come to its end.", null));
      Inventory inventory;
      try {
        inventory = analysis.evidence(results.evidence()).run(Progress.none());
      } catch (AnalysisException stopped) {
        results.write(run(started, Main.message(stopped), stopped.partial().orElse(null)));
        if (stopped.getCause() == null) {
          return; // No frame came in all this time, and the next part may have some.
        }
        throw partial(stopped, folder, results);
      }
      if (!live.isOver() && limit != null && to >= limit) {
        timeIsOver = true;
        live.stop(); // What comes while results are written was not asked for.
      }
      results.write(inventory);
      results.write(run(started, live.failure().map(this::brokenOff).orElse(null), inventory));
      written.add(folder);
      log.part(folder.getFileName().toString(), from, Math.min(to, live.seconds()));
      line.end();
      if (!json) {
        InventoryTable.print(spec.commandLine().getOut(), inventory, folder);
      }
    }

    /** A folder that holds no results yet. */
    private Path free(String name) {
      Path folder = out.resolve(name);
      for (int i = 2; Files.exists(folder); i++) {
        folder = out.resolve(name + "-" + i);
      }
      return folder;
    }

    private RuntimeException partial(
        AnalysisException stopped, Path folder, InventoryFolder results) {
      Optional<Inventory> counted = stopped.partial();
      if (counted.isEmpty() && written.isEmpty()) {
        return stopped;
      }
      try {
        counted.ifPresent(results::write);
      } catch (RuntimeException unwritten) {
        stopped.addSuppressed(unwritten);
      }
      return new PartialResults(
          Main.message(stopped) + " What was counted until then is in " + folder + ".", stopped);
    }

    private String brokenOff(String why) {
      return live.name() + " broke off: " + why + ".";
    }

    /** Says how it went. */
    int end() {
      String told = live.failure().map(this::brokenOff).orElse(reason());
      log.end(
          new EventLog.Summary(
              told,
              delays.size(),
              live.dropped(),
              live.connections(),
              delays.atMost(0.5),
              delays.atMost(0.95),
              delays.most()));
      if (written.isEmpty()) {
        throw new IllegalStateException("No frame of " + live.name() + " was analysed: " + told);
      }
      line.say(
          String.format(
              Locale.ROOT,
              "%d frames analysed, %d dropped; delay %.2f s (median), %.2f s (95 %%), %.2f s (most).",
              delays.size(),
              live.dropped(),
              delays.atMost(0.5) / 1e3,
              delays.atMost(0.95) / 1e3,
              delays.most() / 1e3));
      if (live.failure().isPresent()) {
        throw new PartialResults(
            told + " What was counted until then is in " + out + ".", new IllegalStateException());
      }
      return ExitCode.COMPLETE;
    }

    private String reason() {
      if (program.interrupt().happened()) {
        return "Stopped on request.";
      }
      return timeIsOver ? "The time of --for is over." : "The stream ended.";
    }
  }

  private RunRecord run(Instant started, @Nullable String reason, @Nullable Inventory inventory) {
    List<String> command = new ArrayList<>(List.of("reeflens"));
    for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
      // The address may hold a password.
      command.add(word.equals(stream) && !word.equals(INPUT) ? shown() : word);
    }
    return new RunRecord(
        command,
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        reason == null,
        reason,
        inventory == null ? null : inventory.provenance(),
        null);
  }

  private String shown() {
    return StreamAddress.of(stream).shown();
  }
}

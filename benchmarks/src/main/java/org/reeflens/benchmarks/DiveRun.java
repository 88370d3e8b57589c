package org.reeflens.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.MaxN;
import org.reeflens.count.TaxonCount;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelPackage;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.RunMetrics;
import org.reeflens.track.ByteTrack;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/**
 * One dive through our pipeline, in a process of its own, so that peak memory is its own and no run
 * warms up the next. Argument: the file of a {@link DivePlan}.
 */
public final class DiveRun {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DivePlan plan;
  private final Dive dive;
  private final ModelPackage model;
  private final double seconds;
  private final List<RunMetrics> metrics = new ArrayList<>();

  private DiveRun(DivePlan plan) {
    this.plan = plan;
    this.dive = Dive.of(Path.of(plan.film()));
    this.model = ModelPackage.open(Path.of(plan.model()));
    this.seconds = Math.min(plan.seconds(), dive.durationMicros() / 1e6);
  }

  /** Runs the plan and writes its report. */
  public static void main(String[] arguments) throws Exception {
    DivePlan plan = JSON.readValue(Path.of(arguments[0]).toFile(), DivePlan.class);
    JSON.writeValue(Path.of(plan.report()).toFile(), new DiveRun(plan).report());
  }

  private DiveReport report() throws Exception {
    try (Detector detector = open()) {
      if (plan.warmUpSeconds() > 0) {
        analysis(detector, new TimedTracker(tracker(detector)))
            .between(0, Math.min(plan.warmUpSeconds(), seconds))
            .run(Progress.none());
        metrics.clear();
      }
      ObservedDetector observed = new ObservedDetector(detector);
      TimedTracker tracker = new TimedTracker(tracker(detector));
      try (ThreadTimes threads = new ThreadTimes()) {
        long start = System.nanoTime();
        long processor = processorNanos();
        Inventory inventory = analysis(observed, tracker).between(0, seconds).run(Progress.none());
        double wallSeconds = (System.nanoTime() - start) / 1e9;
        double processorSeconds = (processorNanos() - processor) / 1e9 - threads.watchingSeconds();
        DiveReport.More more =
            new DiveReport.More(
                threads.allocatedBytes() / 1e6,
                threads.seconds(),
                tracker.seconds(),
                metrics.get(0));
        double peak = peakMegabytes();
        List<DiveReport.Sample> samples = observed.samples();
        int passes = (samples.size() + detector.batchSize() - 1) / detector.batchSize();
        @Nullable MaxN most = inventory.counts().allFish().map(TaxonCount::maxN).orElse(null);
        return new DiveReport(
            inventory.provenance().software(),
            detector.describe().replaceFirst(".*, (?=ONNX|PyTorch)", ""),
            frames(),
            inventory.provenance().decode().chapters().get(0).framesDecoded(),
            seconds,
            wallSeconds,
            processorSeconds,
            peak,
            plan.alone() ? alone(passes) : null,
            most == null ? 0 : most.n(),
            most == null ? 0 : most.time().seconds(),
            samples,
            more);
      }
    }
  }

  /** Opens the detector on a thread from which the engine's threads take their name. */
  private Detector open() throws InterruptedException, ExecutionException {
    FutureTask<Detector> opening =
        new FutureTask<>(
            () -> Detector.open(model, DetectorOptions.DEFAULT.withSession(session())));
    new Thread(opening, ThreadTimes.NETWORK).start();
    return opening.get();
  }

  private SessionOptions session() {
    SessionOptions options =
        SessionOptions.DEFAULT.withThreads(plan.threads()).withBatch(plan.batch());
    return plan.engine().equals(DivePlan.BEST)
        ? options
        : options.withEngine(Engine.valueOf(plan.engine().toUpperCase(Locale.ROOT)));
  }

  private DiveAnalysis analysis(Detector detector, TimedTracker tracker) {
    // Opened anew, since a program that analyses a film once has to scan it.
    return DiveAnalysis.of(Dive.of(Path.of(plan.film())))
        .samplesPerSecond(plan.samplesPerSecond())
        .detector(detector)
        .tracker(tracker)
        .metrics(metrics::add);
  }

  private static ByteTrack tracker(Detector detector) {
    return ByteTrack.forFish(detector.following());
  }

  private int frames() {
    int frames = 0;
    while (frames < dive.chapters().get(0).frames() && dive.time(0, frames).seconds() < seconds) {
      frames++;
    }
    return frames;
  }

  private DiveReport.Alone alone(int passes) throws InterruptedException {
    return new DiveReport.Alone(
        decodingAlone(FrameSelection.perSecond(plan.samplesPerSecond())),
        decodingAlone(FrameSelection.all()),
        forwardAlone(passes));
  }

  private double decodingAlone(FrameSelection selection) throws InterruptedException {
    long before = processorNanos();
    FramePool pool = new FramePool(1);
    try (VideoReader reader = dive.open(selection.between(0, seconds), pool, 1)) {
      Frame frame;
      while ((frame = reader.next()) != null) {
        frame.close();
      }
    }
    return (processorNanos() - before) / 1e9;
  }

  private double forwardAlone(int passes) {
    try (InferenceSession session = InferenceSession.open(model, session().withThreads(1))) {
      byte[] noise = new byte[session.bytes()];
      new SplittableRandom(1).nextBytes(noise);
      ByteBuffer pictures = ByteBuffer.allocateDirect(noise.length).put(noise).flip();
      long before = processorNanos();
      for (int i = 0; i < passes; i++) {
        Objects.requireNonNull(session.run(pictures));
      }
      return (processorNanos() - before) / 1e9;
    }
  }

  private static long processorNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The high-water mark of the resident set, from Linux. */
  private static double peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
        .findFirst()
        .orElse(0);
  }
}

package org.reeflens.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.survey.RunMetrics;

/**
 * The threads of an analysis: decode, pack, detect, analyse, joined by bounded queues so that order
 * is kept. The analysis runs on one thread, in time order. The first failure stops the others;
 * whatever happens, every frame and batch is closed when {@link #run} returns.
 */
final class Stages {

  /** Where frames come from. */
  @FunctionalInterface
  interface Source {
    /** The next frame, or null at the end; the frame's owner is the caller. */
    @Nullable Frame next() throws InterruptedException;
  }

  /** What is done with each frame and its detections; the frame is closed on return. */
  @FunctionalInterface
  interface Analyst {
    void analyse(Frame frame, List<Detection> detections) throws InterruptedException;
  }

  /** A stage failed. */
  static final class StageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final Throwable failure;

    StageException(String stage, Throwable failure) {
      super(failure);
      this.stage = stage;
      this.failure = failure;
    }

    /** What was being done, such as {@code decoding}. */
    String stage() {
      return stage;
    }

    /** What went wrong there. */
    Throwable failure() {
      return failure;
    }
  }

  private static final String DECODING = "decoding";
  private static final String PACKING = "packing";
  private static final String DETECTING = "detecting";
  private static final String ANALYSING = "analysing";

  /** Frames that may wait to be analysed while others are named: half a second's work. */
  private static final int AHEAD = 16;

  private record Packed(List<Frame> frames, Detector.Batch batch) {
    void close() {
      batch.close();
      frames.forEach(Frame::close);
    }
  }

  private record Detected(List<Frame> frames, List<List<Detection>> detections) {
    void close() {
      frames.forEach(Frame::close);
    }
  }

  private final Source source;
  private final Detector detector;
  private final Analyst analyst;
  private final Channel<Frame> decoded;
  private final Channel<Packed> packed;
  private final Channel<Detected> detected;

  /** Processor time of the threads of the stages that are over, nanoseconds. */
  private final Map<String, Long> processorNanos = new ConcurrentHashMap<>();

  /** Frames in flight never exceed what {@link #framesInFlight} says for the detector. */
  Stages(Source source, Detector detector, Analyst analyst) {
    this.source = source;
    this.detector = detector;
    this.analyst = analyst;
    this.decoded = new Channel<>(framesInFlight(detector), Frame::close);
    this.packed = new Channel<>(1, Packed::close);
    this.detected = new Channel<>(waiting(detector), Detected::close);
  }

  /**
   * The frames that keep every stage busy: one batch each being packed, waiting, being detected and
   * being analysed, and what waits to be analysed.
   */
  static int framesInFlight(Detector detector) {
    return (3 + waiting(detector)) * detector.batchSize();
  }

  /** Batches between detection and analysis, which now and then stops to name animals. */
  private static int waiting(Detector detector) {
    return Math.max(1, AHEAD / detector.batchSize());
  }

  /**
   * Runs until the source ends.
   *
   * @throws StageException the first failure of a stage
   * @throws InterruptedException if the calling thread is interrupted; the stages are stopped
   */
  void run() throws StageException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CompletionService<Void> running = new ExecutorCompletionService<>(threads);
    try {
      List<Callable<Void>> stages =
          List.of(
              stage(DECODING, this::decode),
              stage(PACKING, this::pack),
              stage(DETECTING, this::detect),
              stage(ANALYSING, this::analyse));
      stages.forEach(running::submit);
      for (int i = 0; i < stages.size(); i++) {
        running.take().get();
      }
    } catch (ExecutionException failed) {
      // Stages are only interrupted after this point, so the first failure is the true one.
      Throwable cause = failed.getCause();
      throw cause instanceof StageException known
          ? known
          : new StageException("running", cause == null ? failed : cause);
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
      decoded.drain();
      packed.drain();
      detected.drain();
    }
  }

  private interface Body {
    void run() throws InterruptedException;
  }

  private Callable<Void> stage(String name, Body body) {
    return () -> {
      Thread.currentThread().setName("reeflens-" + name);
      try {
        body.run();
        return null;
      } catch (RuntimeException | Error failed) {
        throw new StageException(name, failed);
      } finally {
        processorNanos.put(name, ProcessorTime.ofThread());
      }
    };
  }

  /**
   * What the stages did, once {@link #run} has returned.
   *
   * @param pool where the source takes its leases
   */
  List<RunMetrics.Stage> stages(FramePool pool) {
    return List.of(
        metrics(DECODING, 0, pool.waitedNanos() + decoded.waitedForRoomNanos()),
        metrics(PACKING, decoded.waitedForItemNanos(), packed.waitedForRoomNanos()),
        metrics(DETECTING, packed.waitedForItemNanos(), detected.waitedForRoomNanos()),
        metrics(ANALYSING, detected.waitedForItemNanos(), 0));
  }

  private RunMetrics.Stage metrics(String stage, long forWork, long forRoom) {
    long processor = processorNanos.getOrDefault(stage, 0L);
    return new RunMetrics.Stage(stage, processor / 1e9, forWork / 1e9, forRoom / 1e9);
  }

  /** How full the queues were, once {@link #run} has returned. */
  List<RunMetrics.Queue> queues() {
    return List.of(decoded.metrics(), packed.metrics(), detected.metrics());
  }

  /** A stage that is in native code ends with its present call; frames must not be freed before. */
  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void decode() throws InterruptedException {
    Frame frame;
    while ((frame = source.next()) != null) {
      decoded.put(frame);
    }
    decoded.end();
  }

  private void pack() throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    try {
      Frame frame;
      while ((frame = decoded.take()) != null) {
        frames.add(frame);
        if (frames.size() == detector.batchSize()) {
          packBatch(frames);
        }
      }
      if (!frames.isEmpty()) {
        packBatch(frames);
      }
    } finally {
      frames.forEach(Frame::close);
    }
    packed.end();
  }

  /**
   * Hands the frames on with their batch; they are this stage's no longer, and the list is empty.
   */
  private void packBatch(List<Frame> frames) throws InterruptedException {
    Packed batch = new Packed(List.copyOf(frames), detector.pack(frames));
    frames.clear();
    packed.put(batch);
  }

  private void detect() throws InterruptedException {
    Packed next;
    while ((next = packed.take()) != null) {
      List<List<Detection>> found;
      try {
        found = detector.detect(next.batch());
      } catch (RuntimeException | Error failed) {
        next.close();
        throw failed;
      }
      detected.put(new Detected(next.frames(), found));
    }
    detected.end();
  }

  private void analyse() throws InterruptedException {
    Detected next;
    while ((next = detected.take()) != null) {
      try {
        for (int i = 0; i < next.frames().size(); i++) {
          Frame frame = next.frames().get(i);
          analyst.analyse(frame, next.detections().get(i));
          frame.close();
        }
      } finally {
        next.close();
      }
    }
  }
}

package org.reeflens.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.reeflens.detect.Detection;
import org.reeflens.track.Tracker;
import org.reeflens.track.TrackerKind;

/**
 * Association alone, in frames a second: a minute of boxes that swim on straight lines, at five
 * frames a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TrackerBenchmark {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Which tracker, with its settings for fish. */
  @Param({"BYTETRACK", "BOTSORT", "OCSORT", "OCSORT_BYTE"})
  public TrackerKind tracker = TrackerKind.BYTETRACK;

  /** Boxes in each frame. */
  @Param({"10", "50", "200"})
  public int boxes;

  private List<List<Detection>> dive = List.of();

  /** Draws the boxes; the same every time. */
  @Setup(Level.Trial)
  public void draw() {
    dive = StraightFish.draw(boxes);
  }

  /**
   * The time of the processor, which does not count the waiting on a machine that others use too.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Processor {
    /** Frames of boxes followed. */
    public long frames;

    /** Microseconds spent on them. */
    public long micros;
  }

  /** Follows the boxes through the minute. */
  @Benchmark
  @OperationsPerInvocation(StraightFish.FRAMES)
  public void frames(Blackhole sink, Processor processor) {
    long start = THREADS.getCurrentThreadCpuTime();
    Tracker fresh = tracker.forFish(0.3).newTracker();
    for (int f = 0; f < StraightFish.FRAMES; f++) {
      sink.consume(fresh.update(f / StraightFish.FRAMES_PER_SECOND, dive.get(f)));
    }
    processor.micros += (THREADS.getCurrentThreadCpuTime() - start) / 1000;
    processor.frames += StraightFish.FRAMES;
  }
}

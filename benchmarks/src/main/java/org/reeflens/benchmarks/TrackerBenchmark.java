package org.reeflens.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
import org.reeflens.geometry.Box;
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

  private static final int FRAMES = 300;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Which tracker, with its settings for fish. */
  @Param({"BYTETRACK", "BOTSORT", "OCSORT", "OCSORT_BYTE"})
  public TrackerKind tracker = TrackerKind.BYTETRACK;

  /** Boxes in each frame. */
  @Param({"10", "50", "200"})
  public int boxes;

  private final List<List<Detection>> dive = new ArrayList<>();

  /** Draws the boxes; the same every time. */
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom random = new SplittableRandom(7);
    double[][] fish = new double[boxes][];
    for (int i = 0; i < boxes; i++) {
      fish[i] =
          new double[] {
            random.nextDouble(1920),
            random.nextDouble(1080),
            random.nextDouble(-20, 20),
            random.nextDouble(-8, 8),
            random.nextDouble(20, 80)
          };
    }
    for (int f = 0; f < FRAMES; f++) {
      List<Detection> found = new ArrayList<>();
      for (double[] one : fish) {
        double x = Math.floorMod(Math.round(one[0] + f * one[2]), 1920);
        double y = Math.floorMod(Math.round(one[1] + f * one[3]), 1080);
        found.add(
            new Detection(Box.ofSize(x, y, one[4], one[4] / 2), random.nextDouble(0.3, 1), 0));
      }
      dive.add(found);
    }
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
  @OperationsPerInvocation(FRAMES)
  public void frames(Blackhole sink, Processor processor) {
    long start = THREADS.getCurrentThreadCpuTime();
    Tracker fresh = tracker.forFish(0.3).newTracker();
    for (int f = 0; f < FRAMES; f++) {
      sink.consume(fresh.update(f / 5.0, dive.get(f)));
    }
    processor.micros += (THREADS.getCurrentThreadCpuTime() - start) / 1000;
    processor.frames += FRAMES;
  }
}

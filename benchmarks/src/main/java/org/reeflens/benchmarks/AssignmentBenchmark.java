package org.reeflens.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.reeflens.stats.Assignment;

/** Pairs of least cost between as many tracks and detections, most of them far from each other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AssignmentBenchmark {

  private static final double LIMIT = 0.9;

  /** Tracks, and detections. */
  @Param({"10", "50", "200"})
  public int boxes;

  private double[] costs = {};

  /** Draws the costs; the same every time. */
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom random = new SplittableRandom(3);
    costs = random.doubles((long) boxes * boxes).map(x -> x < 0.1 ? 10 * x : 1).toArray();
  }

  /** Solves it. */
  @Benchmark
  public int[] pairs() {
    return Assignment.leastCost(costs, boxes, boxes, LIMIT);
  }
}

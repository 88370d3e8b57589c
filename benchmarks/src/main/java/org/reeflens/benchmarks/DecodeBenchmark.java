package org.reeflens.benchmarks;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** The next frame of a film, decoded and not looked at; at the end the film begins anew. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeBenchmark {

  /** The film. */
  @Param(Films.DEMO)
  public String film = Films.DEMO;

  /** Decoding threads. */
  @Param({"1", "2"})
  public int threads;

  private final FramePool pool = new FramePool(1);
  private @Nullable Dive dive;
  private @Nullable VideoReader reader;

  /** Reads the film's packets. */
  @Setup(Level.Trial)
  public void open() {
    dive = Dive.of(Path.of(film));
    begin();
  }

  private VideoReader begin() {
    close();
    VideoReader begun = Objects.requireNonNull(dive).open(FrameSelection.all(), pool, threads);
    reader = begun;
    return begun;
  }

  /** Ends the reading. */
  @TearDown(Level.Trial)
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }

  /** Decodes a frame. */
  @Benchmark
  public Frame frame() throws InterruptedException {
    Frame frame = Objects.requireNonNull(reader).next();
    if (frame == null) {
      frame = Objects.requireNonNull(begin().next());
    }
    frame.close();
    return frame;
  }
}

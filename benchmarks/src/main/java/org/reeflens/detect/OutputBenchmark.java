package org.reeflens.detect;

import java.util.List;
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
import org.reeflens.inference.Tensor;

/**
 * What a YOLOX network of 640 x 352 pixels gives for a picture, decoded, and doubles suppressed. In
 * this package because the decoders are nobody else's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class OutputBenchmark {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 352;
  private static final List<Integer> STRIDES = List.of(8, 16, 32);
  private static final int COLUMNS = 6;

  /** Boxes the network gives for one animal. */
  private static final int DOUBLES = 8;

  private static final float CONFIDENCE = 0.1f;

  /** Animals in the picture. */
  @Param({"10", "50", "200"})
  public int animals;

  private final OutputDecoder decoder = new YoloxDecoder(WIDTH, HEIGHT, STRIDES, 1, false);
  private List<Tensor> outputs = List.of();
  private Candidates found = new Candidates();

  /** Puts the animals anywhere, their doubles into cells side by side. */
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom random = new SplittableRandom(5);
    int cells = OutputDecoder.cells(WIDTH, HEIGHT, STRIDES);
    float[] values = new float[cells * COLUMNS];
    for (int animal = 0; animal < animals; animal++) {
      int first = random.nextInt(WIDTH / 8 * (HEIGHT / 8) - DOUBLES);
      for (int cell = first; cell < first + DOUBLES; cell++) {
        values[cell * COLUMNS] = first - cell;
        values[cell * COLUMNS + 2] = 1;
        values[cell * COLUMNS + 3] = 1;
        values[cell * COLUMNS + 4] = (float) random.nextDouble(0.2, 0.9);
        values[cell * COLUMNS + 5] = 1;
      }
    }
    outputs = List.of(new Tensor(values, new long[] {1, cells, COLUMNS}));
    found = decode();
  }

  /** The network's rows into candidates. */
  @Benchmark
  public Candidates decode() {
    Candidates candidates = new Candidates();
    decoder.decode(outputs, 0, CONFIDENCE, candidates);
    return candidates;
  }

  /** Candidates without doubles. */
  @Benchmark
  public int[] suppress() {
    return Suppression.keep(found, 0.45, 300);
  }
}

package org.reeflens.benchmarks;

import java.util.Collections;
import java.util.List;
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
import org.reeflens.classify.Classifier;
import org.reeflens.classify.Crop;
import org.reeflens.classify.Scores;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelCatalogue;

/** Crops scored by the shipped classifier. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ClassifierBenchmark {

  /** Crops scored together. */
  @Param({"1", "8", "32"})
  public int crops;

  /** Processor threads of the engine. */
  @Param({"1", "2"})
  public int threads;

  private final ModelCatalogue models = ModelCatalogue.standard();
  private @Nullable Classifier classifier;
  private List<Crop> cut = List.of();

  /** Loads the model and cuts the crops. */
  @Setup(Level.Trial)
  public void open() throws InterruptedException {
    Classifier opened =
        Classifier.open(
            models.get("reef-fish-classifier"), SessionOptions.DEFAULT.withThreads(threads));
    classifier = opened;
    try (Frame frame = Films.first(Films.DEMO)) {
      cut = Collections.nCopies(crops, opened.crop(frame, Box.ofSize(200, 120, 90, 60)));
    }
  }

  /** Frees the model. */
  @TearDown(Level.Trial)
  public void close() {
    if (classifier != null) {
      classifier.close();
    }
    models.close();
  }

  /** Scores the crops. */
  @Benchmark
  public List<Scores> classify() {
    return Objects.requireNonNull(classifier).classify(cut);
  }
}

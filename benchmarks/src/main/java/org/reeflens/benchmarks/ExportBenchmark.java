package org.reeflens.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.reeflens.detect.Detector;
import org.reeflens.export.InventoryFolder;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.survey.Inventory;
import org.reeflens.video.Dive;

/** The results of the demo dive, written: tables, JSON, and evidence frames sought in the film. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ExportBenchmark {

  private @Nullable Dive dive;
  private @Nullable Inventory inventory;
  private Path folder = Path.of("");

  /** Analyses the dive. */
  @Setup(Level.Trial)
  public void analyse() throws IOException {
    folder = Files.createTempDirectory("reeflens-export-");
    Dive demo = Dive.of(Path.of(Films.DEMO));
    dive = demo;
    try (ModelCatalogue models = ModelCatalogue.standard();
        Detector detector = Detector.open(models.get("reef-fish-detector"))) {
      inventory = DiveAnalysis.of(demo).detector(detector).run(Progress.none());
    }
  }

  /** Deletes the results. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  /** Writes them. */
  @Benchmark
  public InventoryFolder write() throws InterruptedException {
    InventoryFolder results = InventoryFolder.create(folder);
    results.write(Objects.requireNonNull(inventory), Objects.requireNonNull(dive));
    return results;
  }
}

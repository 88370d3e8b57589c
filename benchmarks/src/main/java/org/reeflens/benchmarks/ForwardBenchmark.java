package org.reeflens.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
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
import org.reeflens.inference.Device;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SessionOptions;
import org.reeflens.inference.Tensor;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;

/**
 * A forward pass of noise, bytes in and floats out; with larger batches than the package allows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ForwardBenchmark {

  /** The network. */
  @Param("reef-fish-detector")
  public String model = "";

  /** The engine that runs the weights. */
  @Param({"ONNXRUNTIME", "PYTORCH"})
  public Engine engine = Engine.ONNXRUNTIME;

  /** Pictures in a forward pass. */
  @Param({"1", "4", "8", "16"})
  public int batch;

  /** Processor threads of the engine. */
  @Param({"1", "2"})
  public int threads;

  /** Where the weights run. */
  @Param("cpu")
  public String device = "";

  private @Nullable InferenceSession session;
  private ByteBuffer pictures = ByteBuffer.allocateDirect(0);

  /** Loads the model. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    SessionOptions options =
        SessionOptions.DEFAULT
            .withEngine(engine)
            .withBatch(batch)
            .withThreads(threads)
            .withDevice(Device.of(device));
    try (ModelCatalogue models = ModelCatalogue.standard();
        WidePackage wide = new WidePackage(models.get(model).directory(), batch)) {
      InferenceSession opened = InferenceSession.open(ModelPackage.open(wide.folder()), options);
      session = opened;
      byte[] noise = new byte[opened.bytes()];
      new SplittableRandom(1).nextBytes(noise);
      pictures = ByteBuffer.allocateDirect(noise.length).put(noise).flip();
    }
  }

  /** Frees the model. */
  @TearDown(Level.Trial)
  public void close() {
    if (session != null) {
      session.close();
    }
  }

  /** One batch. */
  @Benchmark
  public List<Tensor> pass() {
    return Objects.requireNonNull(session).run(pictures);
  }
}

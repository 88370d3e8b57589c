package org.reeflens.benchmarks;

import java.nio.ByteBuffer;
import java.util.Collections;
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
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Region;
import org.reeflens.inference.Device;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;

/** One batch through the shipped detector: forward pass, decoding of its output, suppression. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-Dai.djl.onnx.disable_alternative=true"})
public class DetectorBenchmark {

  /** The engine that runs the weights. */
  @Param({"ONNXRUNTIME", "PYTORCH"})
  public String engine = "";

  /** Pictures in a forward pass. */
  @Param({"1", "4"})
  public int batch;

  /** Processor threads of the engine. */
  @Param({"1", "2"})
  public int threads;

  /** Where the weights run. */
  @Param("cpu")
  public String device = "";

  private ModelCatalogue models = ModelCatalogue.standard();
  private @Nullable Detector detector;
  private List<Frame> frames = List.of();

  /** Loads the model. */
  @Setup(Level.Trial)
  public void open() {
    SessionOptions session =
        SessionOptions.DEFAULT
            .withEngine(Engine.valueOf(engine))
            .withBatch(batch)
            .withThreads(threads)
            .withDevice(Device.of(device));
    detector =
        Detector.open(
            models.get("reef-fish-detector"), DetectorOptions.DEFAULT.withSession(session));
    frames = Collections.nCopies(batch, new NoiseFrame());
  }

  /** Frees the model. */
  @TearDown(Level.Trial)
  public void close() {
    if (detector != null) {
      detector.close();
    }
    models.close();
  }

  /** Packs and detects one batch. */
  @Benchmark
  public List<List<Detection>> batch() throws InterruptedException {
    Detector ready = Objects.requireNonNull(detector);
    return ready.detect(ready.pack(frames));
  }

  /** A picture of noise that costs next to nothing to read, so that the model is what is timed. */
  private static final class NoiseFrame implements Frame {
    private final byte[] noise = new byte[3 * 1920];

    NoiseFrame() {
      new SplittableRandom(1).nextBytes(noise);
    }

    @Override
    public FrameTime time() {
      return new FrameTime(0, 0, 0, 0);
    }

    @Override
    public int width() {
      return 1920;
    }

    @Override
    public int height() {
      return 1080;
    }

    @Override
    public void rgb(Region region, int width, int height, ByteBuffer target, int rowStride) {
      for (int row = 0; row < height; row++) {
        target.put(row * rowStride, noise, 0, 3 * width);
      }
    }

    @Override
    public void close() {}
  }
}

package org.reeflens.benchmarks;

import java.nio.ByteBuffer;
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
import org.reeflens.frame.Region;
import org.reeflens.inference.PicturePacker;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelManifest;

/** From a decoded picture to RGB: all of it, a crop, and as networks take it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FrameBenchmark {

  private static final int CROP = 128;

  /** The film whose first frame is taken. */
  @Param(Films.DEMO)
  public String film = Films.DEMO;

  private @Nullable Frame frame;
  private ByteBuffer rgb = ByteBuffer.allocateDirect(0);

  /** Decodes a frame. */
  @Setup(Level.Trial)
  public void open() throws InterruptedException {
    Frame first = Films.first(film);
    frame = first;
    rgb = ByteBuffer.allocateDirect(3 * first.width() * first.height());
  }

  /** Frees the frame. */
  @TearDown(Level.Trial)
  public void close() {
    if (frame != null) {
      frame.close();
    }
  }

  private Frame decoded() {
    return Objects.requireNonNull(frame);
  }

  /** The whole picture at its own size: colour conversion alone. */
  @Benchmark
  public ByteBuffer colour() {
    Frame all = decoded();
    Region whole = new Region(0, 0, all.width(), all.height());
    all.rgb(whole, all.width(), all.height(), rgb, 3 * all.width());
    return rgb;
  }

  /** A crop in the middle, at its own size. */
  @Benchmark
  public ByteBuffer crop() {
    Frame all = decoded();
    Region middle = new Region((all.width() - CROP) / 2, (all.height() - CROP) / 2, CROP, CROP);
    all.rgb(middle, CROP, CROP, rgb, 3 * CROP);
    return rgb;
  }

  /** A network's input. */
  @State(Scope.Benchmark)
  public static class Input {

    /** The model whose input is packed. */
    @Param({"reef-fish-detector", "reef-fish-classifier"})
    public String model = "";

    private @Nullable PicturePacker packer;
    private ByteBuffer picture = ByteBuffer.allocateDirect(0);

    /** Reads the model's manifest. */
    @Setup(Level.Trial)
    public void open() {
      try (ModelCatalogue models = ModelCatalogue.standard()) {
        ModelManifest.Input input = models.get(model).manifest().input();
        packer = new PicturePacker(input);
        picture = ByteBuffer.allocateDirect(input.bytesPerPicture());
      }
    }
  }

  /** Size, colour, channel order and scale as the model takes them. */
  @Benchmark
  public ByteBuffer pack(Input input) {
    Objects.requireNonNull(input.packer).pack(decoded(), input.picture);
    return input.picture;
  }
}

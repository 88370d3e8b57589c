package org.reeflens.inference.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reeflens.inference.Device;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.Tensor;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;

/**
 * A network loaded by DJL. DJL's own image and translator layers are not used: they make several
 * copies of each picture, and some drop small objects. Here a run is one array over the caller's
 * direct buffer, one forward pass, and one copy out.
 */
final class DjlSession implements InferenceSession {

  /** Names an output of a TorchScript file, which has no names, by its place. */
  private static final Pattern PLACE = Pattern.compile("#([0-9]{1,4})");

  /** Threads that ONNX Runtime gets without a choice; small networks gain from no more. A guess. */
  private static final int MOST_THREADS = 8;

  private final ModelManifest manifest;
  private final Engine engine;
  private final Model model;
  private final NDManager manager;
  private final ParameterStore parameters;
  private final Shape shape;
  private final DataType type;
  private final int batch;
  private final int bytes;
  private final String description;
  private boolean closed;

  /**
   * @param where the device in words, for provenance
   */
  DjlSession(
      ModelPackage source, Engine engine, Device device, String where, int threads, int batch)
      throws IOException, MalformedModelException {
    this.manifest = source.manifest();
    this.engine = engine;
    this.batch = batch;
    this.bytes = Math.multiplyExact(manifest.input().bytesPerPicture(), batch);
    this.shape = new Shape(manifest.input().shape(batch));
    this.type =
        manifest.input().type() == ModelManifest.NumberType.UINT8
            ? DataType.UINT8
            : DataType.FLOAT32;
    Path file = source.weights(engine);
    DjlEngine djl = DjlEngine.start(engine);
    djl.requireDevice(device);
    this.model = djl.newModel(device);
    try {
      djl.useThreads(threads);
      load(file, threads);
      this.manager = model.getNDManager();
      this.parameters = new ParameterStore(manager, false);
      this.description =
          djl.describe()
              + ", "
              + where
              + (threads == 0 ? "" : ", " + threads + " threads")
              + ", batch "
              + batch;
      warmUp();
    } catch (IOException | MalformedModelException | RuntimeException | LinkageError e) {
      model.close();
      throw e;
    }
  }

  private void load(Path file, int threads) throws IOException, MalformedModelException {
    if (engine == Engine.PYTORCH) {
      // Straight onto the device instead of through the processor's memory.
      model.load(file, null, Map.of("mapLocation", "true"));
      return;
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Else its threads burn a processor for a while after each step, which the decoder needs.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // A number, since with its own choice it ties each thread to a processor.
      int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
      options.setIntraOpNumThreads(threads > 0 ? threads : processors);
      model.load(file, null, Map.of("sessionOptions", options));
    } catch (OrtException e) {
      throw new MalformedModelException("ONNX Runtime refuses its options", e);
    }
  }

  /**
   * TorchScript optimises itself during its first two runs, ONNX Runtime allocates in its first.
   */
  private void warmUp() {
    ByteBuffer zeros = ByteBuffer.allocateDirect(bytes);
    run(zeros);
    if (engine == Engine.PYTORCH) {
      run(zeros);
    }
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public synchronized List<Tensor> run(ByteBuffer input) {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    if (!input.isDirect() || input.remaining() != bytes) {
      throw new IllegalArgumentException(
          "a run needs a direct buffer of "
              + bytes
              + " bytes, not "
              + (input.isDirect() ? "" : "a heap buffer of ")
              + input.remaining());
    }
    // DJL takes a buffer's memory from its start and ignores its position: hand it an exact slice.
    ByteBuffer exact = input.slice().order(ByteOrder.nativeOrder());
    // Results belong to the manager of the input, so one manager a run frees everything.
    try (NDManager once = manager.newSubManager()) {
      NDList results = model.getBlock().forward(parameters, inputs(once, exact), false);
      List<Tensor> outputs = new ArrayList<>();
      for (int i = 0; i < manifest.output().names().size(); i++) {
        outputs.add(copyOut(output(results, i)));
      }
      return outputs;
    } catch (ModelException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ModelException(
          manifest.id() + " fails on " + description + ": " + e.getMessage(), e);
    }
  }

  private NDList inputs(NDManager once, ByteBuffer pictures) {
    NDList inputs = new NDList(once.create(pictures, shape, type));
    inputs.get(0).setName(manifest.input().name());
    String sizeName = manifest.input().sizeName();
    if (sizeName != null) {
      long[] sizes = new long[2 * batch];
      for (int i = 0; i < batch; i++) {
        sizes[2 * i] = manifest.input().width();
        sizes[2 * i + 1] = manifest.input().height();
      }
      inputs.add(once.create(sizes, new Shape(batch, 2)));
      inputs.get(1).setName(sizeName);
    }
    return inputs;
  }

  private NDArray output(NDList results, int i) {
    String name = manifest.output().names().get(i);
    if (engine == Engine.ONNXRUNTIME) {
      for (NDArray result : results) {
        if (name.equals(result.getName())) {
          return result;
        }
      }
    } else {
      Matcher numbered = PLACE.matcher(name);
      int place = numbered.matches() ? Integer.parseInt(numbered.group(1)) : i;
      if (place < results.size()) {
        return results.get(place);
      }
    }
    throw new ModelException(
        manifest.id() + ": the network has no output '" + name + "' that model.json names");
  }

  private Tensor copyOut(NDArray array) {
    try {
      return new Tensor(numbers(array), array.getShape().getShape());
    } catch (ModelException e) {
      throw new ModelException(manifest.id() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The numbers of an output; whole ones are exact up to 16 million.
   *
   * @throws ModelException if they are of another type
   */
  static float[] numbers(NDArray array) {
    return switch (array.getDataType()) {
      case FLOAT32 -> array.toFloatArray();
      case INT64 -> floats(array.toLongArray());
      case INT32 -> floats(Arrays.stream(array.toIntArray()).asLongStream().toArray());
      default ->
          throw new ModelException("an output is " + array.getDataType() + " instead of float32");
    };
  }

  private static float[] floats(long[] whole) {
    float[] floats = new float[whole.length];
    for (int i = 0; i < whole.length; i++) {
      floats[i] = whole[i];
    }
    return floats;
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      model.close();
    }
  }
}

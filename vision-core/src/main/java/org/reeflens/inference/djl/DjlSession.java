package org.reeflens.inference.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  DjlSession(ModelPackage source, Engine engine, Device device, int threads, int batch)
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
      model.load(file, null, options(engine, threads));
      this.manager = model.getNDManager();
      this.parameters = new ParameterStore(manager, false);
      this.description =
          djl.describe()
              + ", "
              + device
              + (threads == 0 ? "" : ", " + threads + " threads")
              + ", batch "
              + batch;
      warmUp();
    } catch (IOException | MalformedModelException | RuntimeException | LinkageError e) {
      model.close();
      throw e;
    }
  }

  private static Map<String, String> options(Engine engine, int threads) {
    Map<String, String> options = new HashMap<>();
    if (engine == Engine.PYTORCH) {
      // Straight onto the device instead of through the processor's memory.
      options.put("mapLocation", "true");
    } else if (threads > 0) {
      options.put("intraOpNumThreads", Integer.toString(threads));
    }
    return options;
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
      NDArray array = once.create(exact, shape, type);
      if (engine == Engine.ONNXRUNTIME) {
        array.setName(manifest.input().name());
      }
      NDList results = model.getBlock().forward(parameters, new NDList(array), false);
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

  private NDArray output(NDList results, int i) {
    String name = manifest.output().names().get(i);
    if (engine == Engine.ONNXRUNTIME) {
      for (NDArray result : results) {
        if (name.equals(result.getName())) {
          return result;
        }
      }
    } else if (i < results.size()) {
      return results.get(i);
    }
    throw new ModelException(
        manifest.id() + ": the network has no output '" + name + "' that model.json names");
  }

  private Tensor copyOut(NDArray array) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new ModelException(
          manifest.id() + ": an output is " + array.getDataType() + " instead of float32");
    }
    return new Tensor(array.toFloatArray(), array.getShape().getShape());
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

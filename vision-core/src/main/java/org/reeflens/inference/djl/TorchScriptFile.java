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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reeflens.inference.Device;
import org.reeflens.inference.NetworkFile;
import org.reeflens.inference.Tensor;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;

/** A TorchScript file; it does not say what goes in. */
final class TorchScriptFile implements NetworkFile {

  private final Path file;
  private final Model model;

  TorchScriptFile(Path file) throws IOException, MalformedModelException {
    this.file = file;
    this.model = DjlEngine.start(Engine.PYTORCH).newModel(Device.CPU);
    try {
      model.load(file.toAbsolutePath(), null, Map.of("mapLocation", "true"));
    } catch (IOException | MalformedModelException | RuntimeException | LinkageError e) {
      model.close();
      throw e;
    }
  }

  @Override
  public Engine engine() {
    return Engine.PYTORCH;
  }

  @Override
  public List<Port> inputs() {
    return List.of();
  }

  @Override
  public List<Result> run(List<Value> values) {
    try (NDManager once = model.getNDManager().newSubManager()) {
      NDList inputs = new NDList();
      for (Value value : values) {
        long[] shape = value.shape().stream().mapToLong(Long::longValue).toArray();
        inputs.add(once.create(value.values().slice(), new Shape(shape), type(value.type())));
      }
      NDList outputs = model.getBlock().forward(new ParameterStore(once, false), inputs, false);
      List<Result> results = new ArrayList<>();
      for (NDArray output : outputs) {
        results.add(
            new Result(
                "#" + results.size(),
                output.getDataType() != DataType.FLOAT32,
                new Tensor(DjlSession.numbers(output), output.getShape().getShape())));
      }
      return results;
    } catch (ModelException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new ModelException(file + " does not run: " + DjlSessions.rootMessage(e), e);
    }
  }

  private static DataType type(Type type) {
    return switch (type) {
      case FLOAT32 -> DataType.FLOAT32;
      case UINT8 -> DataType.UINT8;
      case INT64 -> DataType.INT64;
      case OTHER -> throw new IllegalArgumentException("no such input can be made");
    };
  }

  @Override
  public void close() {
    model.close();
  }
}

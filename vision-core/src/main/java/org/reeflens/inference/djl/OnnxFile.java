package org.reeflens.inference.djl;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.reeflens.inference.NetworkFile;
import org.reeflens.inference.Tensor;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;

/** An ONNX file; ONNX Runtime is asked itself, because DJL does not tell the shapes of inputs. */
final class OnnxFile implements NetworkFile {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Path file;

  OnnxFile(Path file) throws OrtException {
    this.file = file;
    // DJL insists on making the process's one environment, so it goes first.
    DjlEngine.start(Engine.ONNXRUNTIME);
    this.environment = OrtEnvironment.getEnvironment();
    this.session = environment.createSession(file.toString());
  }

  @Override
  public Engine engine() {
    return Engine.ONNXRUNTIME;
  }

  @Override
  public List<Port> inputs() {
    try {
      List<Port> ports = new ArrayList<>();
      for (NodeInfo node : session.getInputInfo().values()) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
          throw new ModelException(file + ": its input '" + node.getName() + "' is no tensor");
        }
        ports.add(
            new Port(
                node.getName(), type(info.type), LongStream.of(info.getShape()).boxed().toList()));
      }
      return ports;
    } catch (OrtException e) {
      throw new ModelException(file + " does not tell its inputs: " + e.getMessage(), e);
    }
  }

  private static Type type(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> Type.FLOAT32;
      case UINT8 -> Type.UINT8;
      case INT64 -> Type.INT64;
      default -> Type.OTHER;
    };
  }

  @Override
  public List<Result> run(List<Value> values) {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      for (Value value : values) {
        inputs.put(value.name(), tensor(value));
      }
      try (OrtSession.Result outputs = session.run(inputs)) {
        List<Result> results = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> output : outputs) {
          results.add(result(output.getKey(), output.getValue()));
        }
        return results;
      }
    } catch (OrtException e) {
      throw new ModelException(file + " does not run: " + DjlSessions.rootMessage(e), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(Value value) throws OrtException {
    OnnxJavaType type =
        switch (value.type()) {
          case FLOAT32 -> OnnxJavaType.FLOAT;
          case UINT8 -> OnnxJavaType.UINT8;
          case INT64 -> OnnxJavaType.INT64;
          case OTHER -> throw new IllegalArgumentException("no such input can be made");
        };
    long[] shape = value.shape().stream().mapToLong(Long::longValue).toArray();
    return OnnxTensor.createTensor(environment, value.values().duplicate().rewind(), shape, type);
  }

  private Result result(String name, OnnxValue value) {
    if (value instanceof OnnxTensor tensor) {
      OnnxJavaType type = tensor.getInfo().type;
      float[] numbers = numbers(name, tensor);
      boolean whole = type != OnnxJavaType.FLOAT;
      return new Result(name, whole, new Tensor(numbers, tensor.getInfo().getShape()));
    }
    throw new ModelException(file + ": its output '" + name + "' is no tensor");
  }

  private float[] numbers(String name, OnnxTensor tensor) {
    return switch (tensor.getInfo().type) {
      case FLOAT -> {
        FloatBuffer floats = tensor.getFloatBuffer();
        float[] numbers = new float[floats.remaining()];
        floats.get(numbers);
        yield numbers;
      }
      case INT64 -> {
        LongBuffer longs = tensor.getLongBuffer();
        float[] numbers = new float[longs.remaining()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = longs.get(i);
        }
        yield numbers;
      }
      case INT32 -> {
        IntBuffer ints = tensor.getIntBuffer();
        float[] numbers = new float[ints.remaining()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = ints.get(i);
        }
        yield numbers;
      }
      default ->
          throw new ModelException(
              file + ": its output '" + name + "' is not float32; export the network in float32");
    };
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(file + " cannot be closed: " + e.getMessage(), e);
    }
  }
}

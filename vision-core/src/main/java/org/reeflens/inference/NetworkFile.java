package org.reeflens.inference;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.reeflens.inference.djl.NetworkFiles;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;

/**
 * A network before it has a package: what its file says of the inputs, and what comes out of a run.
 * For drafting a package; {@link InferenceSession} is for work. Not for use by two threads at once.
 */
public interface NetworkFile extends AutoCloseable {

  /**
   * Loads an ONNX file ({@code .onnx}) or a TorchScript file ({@code .pt}, {@code .torchscript}).
   *
   * @throws ModelException if it is neither, or cannot be loaded
   */
  static NetworkFile open(Path file) {
    return NetworkFiles.open(file);
  }

  /** The engine that runs it. */
  Engine engine();

  /** The inputs as the file declares them; empty for TorchScript, which does not say. */
  List<Port> inputs();

  /**
   * Runs the network once.
   *
   * @param values (Input) one for each input, in the order of {@link #inputs()}
   * @return the outputs in the file's order; TorchScript outputs are called {@code #0}, {@code #1}
   * @throws ModelException if the network does not take the input, or an output is neither float32
   *     nor whole numbers
   */
  List<Result> run(List<Value> values);

  @Override
  void close();

  /** Type of the numbers of an input or output. */
  enum Type {
    FLOAT32,
    UINT8,
    INT64,
    /** Any other, such as half precision. */
    OTHER
  }

  /**
   * An input.
   *
   * @param name its name
   * @param type type of its numbers
   * @param shape length of each axis, -1 where the file leaves it open
   */
  record Port(String name, Type type, List<Long> shape) {

    /** Copies the shape. */
    public Port {
      shape = List.copyOf(shape);
    }
  }

  /**
   * What is put in.
   *
   * @param name name of the input
   * @param type float32, uint8 or int64
   * @param shape length of each axis
   * @param values direct buffer in native order that holds them from its first byte
   */
  record Value(String name, Type type, List<Long> shape, ByteBuffer values) {

    /** Copies the shape. */
    public Value {
      shape = List.copyOf(shape);
    }
  }

  /**
   * An output.
   *
   * @param name its name
   * @param whole whether the network gives whole numbers
   * @param tensor its numbers
   */
  record Result(String name, boolean whole, Tensor tensor) {}
}

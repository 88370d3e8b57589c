package org.reeflens.inference;

import java.nio.ByteBuffer;
import java.util.List;
import org.reeflens.inference.djl.DjlSessions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;

/**
 * A loaded network: bytes in, floats out. Every run takes a batch of one fixed size, because
 * engines tune themselves to a shape and stall at each new one; fill the rest of the last batch
 * with anything. One run at a time: a second thread waits.
 *
 * <p>This is all that the rest of the library knows of any engine.
 */
public interface InferenceSession extends AutoCloseable {

  /**
   * Loads a package's weights and warms them up. Never downloads anything.
   *
   * @param model the package
   * @param options how to run it
   * @throws ModelException if no engine can run it; the message says why each one cannot
   * @throws IllegalArgumentException if the options ask for a larger batch than the package allows
   */
  static InferenceSession open(ModelPackage model, SessionOptions options) {
    return DjlSessions.open(model, options);
  }

  /** Pictures in one run. */
  int batch();

  /** Bytes of one run's input: {@link #batch()} times those of a picture. */
  int bytes();

  /**
   * Runs the network once.
   *
   * @param input (Input) direct buffer in native byte order, {@link #bytes()} from its position;
   *     not changed, and not used after the return
   * @return the outputs in the manifest's order, the first axis being the picture in the batch
   * @throws IllegalArgumentException if the buffer is not direct or has another length
   * @throws ModelException if the run fails, or an output is missing, or is neither float32 nor
   *     whole numbers
   */
  List<Tensor> run(ByteBuffer input);

  /** The engine that runs it. */
  Engine engine();

  /** Engine, version, device, threads and batch, for provenance. */
  String describe();

  @Override
  void close();
}

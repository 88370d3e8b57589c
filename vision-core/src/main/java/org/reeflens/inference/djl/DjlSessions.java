package org.reeflens.inference.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.reeflens.inference.Device;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions on the engines that DJL knows. */
public final class DjlSessions {

  private static final Logger LOG = LoggerFactory.getLogger(DjlSessions.class);

  private DjlSessions() {}

  /**
   * Loads a package's weights on the engine asked for, or on the first one that works; on the CPU
   * if none works on the device and the options allow that.
   *
   * @throws ModelException if none works
   */
  public static InferenceSession open(ModelPackage model, SessionOptions options) {
    Consumer<String> told = options.fallback();
    if (told == null || options.device().equals(Device.CPU)) {
      return open(model, options, options.device().toString());
    }
    try {
      return open(model, options, options.device().toString());
    } catch (ModelException unusable) {
      InferenceSession instead =
          open(
              model,
              options.withDevice(Device.CPU),
              Device.CPU + " instead of " + options.device());
      told.accept(unusable.getMessage() + "; it runs on the CPU instead, see docs/guides/gpu.md");
      return instead;
    }
  }

  private static InferenceSession open(ModelPackage model, SessionOptions options, String where) {
    int most = model.manifest().input().batch();
    if (options.batch() > most) {
      throw new IllegalArgumentException(
          model + " takes at most " + most + " pictures in one run, not " + options.batch());
    }
    List<String> reasons = new ArrayList<>();
    Optional<Throwable> last = Optional.empty();
    for (Engine engine : candidates(model, options)) {
      try {
        return new DjlSession(
            model,
            engine,
            options.device(),
            where,
            options.threads(),
            batch(engine, most, options));
        // A missing native library shows as an Error (NoClassDefFoundError, UnsatisfiedLinkError)
        // or as DJL's own exceptions, checked and unchecked; each means "try the next engine".
      } catch (Exception | LinkageError e) {
        LOG.debug("{} cannot run {}", engine, model, e);
        reasons.add(engine.key() + ": " + rootMessage(e));
        last = Optional.of(e);
      }
    }
    throw new ModelException(
        model
            + " cannot be run on "
            + options.device()
            + " ("
            + String.join("; ", reasons)
            + "); put the native library of one of these engines on the class path",
        last.orElseThrow());
  }

  /**
   * Pictures in a run. On a processor ONNX Runtime is fastest with one, whose numbers stay in the
   * cache; PyTorch and graphics processors want many.
   */
  private static int batch(Engine engine, int most, SessionOptions options) {
    boolean one = engine == Engine.ONNXRUNTIME && !options.device().gpu();
    return options.batch() > 0 ? options.batch() : one ? 1 : most;
  }

  private static List<Engine> candidates(ModelPackage model, SessionOptions options) {
    if (options.engine().isPresent()) {
      Engine chosen = options.engine().get();
      // Fails here with a sentence of its own where the package has no such weights.
      LOG.debug("{} is asked for: {}", chosen, model.weights(chosen));
      return List.of(chosen);
    }
    return model.engines().stream().sorted().toList();
  }

  static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String text = root instanceof LinkageError ? root.toString() : String.valueOf(message);
    return text.lines().findFirst().orElse("");
  }
}

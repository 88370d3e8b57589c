package org.reeflens.runner;

import org.jspecify.annotations.Nullable;
import org.reeflens.inference.Device;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import picocli.CommandLine.Option;

/** Options that say how a model is run. */
final class SessionChoice {

  @Option(
      names = "--engine",
      description =
          "What runs the model: ${COMPLETION-CANDIDATES} (default: the faster one at hand).")
  private @Nullable Engine engine;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "Where the model runs: cpu, gpu0, gpu1 ... (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Processor threads of the model (default: the engine's own choice).")
  private int threads;

  SessionOptions options() {
    SessionOptions options =
        SessionOptions.DEFAULT.withDevice(Device.of(device)).withThreads(threads);
    return engine == null ? options : options.withEngine(engine);
  }
}

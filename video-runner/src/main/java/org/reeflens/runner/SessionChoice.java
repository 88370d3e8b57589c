package org.reeflens.runner;

import org.jspecify.annotations.Nullable;
import org.reeflens.inference.Device;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say how a model is run. */
final class SessionChoice {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--engine",
      description =
          "What runs the model: ${COMPLETION-CANDIDATES} (default: the faster one at hand).")
  private @Nullable Engine engine;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description =
          "Where the model runs: cpu, gpu0, gpu1 ... (default: ${DEFAULT-VALUE}). If it cannot run"
              + " there, the CPU takes its place and you are told.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Processor threads of the model (default: one for each processor, at most 8).")
  private int threads;

  SessionOptions options() {
    SessionOptions options =
        SessionOptions.DEFAULT
            .withDevice(Device.of(device))
            .withThreads(threads)
            .withFallback(why -> command.commandLine().getErr().println("reeflens: " + why));
    return engine == null ? options : options.withEngine(engine);
  }
}

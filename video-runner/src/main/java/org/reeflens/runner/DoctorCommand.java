package org.reeflens.runner;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.reeflens.inference.Device;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import org.reeflens.pipeline.VisionRuntime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens doctor}: does everything work on this machine? */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what is installed and which device is used, and tests every model on every engine.",
      "",
      "Exit codes: 0 all is well, 2 something does not work."
    })
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "The device to test: cpu, gpu0, gpu1 ... (default: ${DEFAULT-VALUE}).")
  private String device;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(VisionRuntime.describe());
    boolean well = true;
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      for (ModelCatalogue.Entry entry : models.list()) {
        well &= check(out, models, entry);
      }
      if (models.list().isEmpty()) {
        out.println("FAILED  no model package is installed");
        well = false;
      }
      for (String broken : models.broken()) {
        out.println("FAILED  " + broken);
        well = false;
      }
    }
    out.println(well ? "All is well." : "Something does not work; see the lines marked FAILED.");
    out.flush();
    return well ? ExitCode.COMPLETE : ExitCode.BAD_INPUT;
  }

  private boolean check(PrintWriter out, ModelCatalogue models, ModelCatalogue.Entry entry) {
    String name = entry.id() + " " + entry.version();
    boolean well = true;
    try {
      ModelPackage model = models.get(entry.id() + ":" + entry.version());
      for (Engine engine : model.engines()) {
        well &= check(out, name, model, engine);
      }
    } catch (RuntimeException failed) {
      out.println("FAILED  " + name + ": " + Main.message(failed));
      well = false;
    }
    return well;
  }

  private boolean check(PrintWriter out, String name, ModelPackage model, Engine engine) {
    SessionOptions options =
        SessionOptions.DEFAULT.withEngine(engine).withDevice(Device.of(device));
    try (InferenceSession session = InferenceSession.open(model, options)) {
      SelfTest.Result result = SelfTest.run(model, session);
      out.printf(
          "ok      %s on %s: self-test within %.1e of the expected %d numbers%n",
          name, session.describe(), result.largestDifference(), result.numbers());
      return true;
    } catch (RuntimeException | LinkageError failed) {
      out.println("FAILED  " + name + " on " + engine.key() + ": " + Main.message(failed));
      return false;
    }
  }
}

package org.reeflens.runner;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reeflens models}: what is installed. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    subcommands = ModelsImportCommand.class,
    description = {
      "Lists the model packages at hand; 'models import' makes one of an ONNX or TorchScript file.",
      "",
      "Packages come with ReefLens, from the folders named in the environment variable"
          + " REEFLENS_MODELS, and from ~/.reeflens/models. Weights are code: install only packages"
          + " whose source you trust."
    })
final class ModelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      List<ModelCatalogue.Entry> entries = models.list();
      if (entries.isEmpty()) {
        out.println("No model package is installed.");
      }
      for (ModelCatalogue.Entry entry : entries) {
        out.printf(
            "%s %s%n  task     %s%n  engines  %s%n  licence  %s%n  from     %s%n",
            entry.id(),
            entry.version(),
            entry.manifest().task().name().toLowerCase(Locale.ROOT),
            entry.manifest().weights().keySet().stream()
                .map(Engine::key)
                .sorted()
                .collect(Collectors.joining(", ")),
            entry.manifest().licence(),
            entry.place());
      }
      models.broken().forEach(why -> out.println("Passed over: " + why));
    }
    return ExitCode.COMPLETE;
  }
}

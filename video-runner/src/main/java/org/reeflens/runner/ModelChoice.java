package org.reeflens.runner;

import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import picocli.CommandLine.Option;

/** The option that names the model to be evaluated. */
final class ModelChoice {

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = "A name from './reeflens models', or the folder of a model package.")
  private String model;

  ModelPackage open(ModelCatalogue models) {
    return models.open(model);
  }
}

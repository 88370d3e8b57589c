package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.reeflens.classify.Classifier;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens evaluate species}: a classifier against named crops. */
@Command(
    name = "species",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a classifier over crops whose species is known and says how often it is right.",
      "",
      "Writes FILE.json with every number (top-1, recall of each taxon with its interval,"
          + " calibration, what the back-off made of it, names that the model was not taught),"
          + " FILE-confusion.csv and FILE-calibration.svg. docs/guides/evaluation.md says what each"
          + " means."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class EvaluateSpeciesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ModelChoice model = new ModelChoice();

  @Option(
      names = "--crops",
      paramLabel = "DIR",
      required = true,
      description = {
        "Folder with a folder of pictures for each taxon, named by its scientific name, words"
            + " joined by '_': Zanclus_cornutus, Gerres_sp, Scaridae. An answer is right when it is"
            + " that taxon or one below it."
      })
  private Path crops;

  @Mixin private final TaxonTruth truth = new TaxonTruth();

  @Mixin private final OutFile out = new OutFile();

  @Mixin private final SessionChoice session = new SessionChoice();

  @Override
  public Integer call() throws IOException, InterruptedException {
    out.makeRoom();
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      ModelPackage opened = model.open(models);
      try (Classifier classifier = Classifier.open(opened, session.options())) {
        truth.evaluate(spec, opened, classifier, crops, out.path());
      }
    }
    return ExitCode.COMPLETE;
  }
}

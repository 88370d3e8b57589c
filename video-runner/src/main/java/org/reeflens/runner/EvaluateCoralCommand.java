package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Classifier;
import org.reeflens.classify.Labeller;
import org.reeflens.evaluate.CropRun;
import org.reeflens.evaluate.LabelReport;
import org.reeflens.evaluate.LabelTable;
import org.reeflens.export.ClassifierEvaluationFiles;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxon;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens evaluate coral}: a classifier against named or labelled patches. */
@Command(
    name = "coral",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a classifier over patches of reef whose taxon, or whose condition, is known.",
      "",
      "With folders for taxa it writes what 'evaluate species' writes. With --labels it judges a"
          + " model that gives a patch several labels: FILE.json (average precision of each label;"
          + " precision, recall and F1 at the model's cut) and FILE-calibration.svg."
          + " docs/guides/evaluation.md says what each means."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class EvaluateCoralCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final ModelChoice model = new ModelChoice();

  @Option(
      names = "--patches",
      paramLabel = "DIR",
      description = {
        "Folder with a folder of pictures for each taxon, words joined by '_'. An answer is right"
            + " when it is that taxon or one below it.",
        "With --labels: the folder of the pictures (default: the folder of the table)."
      })
  private @Nullable Path patches;

  @Option(
      names = "--labels",
      paramLabel = "CSV",
      description =
          "A table (file,labels) of patches with several labels each: numbers or names with commas"
              + " between them. A table labelsets.csv (label,label_name) beside it names the"
              + " numbers.")
  private @Nullable Path labels;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Only rows of that table with this in their column 'split', such as test.")
  private @Nullable String split;

  @Mixin private final TaxonTruth truth = new TaxonTruth();

  @Mixin private final OutFile out = new OutFile();

  @Mixin private final SessionChoice session = new SessionChoice();

  @Override
  public Integer call() throws IOException, InterruptedException {
    out.makeRoom();
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      ModelPackage opened = model.open(models);
      if (labels != null) {
        evaluateLabels(opened, labels);
      } else if (patches == null) {
        throw new IOException("name the patches: --patches DIR, or --labels CSV");
      } else if (opened.manifest().task() == ModelManifest.Task.MULTI_LABEL) {
        throw new ModelException(
            opened + " gives a patch several labels; name their truth with --labels CSV");
      } else {
        try (Classifier classifier = Classifier.open(opened, session.options())) {
          truth.evaluate(spec, opened, classifier, patches, out.path());
        }
      }
    }
    return ExitCode.COMPLETE;
  }

  private void evaluateLabels(ModelPackage opened, Path table)
      throws IOException, InterruptedException {
    Path folder = patches != null ? patches : table.resolveSibling("");
    List<String> names = opened.classes().stream().map(Taxon::scientificName).toList();
    try (Labeller labeller = Labeller.open(opened, session.options())) {
      LabelTable people = LabelTable.read(table, folder, split, names);
      List<LabelReport.Patch> judged =
          CropRun.over(labeller, people, new PictureLine(spec.commandLine().getErr()));
      LabelReport report = LabelReport.of(judged, names, labeller.cut());
      SortedMap<String, String> settings = new TreeMap<>();
      settings.put("pictures", folder.toString());
      settings.put("labels", table.toString());
      if (split != null) {
        settings.put("split", split);
      }
      ClassifierEvaluationFiles.write(
          out.path(),
          report,
          people.withoutPicture(),
          opened.toString(),
          EvaluateCommand.origin(spec, labeller.describe(), settings));
      print(report, people.withoutPicture());
    }
  }

  private void print(LabelReport report, int withoutPicture) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(report.n() + " patches");
    if (withoutPicture > 0) {
      terminal.println(withoutPicture + " rows of the table have no picture; they are left out");
    }
    terminal.println("mean AP  " + EvaluateCommand.number(report.meanAp()));
    for (Map.Entry<String, LabelReport.OfLabel> of : report.labels().entrySet()) {
      terminal.printf(
          "  AP %s  F1 %s  n %4d  %s%n",
          EvaluateCommand.number(of.getValue().ap()),
          EvaluateCommand.number(of.getValue().f1()),
          of.getValue().n(),
          of.getKey());
    }
    terminal.println("Numbers and charts are in " + out.path() + " and beside it.");
    terminal.flush();
  }
}

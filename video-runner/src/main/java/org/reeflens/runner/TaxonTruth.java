package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Classifier;
import org.reeflens.evaluate.CropRun;
import org.reeflens.evaluate.GroupTable;
import org.reeflens.evaluate.LabelledFile;
import org.reeflens.evaluate.ScoredCrop;
import org.reeflens.evaluate.Share;
import org.reeflens.evaluate.TaxonReport;
import org.reeflens.export.ClassifierEvaluationFiles;
import org.reeflens.model.ModelPackage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A classifier against a folder for each taxon: what fish and corals have in common. */
final class TaxonTruth {

  @Option(
      names = "--groups",
      paramLabel = "CSV",
      description =
          "A table (file,group) of what belongs together, such as the crops of a track; they are"
              + " then named together, too.")
  private @Nullable Path groups;

  @Option(
      names = "--group-column",
      paramLabel = "NAME",
      defaultValue = "group",
      description = "The column of the group in that table (default: ${DEFAULT-VALUE}).")
  private String groupColumn;

  @Option(
      names = "--among",
      paramLabel = "NAME",
      split = ",",
      description =
          "Only the folders of these names, told from each other: no other class may be the"
              + " answer.")
  private List<String> among = List.of();

  void evaluate(CommandSpec spec, ModelPackage model, Classifier classifier, Path folder, Path out)
      throws IOException, InterruptedException {
    List<LabelledFile> files = LabelledFile.inFoldersOf(folder);
    CropRun.Groups belonging =
        groups == null ? CropRun.Groups.NONE : GroupTable.read(groups, groupColumn);
    if (!among.isEmpty()) {
      files = files.stream().filter(file -> among.contains(file.label())).toList();
    }
    List<ScoredCrop> crops =
        CropRun.over(classifier, files, belonging, new PictureLine(spec.commandLine().getErr()));
    if (!among.isEmpty()) {
      crops = TaxonReport.among(among, crops, classifier.namer());
    }
    TaxonReport report = TaxonReport.of(crops, classifier.namer());
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("pictures", folder.toString());
    if (groups != null) {
      settings.put("groups", groups + ", column " + groupColumn);
    }
    if (!among.isEmpty()) {
      settings.put("among", String.join(", ", among));
    }
    ClassifierEvaluationFiles.write(
        out,
        report,
        model.toString(),
        EvaluateCommand.origin(spec, classifier.describe(), settings));
    print(spec.commandLine().getOut(), report, out);
  }

  private static void print(PrintWriter terminal, TaxonReport report, Path out) {
    terminal.println(
        report.top1().n()
            + " crops of "
            + report.taxa().size()
            + " taxa that the model was taught");
    terminal.println("top-1        " + text(report.top1()));
    terminal.println("mean recall  " + EvaluateCommand.number(report.meanRecall()));
    terminal.println("ECE          " + EvaluateCommand.number(report.calibrationError()));
    TaxonReport.OfGroups groups = report.groups();
    if (groups != null) {
      terminal.println("groups       " + text(groups.top1()) + " of " + groups.top1().n());
    }
    for (Map.Entry<String, TaxonReport.Level> level : report.answers().levels().entrySet()) {
      terminal.printf(
          "answered     %s  %s%n",
          EvaluateCommand.number(level.getValue().share().share()), level.getKey());
    }
    terminal.println("wrong names  " + text(report.answers().wrong()) + " after back-off");
    TaxonReport.UntaughtTogether untaught = report.untaughtAnswers();
    if (untaught != null) {
      terminal.println(
          untaught.n()
              + " crops of "
              + report.untaught().size()
              + " taxa that it was not taught: "
              + String.join(", ", report.untaught().keySet()));
      terminal.println(
          "rejected, or named by a taxon above  " + text(untaught.rejectedOrRightAbove()));
      terminal.println("given a wrong species name           " + text(untaught.wrongSpecies()));
    }
    terminal.println("Numbers and charts are in " + out + " and beside it.");
    terminal.flush();
  }

  private static String text(Share share) {
    return EvaluateCommand.number(share.share()) + EvaluateCommand.interval(share.interval95());
  }
}

package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.reeflens.evaluate.ClearScores;
import org.reeflens.evaluate.HotaScores;
import org.reeflens.evaluate.IdentityScores;
import org.reeflens.evaluate.TrackingReport;
import org.reeflens.export.TrackingEvaluationFile;
import org.reeflens.track.MotFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens evaluate tracking}: a tracker's result against true tracks. */
@Command(
    name = "tracking",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares the tracks of any tracker with true tracks, both as MOT text"
          + " (frame,id,left,top,width,height,confidence; frames and pixels count from 1).",
      "",
      "Writes FILE.json with HOTA, DetA, AssA and LocA (mean and each of the nineteen overlaps),"
          + " MOTA, MOTP and switches, IDF1. docs/guides/evaluation.md says what each means."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class EvaluateTrackingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      paramLabel = "GT.txt",
      required = true,
      description = {
        "The true tracks. Rows with confidence 0 are not counted, by the rules of the MOT"
            + " Challenge. Give --truth and --result several times, in the same order, for several"
            + " sequences; the numbers are those of all together."
      })
  private List<Path> truths;

  @Option(
      names = "--result",
      paramLabel = "RES.txt",
      required = true,
      description = "The tracks that were found.")
  private List<Path> results;

  @Mixin private final OutFile out = new OutFile();

  @Override
  public Integer call() throws IOException {
    out.makeRoom();
    if (truths.size() != results.size()) {
      throw new IllegalArgumentException(
          "%d --truth and %d --result: give one result for each truth, in the same order"
              .formatted(truths.size(), results.size()));
    }
    List<TrackingEvaluationFile.Sequence> sequences = new ArrayList<>();
    int notCounted = 0;
    for (int i = 0; i < truths.size(); i++) {
      List<MotFile.Row> all = MotFile.readTracks(truths.get(i));
      List<MotFile.Row> truth = TrackingReport.counted(all);
      if (truth.isEmpty()) {
        throw new IOException(
            truths.get(i)
                + (all.isEmpty() ? " holds no track" : " has confidence 0 in every row")
                + "; there is nothing to compare with");
      }
      notCounted += all.size() - truth.size();
      sequences.add(
          new TrackingEvaluationFile.Sequence(
              truths.get(i).toString(),
              results.get(i).toString(),
              TrackingReport.of(truth, MotFile.readTracks(results.get(i)))));
    }
    TrackingReport together =
        TrackingReport.together(
            sequences.stream().map(TrackingEvaluationFile.Sequence::report).toList());
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("truth", String.join(", ", truths.stream().map(Path::toString).toList()));
    settings.put("result", String.join(", ", results.stream().map(Path::toString).toList()));
    TrackingEvaluationFile.write(
        out.path(), together, sequences, notCounted, EvaluateCommand.origin(spec, null, settings));
    print(together, notCounted);
    return ExitCode.COMPLETE;
  }

  private void print(TrackingReport report, int notCounted) {
    HotaScores hota = report.hota();
    ClearScores clear = report.clear();
    IdentityScores identity = report.identity();
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf(
        "%d true tracks, %d found, %d frames%n",
        report.truthTracks(), report.foundTracks(), clear.frames());
    if (notCounted > 0) {
      terminal.println(notCounted + " true boxes have confidence 0; they are not counted");
    }
    terminal.printf(
        "HOTA  %s  DetA %s  AssA %s  LocA %s%n",
        EvaluateCommand.number(hota.hota()),
        EvaluateCommand.number(hota.detA()),
        EvaluateCommand.number(hota.assA()),
        EvaluateCommand.number(hota.locA()));
    terminal.printf(
        "MOTA  %s  MOTP %s  switches %d  false boxes %d  missed %d%n",
        EvaluateCommand.number(clear.mota()),
        EvaluateCommand.number(clear.motp()),
        clear.idSwitches(),
        clear.falsePositives(),
        clear.falseNegatives());
    terminal.printf(
        "IDF1  %s  IDP %s  IDR %s%n",
        EvaluateCommand.number(identity.idf1()),
        EvaluateCommand.number(identity.idp()),
        EvaluateCommand.number(identity.idr()));
    terminal.println("Numbers are in " + out.path() + ".");
    terminal.flush();
  }
}

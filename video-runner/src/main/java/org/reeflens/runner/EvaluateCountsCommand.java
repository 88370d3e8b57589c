package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reeflens.evaluate.CountErrors;
import org.reeflens.evaluate.TrackCounts;
import org.reeflens.evaluate.TrackingReport;
import org.reeflens.export.CountEvaluationFile;
import org.reeflens.track.MotFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens evaluate counts}: counts against true counts. */
@Command(
    name = "counts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares the counts of one sequence of tracks, or the counts of a whole season, with the"
          + " truth.",
      "",
      "Of tracks (MOT text) it writes MaxN, MeanCount, first arrival, unique tracks and crossings"
          + " of truth and result, and their differences. Of a season it writes MAE, RMSE, bias,"
          + " nMAE, R² and slope with intervals. docs/guides/evaluation.md says what each means."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class EvaluateCountsCommand implements Callable<Integer> {

  /** Of the width, where the height of the picture is not given: that of most cameras. */
  private static final double USUAL_HEIGHT = 9.0 / 16;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** Either of the two. */
  private static final class Source {

    @ArgGroup(exclusive = false)
    private @Nullable Tracks tracks;

    @Option(
        names = "--pairs",
        paramLabel = "CSV",
        description =
            "A season instead: a table with the columns 'truth' and 'counted' and a row for each"
                + " clip, dive or night.")
    private @Nullable Path pairs;
  }

  /** One sequence. */
  private static final class Tracks {

    @Option(
        names = "--truth",
        paramLabel = "GT.txt",
        required = true,
        description = "The true tracks; rows with confidence 0 are not counted.")
    private Path truth;

    @Option(
        names = "--result",
        paramLabel = "RES.txt",
        required = true,
        description = "The tracks that were found.")
    private Path result;

    @Option(
        names = "--width",
        paramLabel = "W",
        required = true,
        description = "Width of the picture, pixels.")
    private int width;

    @Option(
        names = "--height",
        paramLabel = "H",
        description =
            "Height of the picture, pixels (default: 9/16 of the width). It only decides which"
                + " tracks moved too little to count as a crossing.")
    private @Nullable Integer height;

    @Option(
        names = "--frames",
        paramLabel = "N",
        required = true,
        description = "Frames of the sequence, those without any animal included.")
    private int frames;

    TrackCounts counts(Path file, List<MotFile.Row> rows) throws IOException {
      int high = height == null ? Math.max(1, (int) Math.round(width * USUAL_HEIGHT)) : height;
      try {
        return TrackCounts.of(rows, width, high, frames);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
  }

  @Mixin private final OutFile out = new OutFile();

  @Override
  public Integer call() throws IOException {
    out.makeRoom();
    if (source.tracks != null) {
      compareTracks(source.tracks);
    } else {
      compareSeason(Objects.requireNonNull(source.pairs));
    }
    spec.commandLine().getOut().println("Numbers are in " + out.path() + ".");
    spec.commandLine().getOut().flush();
    return ExitCode.COMPLETE;
  }

  private void compareTracks(Tracks tracks) throws IOException {
    TrackCounts truth =
        tracks.counts(tracks.truth, TrackingReport.counted(MotFile.readTracks(tracks.truth)));
    TrackCounts result = tracks.counts(tracks.result, MotFile.readTracks(tracks.result));
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("truth", tracks.truth.toString());
    settings.put("result", tracks.result.toString());
    CountEvaluationFile.write(
        out.path(), truth, result, EvaluateCommand.origin(spec, null, settings));
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%-14s %10s %10s%n", "", "truth", "result");
    terminal.printf("%-14s %10d %10d%n", "MaxN", truth.maxN(), result.maxN());
    terminal.printf(
        "%-14s %10s %10s%n",
        "MeanCount",
        EvaluateCommand.number(truth.meanCount()),
        EvaluateCommand.number(result.meanCount()));
    terminal.printf(
        "%-14s %10s %10s%n",
        "first frame", text(truth.firstArrivalFrame()), text(result.firstArrivalFrame()));
    terminal.printf(
        "%-14s %10d %10d%n", "unique tracks", truth.uniqueTracks(), result.uniqueTracks());
    terminal.printf("%-14s %10d %10d%n", "to the left", truth.left(), result.left());
    terminal.printf("%-14s %10d %10d%n", "to the right", truth.right(), result.right());
  }

  private static String text(@Nullable Integer frame) {
    return frame == null ? "-" : frame.toString();
  }

  private void compareSeason(Path pairs) throws IOException {
    CountErrors errors = CountErrors.of(CountErrors.read(pairs));
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("pairs", pairs.toString());
    CountEvaluationFile.write(out.path(), errors, EvaluateCommand.origin(spec, null, settings));
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(errors.n() + " samples");
    print(terminal, "MAE", errors.mae());
    print(terminal, "RMSE", errors.rmse());
    print(terminal, "bias", errors.bias());
    print(terminal, "nMAE", errors.nMae());
    print(terminal, "slope", errors.slope());
    print(terminal, "R²", errors.r2());
  }

  private static void print(
      PrintWriter terminal, String name, CountErrors.@Nullable WithInterval number) {
    terminal.printf(
        "%-6s %s%s%n",
        name,
        EvaluateCommand.number(number == null ? null : number.value()),
        EvaluateCommand.interval(number == null ? null : number.interval95()));
  }
}

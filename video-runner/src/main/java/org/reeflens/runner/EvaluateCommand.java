package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.export.EvaluationOrigin;
import org.reeflens.pipeline.VisionRuntime;
import org.reeflens.stats.Interval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reeflens evaluate}: a model against truth, in the field's metrics. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Compares what a model says with what people saw.",
    subcommands = {
      EvaluateDetectionCommand.class,
      EvaluateSpeciesCommand.class,
      EvaluateCoralCommand.class
    })
final class EvaluateCommand {

  private EvaluateCommand() {}

  /**
   * Makes the folder of the results, before hours are spent on them.
   *
   * @throws IOException if there is no place for the file
   */
  static void makeRoomFor(Path out) throws IOException {
    if (Files.isDirectory(out)) {
      throw new IOException(out + " is a folder; name a file, such as " + out.resolve("eval.json"));
    }
    Path folder = out.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("the folder " + folder + " cannot be made", e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("the folder " + folder + " cannot be written to");
    }
  }

  static EvaluationOrigin origin(
      CommandSpec spec, String model, SortedMap<String, String> settings) {
    List<String> command = new ArrayList<>(List.of("reeflens"));
    command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return new EvaluationOrigin(
        VisionRuntime.software(), VisionRuntime.platform(), command, model, settings);
  }

  /** A number for the terminal; a dash where it is unknown. */
  static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** An interval for the terminal, such as {@code (0.861 to 0.903)}; nothing where unknown. */
  static String interval(@Nullable Interval interval) {
    return interval == null
        ? ""
        : String.format(Locale.ROOT, " (%.3f to %.3f)", interval.low(), interval.high());
  }
}

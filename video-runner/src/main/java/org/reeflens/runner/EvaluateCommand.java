package org.reeflens.runner;

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

/** {@code reeflens evaluate}: models and their results against truth, in the field's metrics. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Compares what a model or a tracker says with what people saw.",
    subcommands = {
      EvaluateDetectionCommand.class,
      EvaluateSpeciesCommand.class,
      EvaluateCoralCommand.class,
      EvaluateTrackingCommand.class,
      EvaluateCountsCommand.class,
      EvaluateBoxesCommand.class
    })
final class EvaluateCommand {

  private EvaluateCommand() {}

  static EvaluationOrigin origin(
      CommandSpec spec, @Nullable String model, SortedMap<String, String> settings) {
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

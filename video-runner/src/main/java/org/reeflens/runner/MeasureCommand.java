package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens measure}: lengths of animals. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures animals by points that were marked in the two pictures of a stereo pair.",
      "",
      "Each length comes with its standard error, its range, how badly the rays meet, and whether"
          + " it keeps the rules of stereo surveys. docs/guides/stereo.md says what each number"
          + " means."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class MeasureCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final PointsMeasuring points = new PointsMeasuring();

  @Option(
      names = "--out",
      paramLabel = "LENGTHS.csv",
      required = true,
      description = "Where the lengths go.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    points.measure(out, spec.commandLine().getOut(), spec.commandLine().getErr());
    return ExitCode.COMPLETE;
  }
}

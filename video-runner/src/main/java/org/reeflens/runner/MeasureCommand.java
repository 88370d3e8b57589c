package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens measure}: where a fish begins and ends, and how long it is. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures fish in pictures.",
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class MeasureCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Form form;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      required = true,
      description = "Where the points or lengths go.")
  private Path out;

  /** What is given. */
  private static final class Form {
    @ArgGroup(exclusive = false, heading = "%nSnout and fork in an outline:%n")
    private MaskForm mask;
  }

  @Override
  public Integer call() throws IOException {
    OutFile.makeRoomFor(out);
    form.mask.run(out, spec.commandLine().getOut());
    return ExitCode.COMPLETE;
  }
}

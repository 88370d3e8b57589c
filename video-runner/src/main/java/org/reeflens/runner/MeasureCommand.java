package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeflens measure}: where a fish begins and ends, and how long it is. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures animals: by points that were marked in the two pictures of a stereo pair or in one"
          + " picture, or finds the points.",
      "",
      "A length of a stereo pair comes with its standard error, its range, how badly the rays meet,"
          + " and whether it keeps the rules of stereo surveys: docs/guides/stereo.md. One camera"
          + " measures by lasers, a ruler, a quadrat or a known distance: docs/guides/size.md."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class MeasureCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final PointsMeasuring points = new PointsMeasuring();

  @Mixin private final ScaleChoice scale = new ScaleChoice();

  @ArgGroup private @Nullable Form form;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      required = true,
      description = "Where the points or lengths go.")
  private Path out;

  /** What is given instead of marked points. */
  private static final class Form {
    @ArgGroup(exclusive = false, heading = "%nSnout and fork in an outline:%n")
    private @Nullable MaskForm mask;
  }

  @Override
  public Integer call() throws IOException {
    OutFile.makeRoomFor(out);
    PrintWriter terminal = spec.commandLine().getOut();
    if (form == null || form.mask == null) {
      if (scale.isAsked()) {
        points.measureInPicture(scale, out, terminal);
        return ExitCode.COMPLETE;
      }
      points.measure(out, terminal, spec.commandLine().getErr());
      return ExitCode.COMPLETE;
    }
    if (points.isGiven()) {
      throw new IllegalArgumentException("--points and --mask are two ways to measure; name one");
    }
    form.mask.run(out, terminal);
    return ExitCode.COMPLETE;
  }
}

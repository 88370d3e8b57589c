package org.reeflens.runner;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The entry of the command line. */
@Command(
    name = "reeflens",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Turns underwater video into the numbers a marine survey reports.",
    subcommands = {InventoryCommand.class, ModelsCommand.class, DoctorCommand.class},
    footer = {
      "",
      "Start here:",
      "  ./reeflens inventory dive.mp4 --out results/",
      "  ./reeflens inventory --help"
    })
public final class Main {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "After a failure, print where in the program it happened.")
  private boolean debug;

  private Main() {}

  /**
   * Runs the program and ends the Java machine with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  /** Runs the program: 0 complete, 2 bad usage or input, 3 partial results. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(command.getColorScheme().errorText(sentence(failure)));
          if (main.debug) {
            failure.printStackTrace(command.getErr());
          }
          return failure instanceof PartialResults ? ExitCode.PARTIAL : ExitCode.BAD_INPUT;
        });
    return line.execute(args);
  }

  /** One sentence: the failure's own, or what kind of failure it is where it says nothing. */
  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    return "reeflens: "
        + (message == null ? failure.toString() : message.lines().findFirst().orElse(""));
  }
}

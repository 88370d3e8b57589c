package org.reeflens.runner;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
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
    subcommands = {
      InventoryCommand.class,
      WatchCommand.class,
      TeachCommand.class,
      TuneTrackerCommand.class,
      TrackCommand.class,
      CalibrateCommand.class,
      MeasureCommand.class,
      EvaluateCommand.class,
      DiversityCommand.class,
      ModelsCommand.class,
      DoctorCommand.class
    },
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

  private final KeyboardInterrupt interrupt = new KeyboardInterrupt();

  private Main() {}

  /**
   * Runs the program and ends the Java machine with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  /** Writes lines as the terminal reads them. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /** Runs the program: 0 complete, 2 bad usage or input, 3 partial results. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(commandLine(out, err), args);
  }

  /** Runs the program; whatever happens, it ends with a sentence and an exit code of its own. */
  static int run(CommandLine line, String... args) {
    Main main = line.getCommand();
    int code;
    try {
      code = line.execute(args);
    } catch (Error failure) {
      // Such as a native library that does not fit this machine.
      code = main.report(failure, line);
    }
    main.interrupt.finished();
    return code;
  }

  /** The command line with all its commands. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, command, parsed) -> main.report(failure, command));
    return line;
  }

  private int report(Throwable failure, CommandLine command) {
    String sentence = "reeflens: " + message(failure);
    command.getErr().println(command.getColorScheme().errorText(sentence));
    if (debug) {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return failure instanceof PartialResults ? ExitCode.PARTIAL : ExitCode.BAD_INPUT;
  }

  /**
   * One sentence: the failure's own, or what kind of failure it is where it says nothing. An error
   * of Java itself is not made to be read alone, so its kind goes first.
   */
  static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() || failure instanceof Error
        ? failure.toString().lines().findFirst().orElse("")
        : message.lines().findFirst().orElse("");
  }

  /** How the run learns of Ctrl-C. */
  KeyboardInterrupt interrupt() {
    return interrupt;
  }
}

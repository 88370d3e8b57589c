package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Whatever fails, the program ends with one sentence and an exit code of its own. */
class FailureTest {

  @Command(name = "fail")
  private record Failing(Throwable failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  @Test
  void aNativeLibraryThatDoesNotFitIsNoStackTrace() {
    Terminal ran = run(new UnsatisfiedLinkError("no jniavutil in java.library.path"));

    assertThat(ran.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.err().strip())
        .isEqualTo("reeflens: java.lang.UnsatisfiedLinkError: no jniavutil in java.library.path");
  }

  @Test
  void aFailureWithoutWordsIsNamed() {
    assertThat(run(new IllegalStateException("")).err().strip())
        .startsWith("reeflens: java.lang.IllegalStateException");
  }

  @Test
  void partialResultsHaveTheirOwnExitCode() {
    Terminal ran = run(new PartialResults("The disk is full.", new IllegalStateException()));

    assertThat(ran.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(ran.err().strip()).isEqualTo("reeflens: The disk is full.");
  }

  private static Terminal run(Throwable failure) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(new PrintWriter(out), new PrintWriter(err));
    line.addSubcommand(new Failing(failure));
    // Once more, for the command that was added.
    line.setErr(line.getErr());
    line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    int code = Main.run(line, "fail");
    return new Terminal(code, out.toString(), err.toString());
  }
}

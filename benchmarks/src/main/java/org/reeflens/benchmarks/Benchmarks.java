package org.reeflens.benchmarks;

import java.util.Arrays;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the JMH benchmarks with allocation rates: {@code short}, about four minutes for a look at
 * every part, or {@code full}, every setting with the errors small, more than an hour. Arguments of
 * JMH may follow, such as the name of a benchmark.
 */
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs them. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    String which = arguments.length == 0 ? "" : arguments[0];
    if (!which.equals("short") && !which.equals("full")) {
      System.err.println("Say 'short' or 'full', and perhaps what JMH shall do.");
      System.exit(2);
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length)))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true);
    if (which.equals("short")) {
      options
          .warmupIterations(1)
          .warmupTime(TimeValue.seconds(1))
          .measurementIterations(2)
          .measurementTime(TimeValue.seconds(1))
          .param("threads", "2")
          .param("batch", "8")
          .param("boxes", "50")
          .param("animals", "50")
          .param("crops", "8")
          .param("tracker", "BYTETRACK")
          .param("engine", "ONNXRUNTIME");
    }
    new Runner(options.build()).run();
  }
}

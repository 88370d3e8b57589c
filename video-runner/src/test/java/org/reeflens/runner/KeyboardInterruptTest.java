package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a polite kill does to a run, tried on a program of its own. */
@Timeout(60)
class KeyboardInterruptTest {

  /** A run that stops when it is asked to, and takes its time to say so. */
  static final class SlowRun {
    private SlowRun() {}

    public static void main(String[] args) throws InterruptedException {
      KeyboardInterrupt interrupt = new KeyboardInterrupt();
      interrupt.watch();
      System.out.println("ready");
      while (!interrupt.happened()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      TimeUnit.MILLISECONDS.sleep(300);
      System.out.println("written");
      interrupt.finished();
      System.exit(Integer.parseInt(args[0]));
    }
  }

  /** A run that is in the middle of native work; what others clean up at the end would hurt it. */
  static final class NativeRun {
    private NativeRun() {}

    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("engine closed")));
      KeyboardInterrupt interrupt = new KeyboardInterrupt();
      interrupt.watch();
      System.out.println("ready");
      while (!interrupt.happened()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      TimeUnit.MILLISECONDS.sleep(300);
      System.out.println("written");
      interrupt.finished();
      System.exit(ExitCode.PARTIAL);
    }
  }

  /** A program that is busy with something that no one can lose. */
  static final class Unwatched {
    private Unwatched() {}

    public static void main(String[] args) throws InterruptedException {
      System.out.println("ready");
      TimeUnit.MINUTES.sleep(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void theRunHasTheLastWordAndItsExitCodeCounts(int code) throws Exception {
    Process program = start(SlowRun.class, Integer.toString(code));

    List<String> said = killWhenReady(program);

    assertThat(said).containsExactly("written");
    assertThat(program.waitFor()).isEqualTo(code);
  }

  /** ONNX Runtime's hook freed the engine under a network that still ran: the process crashed. */
  @Test
  void nothingIsTakenDownBeforeTheRunHasEnded() throws Exception {
    Process program = start(NativeRun.class);

    assertThat(killWhenReady(program)).containsExactly("written", "engine closed");
    assertThat(program.waitFor()).isEqualTo(ExitCode.PARTIAL);
  }

  @Test
  void aProgramThatIsNotWatchedEndsAtOnce() throws Exception {
    Process program = start(Unwatched.class);

    assertThat(killWhenReady(program)).isEmpty();
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private static List<String> killWhenReady(Process program) throws IOException {
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      // By its handle, which leaves open what the program still has to say.
      program.toHandle().destroy();
      return out.lines().toList();
    }
  }

  private static Process start(Class<?> main, String... args) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                Stream.of(args))
            .toList();
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}

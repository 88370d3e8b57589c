package org.reeflens.runner;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C (or a polite kill) while a run is under way: asks the run to stop, waits until its partial
 * results are written and its last word is said, and ends the program with the run's exit code.
 */
final class KeyboardInterrupt {

  /** Longest wait for the partial results, seconds; then the program ends all the same. */
  private static final int PATIENCE_SECONDS = 60;

  private final AtomicBoolean happened = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "reeflens-interrupt");
  private volatile int exitCode = ExitCode.PARTIAL;

  /** From now on an interrupt waits for {@link #finished}; before, it ends the program at once. */
  void watch() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean happened() {
    return happened.get();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    happened.set(true);
    try {
      boolean written = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      System.err.println(
          written
              ? "reeflens: stopped on request; what was counted until then is written."
              : "reeflens: the run did not stop in time; its results are incomplete.");
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /**
   * The run is over, and all it had to say is written.
   *
   * @param code what the program tells the shell
   */
  void finished(int code) {
    exitCode = code;
    finished.countDown();
    if (!happened.get()) {
      forget();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running or about to; it knows the exit code.
    }
  }
}

package org.reeflens.runner;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C (or a polite kill) while a run is under way: asks the run to stop, waits until its partial
 * results are written, and ends the program with the code for partial results.
 */
final class KeyboardInterrupt implements AutoCloseable {

  /** Longest wait for the partial results, seconds; then the program ends all the same. */
  private static final int PATIENCE_SECONDS = 60;

  private final AtomicBoolean happened = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "reeflens-interrupt");

  private KeyboardInterrupt() {}

  static KeyboardInterrupt watch() {
    KeyboardInterrupt watch = new KeyboardInterrupt();
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
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
    Runtime.getRuntime().halt(ExitCode.PARTIAL);
  }

  /** The run is over and its results are written. */
  @Override
  public void close() {
    finished.countDown();
  }
}

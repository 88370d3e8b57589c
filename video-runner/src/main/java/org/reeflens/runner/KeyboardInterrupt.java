package org.reeflens.runner;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C (or a polite kill) while a run is under way: asks the run to stop, so that it writes its
 * partial results and ends the program with its own exit code. A second one, or a run that does not
 * stop in time, ends the program at once.
 *
 * <p>The signal is caught before Java begins to shut down: its shutdown hooks run side by side, and
 * ONNX Runtime's takes the engine away from a network that still runs, which kills the process.
 */
final class KeyboardInterrupt {

  /** Longest wait for the partial results, seconds; then the program ends all the same. */
  private static final int PATIENCE_SECONDS = 60;

  private final AtomicBoolean happened = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Runnable forget = () -> {};
  private volatile Runnable stopRun = () -> {};

  /** From now on an interrupt waits for {@link #finished}; before, it ends the program at once. */
  void watch() {
    forget = Signals.onStop(this::stop);
  }

  /** As {@link #watch()}, for a run that may wait for something that never comes. */
  void watch(Runnable stop) {
    stopRun = stop;
    watch();
  }

  boolean happened() {
    return happened.get();
  }

  private void stop() {
    if (happened.getAndSet(true)) {
      Runtime.getRuntime().halt(ExitCode.PARTIAL);
    }
    stopRun.run();
    Thread patience = new Thread(this::await, "reeflens-interrupt");
    patience.setDaemon(true);
    patience.start();
  }

  private void await() {
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("reeflens: the run did not stop in time; its results are incomplete.");
        Runtime.getRuntime().halt(ExitCode.PARTIAL);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run is over, and all it had to say is written; an interrupt ends the program again. */
  void finished() {
    finished.countDown();
    if (happened.get()) {
      System.err.println("reeflens: stopped on request; what was counted until then is written.");
    } else {
      forget.run();
    }
  }

  /** The signals that ask a program to stop; Java has no public way to hear of them. */
  private static final class Signals {

    private static final List<String> STOP = List.of("INT", "TERM");

    private Signals() {}

    /** What to call to have it as it was before. */
    static Runnable onStop(Runnable action) {
      try {
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object called =
            Proxy.newProxyInstance(
                handler.getClassLoader(),
                new Class<?>[] {handler},
                (proxy, method, args) -> {
                  if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                  }
                  return method.invoke(action, args);
                });
        Map<String, Object> before = new TreeMap<>();
        for (String name : STOP) {
          before.put(name, handle(name, handler, called));
        }
        return () -> restore(handler, before);
      } catch (ReflectiveOperationException kept) {
        // Where the machine keeps its signals to itself, they end the program as they do.
        return () -> {};
      }
    }

    private static void restore(Class<?> handler, Map<String, Object> before) {
      try {
        for (Map.Entry<String, Object> one : before.entrySet()) {
          handle(one.getKey(), handler, one.getValue());
        }
      } catch (ReflectiveOperationException refused) {
        throw new IllegalStateException("a signal can be caught but not given back", refused);
      }
    }

    private static Object handle(String name, Class<?> handler, Object called)
        throws ReflectiveOperationException {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Object one = signal.getConstructor(String.class).newInstance(name);
      return signal.getMethod("handle", signal, handler).invoke(null, one, called);
    }
  }
}

package org.reeflens.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches the threads of this program from outside the pipeline: what each allocates, and on Linux
 * the processor time of all, the native ones of FFmpeg and of the engines included. A thread tells
 * nothing once it is over, so all are asked five times a second; what a thread does in its last
 * fifth is missed.
 */
final class ThreadTimes implements AutoCloseable {

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final long PERIOD_MILLIS = 200;

  private static final List<String> STAGES =
      List.of("decoding", "packing", "detecting", "analysing");

  /** What a thread opens the network in, so that the engine's own threads take its name. */
  static final String NETWORK = "network";

  private static final String WATCH = "watch";

  private record Task(String name, long nanos) {}

  private final ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, WATCH));
  private final Map<String, Task> first;
  private final Map<String, Task> last;
  private final Map<Long, Long> allocatedBefore;
  private final Map<Long, Long> allocated;

  /** Begins to watch. */
  ThreadTimes() {
    first = tasks();
    last = new HashMap<>(first);
    allocatedBefore = allocations();
    allocated = new HashMap<>(allocatedBefore);
    var unused =
        watch.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    last.putAll(tasks());
    allocated.putAll(allocations());
  }

  private Map<Long, Long> allocations() {
    long[] ids = beans.getAllThreadIds();
    long[] bytes = beans.getThreadAllocatedBytes(ids);
    Map<Long, Long> byId = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) {
        byId.put(ids[i], bytes[i]);
      }
    }
    return byId;
  }

  private static Map<String, Task> tasks() {
    Map<String, Task> found = new HashMap<>();
    if (!Files.isDirectory(TASKS)) {
      return found;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(TASKS)) {
      for (Path thread : threads) {
        try {
          String name = Files.readString(thread.resolve("comm")).strip();
          String ran = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
          found.put(thread.getFileName().toString(), new Task(name, Long.parseLong(ran)));
        } catch (IOException over) {
          // It ended between the listing and the reading.
        }
      }
    } catch (IOException unknown) {
      return found;
    }
    return found;
  }

  /** Processor seconds since the beginning by what threads do, the watching left out. */
  synchronized Map<String, Double> seconds() {
    look();
    Map<String, Double> seconds = new TreeMap<>();
    last.forEach(
        (id, task) -> {
          if (!task.name.equals(WATCH)) {
            seconds.merge(does(task.name), since(id, task), Double::sum);
          }
        });
    return seconds;
  }

  /** Processor seconds that the watching itself took. */
  synchronized double watchingSeconds() {
    look();
    return last.entrySet().stream()
        .filter(entry -> entry.getValue().name.equals(WATCH))
        .mapToDouble(entry -> since(entry.getKey(), entry.getValue()))
        .sum();
  }

  private double since(String id, Task task) {
    Task before = first.get(id);
    return (task.nanos - (before == null ? 0 : before.nanos)) / 1e9;
  }

  /** Bytes allocated since the beginning. */
  synchronized long allocatedBytes() {
    look();
    return allocated.entrySet().stream()
        .mapToLong(e -> e.getValue() - allocatedBefore.getOrDefault(e.getKey(), 0L))
        .sum();
  }

  /** Linux keeps 15 letters of a name, so that the last ones of a stage's are missing. */
  private static String does(String name) {
    if (name.startsWith("av:")) {
      return "decoding";
    } else if (name.equals(NETWORK)) {
      return "detecting";
    } else if (name.startsWith("C1 ") || name.startsWith("C2 ")) {
      return "compiling";
    } else if (name.startsWith("VM ") || name.startsWith("GC ")) {
      return "collecting garbage";
    }
    return STAGES.stream()
        .filter(stage -> ("reeflens-" + stage).startsWith(name) && name.length() > 9)
        .findFirst()
        .orElse("other");
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}

package org.reeflens.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time, user and system together, nanoseconds; -1 where the system does not tell. */
final class ProcessorTime {

  private ProcessorTime() {}

  /** Of the calling thread since it began. */
  static long ofThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : -1;
  }

  /** Of all threads of the program, native ones included, since it began. */
  static long ofProgram() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : -1;
  }
}

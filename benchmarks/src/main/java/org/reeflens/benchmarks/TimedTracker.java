package org.reeflens.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.track.TrackPoint;
import org.reeflens.track.Tracker;

/** A tracker that adds up its processor time. */
final class TimedTracker implements Tracker {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Tracker tracker;
  private long nanos;

  TimedTracker(Tracker tracker) {
    this.tracker = tracker;
  }

  /** Processor time so far. */
  double seconds() {
    return nanos / 1e9;
  }

  @Override
  public List<TrackPoint> update(double timeSeconds, List<Detection> detections, Affine camera) {
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      return tracker.update(timeSeconds, detections, camera);
    } finally {
      nanos += THREADS.getCurrentThreadCpuTime() - start;
    }
  }

  @Override
  public String describe() {
    return tracker.describe();
  }
}

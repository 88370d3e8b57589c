package org.reeflens.benchmarks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reeflens.survey.RunMetrics;

/**
 * What a program found in a film and what it cost. Models are loaded and warmed up before; times
 * run from the opening of the file to the finished counts.
 *
 * @param program name and versions
 * @param engine what ran the network, and how
 * @param frames frames of the film as far as it was analysed
 * @param framesDecoded how many of them were decoded
 * @param filmSeconds how much of the film was analysed
 * @param wallSeconds time on the clock
 * @param processorSeconds processor time of all threads, user and system
 * @param peakMegabytes most memory that was resident since the program began, MB of 10^6 bytes; 0
 *     where the system does not tell
 * @param alone what the work that must be done costs by itself; null if not measured
 * @param maxN most animals in one frame
 * @param maxNSeconds when that was, seconds
 * @param samples what the detector reported for each analysed frame
 * @param more what only ours tells; null for others
 */
record DiveReport(
    String program,
    String engine,
    int frames,
    int framesDecoded,
    double filmSeconds,
    double wallSeconds,
    double processorSeconds,
    double peakMegabytes,
    @Nullable Alone alone,
    int maxN,
    double maxNSeconds,
    List<Sample> samples,
    @Nullable More more) {

  /**
   * Processor time of the work that no program can do without, each by one thread, so that no
   * waiting is counted for work.
   *
   * @param decodingSeconds decoding the same frames and nothing else
   * @param everyFrameSeconds decoding every frame, also those that the program left out
   * @param forwardSeconds the same number of forward passes
   */
  record Alone(double decodingSeconds, double everyFrameSeconds, double forwardSeconds) {

    double seconds() {
      return decodingSeconds + forwardSeconds;
    }
  }

  /**
   * An analysed frame.
   *
   * @param seconds when it is shown
   * @param boxes left, top, right, bottom in source pixels, and the confidence, by falling
   *     confidence
   */
  record Sample(double seconds, List<List<Double>> boxes) {}

  /**
   * What is told of our pipeline only.
   *
   * @param allocatedMegabytes what Java threads allocated on the heap, MB of 10^6 bytes
   * @param threadSeconds processor time of all threads by what they do, native ones included; empty
   *     where the system does not tell
   * @param trackingSeconds processor time spent in the tracker
   * @param metrics the pipeline's own account
   */
  record More(
      double allocatedMegabytes,
      Map<String, Double> threadSeconds,
      double trackingSeconds,
      RunMetrics metrics) {

    /** Processor time of threads that do this, seconds. */
    double secondsOf(String work) {
      return threadSeconds.getOrDefault(work, 0.0);
    }
  }

  /** Mean number of boxes in a sample from a confidence on. */
  double meanBoxes(double confidence) {
    return samples.stream()
        .mapToLong(s -> s.boxes.stream().filter(box -> box.get(4) >= confidence).count())
        .average()
        .orElse(0);
  }
}

package org.reeflens.survey;

import java.util.List;

/**
 * What an analysis cost: where its time went, and which stage waited for which. Times are seconds,
 * from the first frame asked for to the last one analysed; loading models and writing results are
 * not in them. No two runs have the same, so they stand beside the provenance and not in it.
 *
 * @param wallSeconds how long it took on the clock
 * @param processorSeconds processor time of the whole program in that time, all threads together,
 *     those of the decoder and of the engine included; less than 0 if the system does not tell
 * @param processors how many processors the program may use
 * @param frames frames that were analysed
 * @param stages the stages in the order that a frame takes
 * @param queues the queues between them: the first is that from the first stage to the second
 */
public record RunMetrics(
    double wallSeconds,
    double processorSeconds,
    int processors,
    int frames,
    List<Stage> stages,
    List<Queue> queues) {

  /** Copies the lists. */
  public RunMetrics {
    stages = List.copyOf(stages);
    queues = List.copyOf(queues);
  }

  /** Part of the processors' time that was used, 0 to 1; above 1 only by errors of the clocks. */
  public double load() {
    return processorSeconds / (processors * wallSeconds);
  }

  /**
   * What one stage did. Wall time that is neither waited is worked.
   *
   * @param name such as {@code decoding}
   * @param processorSeconds processor time of the stage's own thread; threads that a decoder or an
   *     engine starts are not in it. Less than 0 if the system does not tell
   * @param waitedForWorkSeconds how long it waited for the stage before it
   * @param waitedForRoomSeconds how long it waited for the stages behind it, with something done
   */
  public record Stage(
      String name,
      double processorSeconds,
      double waitedForWorkSeconds,
      double waitedForRoomSeconds) {}

  /**
   * How full a queue was.
   *
   * @param capacity how many items it holds, frames or batches
   * @param meanItems how many it held, one that waits for room included, averaged over time: 0 to
   *     capacity + 1
   */
  public record Queue(int capacity, double meanItems) {}
}

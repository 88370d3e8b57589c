package org.reeflens.benchmarks;

/**
 * How much of what a program spends is the work that no program can do without: decoding the frames
 * and the forward passes.
 *
 * @param ofClock that work over all processors' time on the clock: pipeline efficiency, 0 to 1. On
 *     a machine that others use too it says more about them
 * @param ofProcessor that work over the processor time that the program used, 0 to 1
 */
record Ceiling(double ofClock, double ofProcessor) {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  static Ceiling of(double aloneSeconds, double wallSeconds, double processorSeconds) {
    return new Ceiling(aloneSeconds / (PROCESSORS * wallSeconds), aloneSeconds / processorSeconds);
  }
}

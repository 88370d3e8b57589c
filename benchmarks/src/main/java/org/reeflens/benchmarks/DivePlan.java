package org.reeflens.benchmarks;

/**
 * What a program is to do with a film, as JSON: one contract for ours ({@link DiveRun}) and for the
 * Python pipeline that it is compared with.
 *
 * @param film the video file
 * @param model folder of the model package that finds the animals
 * @param engine {@code onnxruntime}, {@code pytorch}, or {@code best} for the program's own choice
 * @param threads processor threads of the engine, 0 for the program's own choice
 * @param batch pictures in a forward pass, 0 for what the package says
 * @param samplesPerSecond frames to analyse in a second of film
 * @param warmUpSeconds how much of the film's beginning is analysed beforehand, not measured
 * @param alone whether decoding and the forward passes are measured by themselves too
 * @param report where to write the {@link DiveReport}, as JSON
 */
record DivePlan(
    String film,
    String model,
    String engine,
    int threads,
    int batch,
    double samplesPerSecond,
    double warmUpSeconds,
    boolean alone,
    String report) {

  static final String BEST = "best";

  /** As it ships: the package's engine, threads and batch, five frames a second. */
  static DivePlan of(String film, String model, String report) {
    return new DivePlan(film, model, BEST, 0, 0, 5, 5, false, report);
  }

  DivePlan with(String otherEngine, int otherThreads, int otherBatch) {
    return new DivePlan(
        film,
        model,
        otherEngine,
        otherThreads,
        otherBatch,
        samplesPerSecond,
        warmUpSeconds,
        alone,
        report);
  }

  DivePlan withAlone(boolean measured) {
    return new DivePlan(
        film, model, engine, threads, batch, samplesPerSecond, warmUpSeconds, measured, report);
  }
}

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
 * @param seconds how much of the film is analysed, from its beginning; all of it if it is shorter
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
    double seconds,
    double warmUpSeconds,
    boolean alone,
    String report) {

  /** The engine that a program takes by itself. */
  static final String BEST = "best";

  /** Longer than any film. */
  private static final double WHOLE = 1e9;

  /** Enough for Java to have compiled most of what it runs, seconds of film. A guess. */
  private static final double WARM_UP = 15;

  /** A film as ours ships: the package's batch, five frames a second. */
  static DivePlan of(String film, String model) {
    return new DivePlan(film, model, BEST, 0, 0, 5, WHOLE, WARM_UP, false, "");
  }

  DivePlan withEngine(String chosen, int chosenThreads, int chosenBatch) {
    return new DivePlan(
        film,
        model,
        chosen,
        chosenThreads,
        chosenBatch,
        samplesPerSecond,
        seconds,
        warmUpSeconds,
        alone,
        report);
  }

  DivePlan withAlone(boolean measured) {
    return new DivePlan(
        film,
        model,
        engine,
        threads,
        batch,
        samplesPerSecond,
        seconds,
        warmUpSeconds,
        measured,
        report);
  }

  DivePlan withSeconds(double part) {
    return new DivePlan(
        film, model, engine, threads, batch, samplesPerSecond, part, warmUpSeconds, alone, report);
  }

  DivePlan withReport(String file) {
    return new DivePlan(
        film, model, engine, threads, batch, samplesPerSecond, seconds, warmUpSeconds, alone, file);
  }
}

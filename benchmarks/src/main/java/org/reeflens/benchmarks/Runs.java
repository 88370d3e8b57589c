package org.reeflens.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The runs of one program over the same film. */
final class Runs {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Program program;
  private final List<DiveReport> reports = new ArrayList<>();

  Runs(Program program) {
    this.program = program;
  }

  /** Runs once more; decoding and forward passes alone are measured with the first run only. */
  void again(DivePlan plan) throws IOException, InterruptedException {
    reports.add(program.run(plan.withAlone(reports.isEmpty())));
  }

  String name() {
    return program.name();
  }

  int count() {
    return reports.size();
  }

  DiveReport first() {
    return reports.get(0);
  }

  DiveReport.Alone alone() {
    return Objects.requireNonNull(first().alone());
  }

  double wallSeconds() {
    return median(DiveReport::wallSeconds);
  }

  double processorSeconds() {
    return median(DiveReport::processorSeconds);
  }

  double peakMegabytes() {
    return median(DiveReport::peakMegabytes);
  }

  /**
   * Pipeline efficiency: decoding and forward passes alone, as a part of all processors' time on
   * the clock, 0 to 1. On a machine that others use too it says more about them.
   */
  double efficiency() {
    return alone().seconds() / (PROCESSORS * wallSeconds());
  }

  /** Decoding and forward passes alone, as a part of the processor time that was used, 0 to 1. */
  double workShare() {
    return alone().seconds() / processorSeconds();
  }

  private double median(ToDoubleFunction<DiveReport> number) {
    double[] sorted = reports.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

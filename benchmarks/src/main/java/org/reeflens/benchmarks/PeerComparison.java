package org.reeflens.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;

/**
 * Ours and the Python pipeline in turns on the same film, and the medians of what they took. No
 * time is told unless all of them found the same. Options: {@code --python} the interpreter, {@code
 * --rounds} how often each runs, {@code --fish} in the rendered film, {@code --seconds} of the film
 * to analyse; or a film as an argument. With {@code --tune yes} the Python pipeline's settings are
 * tried instead.
 */
public final class PeerComparison {

  private static final PrintStream OUT = System.out;

  /** The Python pipeline's fastest settings on two cores, found with {@code --tune}. */
  private static final int PEER_THREADS = 2;

  private static final int PEER_BATCH = 8;

  private final DivePlan plan;
  private final double believed;

  private PeerComparison(DivePlan plan, double believed) {
    this.plan = plan;
    this.believed = believed;
  }

  /** Runs the comparison; exit code 1 if the results differ. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Arguments given =
        new Arguments(
            arguments,
            Map.of(
                "--python", "python3",
                "--rounds", "3",
                "--seconds", "60",
                "--fish", "20",
                "--films", RenderedDive.FOLDER,
                "--tune", "no"));
    String python = given.option("--python");
    String film =
        given.files().isEmpty()
            ? RenderedDive.film(
                    Path.of(given.option("--films")), given.number("--fish"), RenderedDive.SECONDS)
                .toString()
            : given.files().get(0);
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      ModelPackage model = models.get("reef-fish-detector");
      double believed = model.manifest().thresholds().confidence().value();
      PeerComparison comparison =
          new PeerComparison(
              DivePlan.of(film, model.directory().toString())
                  .withSeconds(given.number("--seconds")),
              believed);
      boolean same =
          given.option("--tune").equals("yes")
              ? comparison.tune(python)
              : comparison.compare(python, given.number("--rounds"));
      if (!same) {
        System.exit(1);
      }
    }
  }

  /** The Python pipeline with every setting worth trying, once each. */
  private boolean tune(String python) throws IOException, InterruptedException {
    OUT.println("| engine | threads | batch | s | processor s |");
    OUT.println("|---|---|---|---|---|");
    for (String engine : List.of("onnxruntime", "pytorch")) {
      for (int threads : new int[] {1, 2}) {
        for (int batch : new int[] {1, 4, 8, 16}) {
          DiveReport report = peer(engine, python, threads, batch).run(plan);
          OUT.printf(
              Locale.ROOT,
              "| %s | %d | %d | %.2f | %.2f |%n",
              engine,
              threads,
              batch,
              report.wallSeconds(),
              report.processorSeconds());
        }
      }
    }
    return true;
  }

  private static Program peer(String engine, String python, int threads, int batch) {
    return Program.peer("Python, " + engine, python, all -> all.withEngine(engine, threads, batch));
  }

  private boolean compare(String python, int rounds) throws IOException, InterruptedException {
    Program ours = Program.ours("ReefLens as it ships", all -> all);
    Program onnx = peer("onnxruntime", python, PEER_THREADS, PEER_BATCH);
    Program torch = peer("pytorch", python, PEER_THREADS, PEER_BATCH);
    Map<Program, List<DiveReport>> runs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Program program : List.of(ours, onnx, torch)) {
        runs.computeIfAbsent(program, p -> new ArrayList<>())
            .add(program.run(plan.withAlone(round == 0)));
      }
      if (round == 0 && !agree(runs)) {
        return false;
      }
    }
    table(runs);
    Program fastest =
        median(runs.get(onnx), DiveReport::wallSeconds)
                <= median(runs.get(torch), DiveReport::wallSeconds)
            ? onnx
            : torch;
    equalWork(runs.get(ours), runs.get(onnx));
    OUT.printf(
        Locale.ROOT,
        "As it ships against the fastest of the Python pipeline (%s): %.2f times by the clock,"
            + " %.2f by processor time (asked: 1.5).%n",
        fastest.name(),
        ratio(runs.get(fastest), runs.get(ours), DiveReport::wallSeconds),
        ratio(runs.get(fastest), runs.get(ours), DiveReport::processorSeconds));
    return true;
  }

  private boolean agree(Map<Program, List<DiveReport>> runs) {
    List<DiveReport> first = runs.values().stream().map(all -> all.get(0)).toList();
    Agreement agreement = new Agreement(believed);
    for (DiveReport other : first.subList(1, first.size())) {
      Optional<String> difference = agreement.difference(first.get(0), other);
      if (difference.isPresent()) {
        System.err.println(
            "The results differ, so no times are told. "
                + first.get(0).engine()
                + " and "
                + other.engine()
                + ": "
                + difference.get());
        return false;
      }
    }
    OUT.printf(
        Locale.ROOT,
        "The results agree: %d frames of %s, MaxN %d at %.1f s; %d boxes from %.2f on, at most"
            + " %.3f pixels apart.%n%n",
        first.get(0).samples().size(),
        Path.of(plan.film()).getFileName(),
        first.get(0).maxN(),
        first.get(0).maxNSeconds(),
        agreement.boxes(),
        believed,
        agreement.farthest());
    return true;
  }

  private static void table(Map<Program, List<DiveReport>> runs) {
    OUT.println(
        "| median of "
            + runs.values().iterator().next().size()
            + " | engine | decoded | frames/s |"
            + " x real time | s | processor s | decoding alone | forward alone | efficiency"
            + " | of processor time | peak MB |");
    OUT.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    runs.forEach(
        (program, reports) -> {
          DiveReport first = reports.get(0);
          double wall = median(reports, DiveReport::wallSeconds);
          Ceiling part = ceiling(reports);
          OUT.printf(
              Locale.ROOT,
              "| %s | %s | %d | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.0f |%n",
              program.name(),
              first.engine(),
              first.framesDecoded(),
              first.frames() / wall,
              first.filmSeconds() / wall,
              wall,
              median(reports, DiveReport::processorSeconds),
              first.decodingAloneSeconds(),
              first.forwardAloneSeconds(),
              part.ofClock(),
              part.ofProcessor(),
              median(reports, DiveReport::peakMegabytes));
        });
    OUT.println();
  }

  /** What is reached of the most that anyone could be faster than the peer for the same work. */
  private static void equalWork(List<DiveReport> ours, List<DiveReport> peer) {
    DiveReport first = ours.get(0);
    if (first.framesDecoded() < 0.99 * first.frames()) {
      OUT.println("Equal work: not compared, since ours did not decode every frame.");
      return;
    }
    Ceiling left = ceiling(peer);
    double byClock = ratio(peer, ours, DiveReport::wallSeconds);
    double byProcessor = ratio(peer, ours, DiveReport::processorSeconds);
    OUT.printf(
        Locale.ROOT,
        "Equal work, ONNX Runtime: %.2f times by the clock, of at most 1/%.2f = %.2f: %.0f %% of"
            + " the ceiling; %.2f times by processor time, of at most %.2f: %.0f %% (asked: 90).%n",
        byClock,
        left.ofClock(),
        1 / left.ofClock(),
        100 * byClock * left.ofClock(),
        byProcessor,
        1 / left.ofProcessor(),
        100 * byProcessor * left.ofProcessor());
  }

  private static Ceiling ceiling(List<DiveReport> reports) {
    return Ceiling.of(
        reports.get(0).aloneSeconds(),
        median(reports, DiveReport::wallSeconds),
        median(reports, DiveReport::processorSeconds));
  }

  private static double ratio(
      List<DiveReport> slower, List<DiveReport> faster, ToDoubleFunction<DiveReport> time) {
    return median(slower, time) / median(faster, time);
  }

  private static double median(List<DiveReport> reports, ToDoubleFunction<DiveReport> number) {
    double[] sorted = reports.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

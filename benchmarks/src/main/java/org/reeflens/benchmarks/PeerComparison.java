package org.reeflens.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;

/**
 * Ours and the Python pipeline in turns on the same film, and the medians of what they took. No
 * time is told unless all of them found the same. Options: {@code --python} the interpreter, {@code
 * --rounds} how often each runs, {@code --fish} in the rendered film, {@code --seconds} of the film
 * to analyse, {@code --engines} of the Python pipeline; or a film as an argument. With {@code
 * --tune yes} the Python pipeline's settings are tried instead.
 */
public final class PeerComparison {

  private static final PrintStream OUT = System.out;

  /** The Python pipeline's fastest settings on two cores, found with {@code --tune}. */
  private static final Map<String, int[]> THREADS_AND_BATCH =
      Map.of("onnxruntime", new int[] {2, 1}, "pytorch", new int[] {2, 8});

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
                "--engines", "onnxruntime,pytorch",
                "--tune", "no"));
    String python = given.option("--python");
    List<String> engines = List.of(given.option("--engines").split(",", -1));
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
              ? comparison.tune(python, engines)
              : comparison.compare(python, engines, given.number("--rounds"));
      if (!same) {
        System.exit(1);
      }
    }
  }

  /** The Python pipeline with every setting worth trying, once each. */
  private boolean tune(String python, List<String> engines)
      throws IOException, InterruptedException {
    OUT.println("| engine | threads | batch | s | processor s |");
    OUT.println("|---|---|---|---|---|");
    for (String engine : engines) {
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

  private boolean compare(String python, List<String> engines, int rounds)
      throws IOException, InterruptedException {
    Runs ours = new Runs(Program.ours("ReefLens as it ships", same -> same));
    List<Runs> peers = new ArrayList<>();
    for (String engine : engines) {
      int[] best = Objects.requireNonNull(THREADS_AND_BATCH.get(engine), engine);
      peers.add(new Runs(peer(engine, python, best[0], best[1])));
    }
    List<Runs> all = new ArrayList<>(List.of(ours));
    all.addAll(peers);
    for (int round = 0; round < rounds; round++) {
      for (Runs one : all) {
        one.again(plan);
      }
      if (round == 0 && !agree(all)) {
        return false;
      }
    }
    table(all);
    for (Runs peer : peers) {
      equalWork(ours, peer);
    }
    Runs fastest = Collections.min(peers, Comparator.comparingDouble(Runs::wallSeconds));
    OUT.printf(
        Locale.ROOT,
        "As it ships against the fastest of the Python pipeline (%s): %.2f times by the clock,"
            + " %.2f by processor time (asked: 1.5).%n",
        fastest.name(),
        fastest.wallSeconds() / ours.wallSeconds(),
        fastest.processorSeconds() / ours.processorSeconds());
    return true;
  }

  private boolean agree(List<Runs> all) {
    DiveReport ours = all.get(0).first();
    Agreement agreement = new Agreement(believed);
    for (Runs other : all.subList(1, all.size())) {
      Optional<String> difference = agreement.difference(ours, other.first());
      if (difference.isPresent()) {
        System.err.println(
            "The results differ, so no times are told. Of ours and "
                + other.name()
                + ": "
                + difference.get());
        return false;
      }
    }
    OUT.printf(
        Locale.ROOT,
        "The results agree: %d frames of %s, MaxN %d at %.1f s; %d boxes from %.2f on, at most"
            + " %.3f pixels apart.%n%n",
        ours.samples().size(),
        Path.of(plan.film()).getFileName(),
        ours.maxN(),
        ours.maxNSeconds(),
        agreement.boxes(),
        believed,
        agreement.farthest());
    return true;
  }

  private static void table(List<Runs> all) {
    OUT.println(
        "| median of "
            + all.get(0).count()
            + " | engine | decoded | frames/s | x real time | s | processor s | decoding alone"
            + " | forward alone | efficiency | of processor time | peak MB |");
    OUT.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (Runs one : all) {
      DiveReport first = one.first();
      OUT.printf(
          Locale.ROOT,
          "| %s | %s | %d | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.0f |%n",
          one.name(),
          first.engine(),
          first.framesDecoded(),
          first.frames() / one.wallSeconds(),
          first.filmSeconds() / one.wallSeconds(),
          one.wallSeconds(),
          one.processorSeconds(),
          one.alone().decodingSeconds(),
          one.alone().forwardSeconds(),
          one.efficiency(),
          one.workShare(),
          one.peakMegabytes());
    }
    OUT.println();
  }

  /** What is reached of the most that anyone could be faster than the peer for the same work. */
  private static void equalWork(Runs ours, Runs peer) {
    if (!firstWord(peer).equals(firstWord(ours))) {
      return; // Another engine is other work.
    }
    DiveReport.Alone alone = ours.alone();
    double leftOut = alone.everyFrameSeconds() - alone.decodingSeconds();
    double more = 1 + leftOut / ours.processorSeconds();
    double byClock = peer.wallSeconds() / (ours.wallSeconds() * more);
    double byProcessor = peer.processorSeconds() / (ours.processorSeconds() * more);
    OUT.printf(
        Locale.ROOT,
        "Equal work (the same engine, every frame: the %.1f s that decoding what ours left out"
            + " takes are added): %.2f times by the clock, of at most 1/%.2f = %.2f: %.0f %% of the"
            + " ceiling; %.2f times by processor time, of at most %.2f: %.0f %% (asked: 90).%n",
        leftOut,
        byClock,
        peer.efficiency(),
        1 / peer.efficiency(),
        100 * byClock * peer.efficiency(),
        byProcessor,
        1 / peer.workShare(),
        100 * byProcessor * peer.workShare());
  }

  private static String firstWord(Runs runs) {
    return runs.first().engine().split(" ", 2)[0];
  }
}

package org.reeflens.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reeflens.detect.Detection;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import org.reeflens.survey.RunMetrics;
import org.reeflens.track.ByteTrack;
import org.reeflens.track.Tracker;

/**
 * Whole dives through our pipeline as it ships, each in a process of its own, and where the time
 * goes. Options: {@code --seconds} and {@code --fish} (several, with commas) of the rendered films,
 * {@code --films} where they are kept, {@code --python} an interpreter with the peer's packages, by
 * which films are made HEVC ({@code none}: no HEVC), {@code --data} the folder with real clips; or
 * films as arguments, and only those are run.
 */
public final class EndToEnd {

  private static final PrintStream OUT = System.out;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** The boxes in a frame for which the share of association is asked. */
  private static final int CROWD = 50;

  private EndToEnd() {}

  /** Runs the dives and prints the tables. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Arguments given =
        new Arguments(
            arguments,
            Map.of(
                "--seconds", Integer.toString(RenderedDive.SECONDS),
                "--fish", "5,20,60",
                "--films", RenderedDive.FOLDER,
                "--python", "none",
                "--data", "../shared/data"));
    List<Path> films =
        given.files().isEmpty() ? usual(given) : given.files().stream().map(Path::of).toList();
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      ModelPackage model = models.get("reef-fish-detector");
      double followed = model.manifest().thresholds().following().orElseThrow().value();
      Program ours = Program.ours("ReefLens", all -> all);
      List<Runs> runs = new ArrayList<>();
      for (Path film : films) {
        System.err.println("Running " + film);
        Runs run = new Runs(ours);
        run.again(DivePlan.of(film.toString(), model.directory().toString()));
        runs.add(run);
      }
      speed(films, runs, followed);
      stages(films, runs);
      association(runs, followed);
    }
    startUp();
  }

  private static List<Path> usual(Arguments given) throws IOException, InterruptedException {
    List<Path> films = new ArrayList<>();
    Path folder = Path.of(given.option("--films"));
    for (String fish : given.option("--fish").split(",", -1)) {
      Path film = RenderedDive.film(folder, Integer.parseInt(fish), given.number("--seconds"));
      films.add(film);
      if (!given.option("--python").equals("none")) {
        films.add(RenderedDive.hevc(film, given.option("--python")));
      }
    }
    Path clips = Path.of(given.option("--data"), "clips");
    if (Files.isDirectory(clips)) {
      films.addAll(longest(clips.resolve("salmonid-river")));
      films.addAll(longest(clips.resolve("seagrass")));
    }
    return films;
  }

  /** The two largest clips of a folder. */
  private static List<Path> longest(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".mp4"))
          .sorted((a, b) -> Long.compare(b.toFile().length(), a.toFile().length()))
          .limit(2)
          .toList();
    }
  }

  private static void speed(List<Path> films, List<Runs> runs, double followed) {
    OUT.println("Engine: " + runs.get(0).first().engine() + "\n");
    OUT.println(
        "| film | s | boxes | MaxN | frames/s | x real time | efficiency | of processor time"
            + " | peak MB | allocated MB a minute of film |");
    OUT.println("|---|---|---|---|---|---|---|---|---|---|");
    for (int i = 0; i < runs.size(); i++) {
      DiveReport report = runs.get(i).first();
      OUT.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %d | %.0f | %.1f | %.2f | %.2f | %.0f | %.1f |%n",
          name(films.get(i)),
          report.filmSeconds(),
          report.meanBoxes(followed),
          report.maxN(),
          report.frames() / report.wallSeconds(),
          report.filmSeconds() / report.wallSeconds(),
          runs.get(i).efficiency(),
          runs.get(i).workShare(),
          report.peakMegabytes(),
          more(report).allocatedMegabytes() / report.filmSeconds() * 60);
    }
    OUT.println();
  }

  private static void stages(List<Path> films, List<Runs> runs) {
    OUT.println("Processor time by what threads do, ms a sample; alone; fill of the queues.\n");
    OUT.println(
        "| film | ms on the clock | processor | decoding (alone) | detecting (alone) | packing"
            + " | analysing | compiling | the rest | decoded | packed | detected"
            + " | who waited for work or room |");
    OUT.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (int i = 0; i < runs.size(); i++) {
      DiveReport report = runs.get(i).first();
      double each = 1e3 / report.samples().size();
      DiveReport.More more = more(report);
      DiveReport.Alone alone = runs.get(i).alone();
      OUT.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f (%.1f) | %.1f (%.1f) | %.2f | %.2f | %.2f | %.2f | %s | %s |%n",
          name(films.get(i)),
          each * report.wallSeconds(),
          each * report.processorSeconds(),
          each * more.secondsOf("decoding"),
          each * alone.decodingSeconds(),
          each * more.secondsOf("detecting"),
          each * alone.forwardSeconds(),
          each * more.secondsOf("packing"),
          each * more.secondsOf("analysing"),
          each * more.secondsOf("compiling"),
          each * (more.secondsOf("other") + more.secondsOf("collecting garbage")),
          more.metrics().queues().stream()
              .map(q -> String.format(Locale.ROOT, "%.1f of %d", q.meanItems(), q.capacity()))
              .collect(Collectors.joining(" | ")),
          more.metrics().stages().stream()
              .map(stage -> waits(stage, more.metrics().wallSeconds()))
              .collect(Collectors.joining(", ")));
    }
    OUT.println();
  }

  private static String waits(RunMetrics.Stage stage, double wallSeconds) {
    return String.format(
        Locale.ROOT,
        "%s %.0f %% / %.0f %%",
        stage.name(),
        100 * stage.waitedForWorkSeconds() / wallSeconds,
        100 * stage.waitedForRoomSeconds() / wallSeconds);
  }

  private static DiveReport.More more(DiveReport report) {
    return Objects.requireNonNull(report.more(), "not a report of ours");
  }

  private static String name(Path film) {
    String name = film.getFileName().toString();
    Path parent = film.getParent();
    return parent != null && name.startsWith("clip.") ? parent.getFileName() + "/" + name : name;
  }

  /** What following costs in the films, and in a crowd, as a share of a sample's whole cost. */
  private static void association(List<Runs> runs, double followed) {
    double crowd = trackingMillis(followed);
    DiveReport first = runs.get(0).first();
    double sample = 1e3 * first.processorSeconds() / first.samples().size();
    OUT.printf(
        Locale.ROOT,
        "Association: %.2f %% of the processor time of the films above; %d boxes in each frame:"
            + " %.3f ms a sample, %.2f %% of the %.1f ms of the first film (asked: under 1 %%).%n",
        100
            * runs.stream().mapToDouble(r -> more(r.first()).trackingSeconds()).sum()
            / runs.stream().mapToDouble(Runs::processorSeconds).sum(),
        CROWD,
        crowd,
        100 * crowd / sample,
        sample);
  }

  private static double trackingMillis(double followed) {
    List<List<Detection>> dive = StraightFish.draw(CROWD);
    long start = 0;
    int minutes = 20;
    for (int minute = -minutes; minute < minutes; minute++) {
      if (minute == 0) {
        start = THREADS.getCurrentThreadCpuTime();
      }
      Tracker fresh = ByteTrack.forFish(followed);
      for (int f = 0; f < StraightFish.FRAMES; f++) {
        fresh.update(f / StraightFish.FRAMES_PER_SECOND, dive.get(f));
      }
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / (minutes * StraightFish.FRAMES);
  }

  /** The command that does least, as a user waits for it; its first run may build the program. */
  private static void startUp() throws IOException, InterruptedException {
    Path launcher = Path.of("reeflens");
    if (!Files.isExecutable(launcher)) {
      return;
    }
    double[] seconds = new double[6];
    for (int i = 0; i < seconds.length; i++) {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder("./reeflens", "models")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("./reeflens models ends with exit code " + code);
      }
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    double[] later = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(later);
    OUT.printf(
        Locale.ROOT,
        "./reeflens models: %.2f s after the first run (median of %d; asked: under 1 s).%n",
        later[later.length / 2],
        later.length);
  }
}

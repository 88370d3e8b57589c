package org.reeflens.models;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.reeflens.SharedData;
import org.reeflens.classify.Backbone;
import org.reeflens.classify.Crop;
import org.reeflens.classify.LinearHead;
import org.reeflens.classify.Scores;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelPackage;
import org.reeflens.stats.Reliability;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** The crops of Fish4Knowledge: some of train to teach, those of test to ask. */
final class FishCrops implements AutoCloseable {

  private final List<String> species;
  private final Backbone backbone;
  private final List<float[]> asked = new ArrayList<>();
  private final List<Integer> truth = new ArrayList<>();

  /**
   * How often the most probable class is right.
   *
   * @param crops how many were asked
   */
  record Result(int crops, double top1, double meanRecall) {}

  /** Runs the test crops of some species, at most {@code most} of each, through a network. */
  FishCrops(ModelPackage base, List<String> species, int most)
      throws IOException, InterruptedException {
    // In the order of the classes of a package that is taught with them.
    this.species = List.copyOf(new TreeSet<>(species));
    this.backbone = Backbone.open(base, SessionOptions.DEFAULT);
    for (int c = 0; c < this.species.size(); c++) {
      List<Crop> crops = new ArrayList<>();
      for (Path file : byTrajectory("test", this.species.get(c), 1, most)) {
        try (Frame frame = read(file)) {
          crops.add(backbone.crop(frame));
          truth.add(c);
        }
      }
      asked.addAll(backbone.run(crops));
    }
  }

  private static Frame read(Path file) throws InterruptedException {
    try (VideoReader reader = Dive.of(file).open(FrameSelection.all(), new FramePool(1))) {
      return Objects.requireNonNull(reader.next());
    }
  }

  /** Species with enough crops to teach and to ask. */
  static List<String> speciesWith(int inTrain, int inTest) throws IOException {
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (NamedCsvRecord row : index()) {
      int[] both = counts.computeIfAbsent(row.getField("species"), key -> new int[2]);
      both[row.getField("split").equals("train") ? 0 : 1]++;
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue()[0] >= inTrain && entry.getValue()[1] >= inTest)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static List<NamedCsvRecord> index() throws IOException {
    Path file = SharedData.path("data/species/index.csv");
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      return rows.stream().toList();
    }
  }

  /** A crop of each trajectory in turn, so that few crops are of as many animals as can be. */
  private static List<Path> byTrajectory(String split, String species, long seed, int most)
      throws IOException {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (NamedCsvRecord row : index()) {
      if (row.getField("split").equals(split) && row.getField("species").equals(species)) {
        files
            .computeIfAbsent(row.getField("trajectory"), key -> new ArrayList<>())
            .add(row.getField("file"));
      }
    }
    Random random = new Random(seed);
    List<List<String>> shuffled = new ArrayList<>(files.values());
    shuffled.forEach(some -> Collections.shuffle(some, random));
    Collections.shuffle(shuffled, random);
    Deque<Deque<String>> turns = new ArrayDeque<>();
    shuffled.forEach(some -> turns.add(new ArrayDeque<>(some)));
    List<Path> drawn = new ArrayList<>();
    while (drawn.size() < most && !turns.isEmpty()) {
      Deque<String> one = turns.remove();
      drawn.add(SharedData.path("data/species/" + one.remove()));
      if (!one.isEmpty()) {
        turns.add(one);
      }
    }
    return drawn;
  }

  /** Copies so many crops of each species of train into a folder for each. */
  Path draw(int each, long seed, Path target) throws IOException {
    for (String name : species) {
      Path folder = Files.createDirectories(target.resolve(name));
      for (Path file : byTrajectory("train", name, seed, each)) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return target;
  }

  /** Asks a head about the test crops. */
  Result test(LinearHead head) {
    int[] right = new int[species.size()];
    int[] all = new int[species.size()];
    for (int n = 0; n < asked.size(); n++) {
      all[truth.get(n)]++;
      if (Scores.of(head.scores(asked.get(n)), 1).best() == truth.get(n)) {
        right[truth.get(n)]++;
      }
    }
    double sum = 0;
    int hits = 0;
    for (int c = 0; c < right.length; c++) {
      sum += (double) right[c] / all[c];
      hits += right[c];
    }
    return new Result(asked.size(), (double) hits / asked.size(), sum / right.length);
  }

  /** Expected calibration error of a package on the test crops. */
  double calibrationError(ModelPackage taught) {
    LinearHead head = LinearHead.of(taught).orElseThrow();
    double temperature = taught.manifest().naming().temperature().value();
    double[] confidences = new double[asked.size()];
    boolean[] right = new boolean[asked.size()];
    for (int n = 0; n < asked.size(); n++) {
      Scores scores = Scores.of(head.scores(asked.get(n)), temperature);
      confidences[n] = Math.min(1, scores.probabilities()[scores.best()]);
      right[n] = scores.best() == truth.get(n);
    }
    return Reliability.of(confidences, right).error();
  }

  /** Share of the test crops that a package does not refuse as unknown. */
  double kept(ModelPackage taught) {
    LinearHead head = LinearHead.of(taught).orElseThrow();
    Naming naming = taught.manifest().naming();
    return asked.stream()
            .mapToDouble(row -> Scores.of(head.scores(row), naming.temperature().value()).energy())
            .filter(energy -> energy >= naming.knownEnergy().orElseThrow().value())
            .count()
        / (double) asked.size();
  }

  @Override
  public void close() {
    backbone.close();
  }
}

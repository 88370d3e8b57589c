package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reeflens.SharedData;
import org.reeflens.count.TaxonCount;
import org.reeflens.detect.Detector;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.video.Dive;

/**
 * MaxN of real clips against what people counted, with the shipped detector and all defaults. The
 * bounds are what was measured when the detector was released; a change that makes counts worse
 * fails here. Prints a row per clip.
 */
class RealClipsTest {

  /** Reef clips whose habitats the detector never saw; the others are in its training pictures. */
  private static final Set<String> UNSEEN_REEF =
      Set.of("7398_F1_000001", "7398_F1_000041", "7482_F2_000090");

  /**
   * River clips that the detector was not trained with, nor its threshold chosen on: the two with a
   * fish. Of the others, half are in its training pictures.
   */
  private static final Set<String> UNSEEN_RIVER =
      Set.of("1_2025-08-14_18-10-55.mp4", "1_2025-08-14_22-43-40.mp4");

  /**
   * A clip and its counts.
   *
   * @param group which clips it belongs to
   * @param unseen whether its place and day were kept from training
   * @param truth MaxN by eye; for seagrass a lower bound, because distant fish were not annotated
   */
  private record Clip(String group, String name, boolean unseen, int truth, int maxN, int tracks) {
    int error() {
      return maxN - truth;
    }
  }

  private static final List<Clip> CLIPS = new ArrayList<>();

  @BeforeAll
  static void countEveryClip() throws IOException {
    Path clips = SharedData.path("data/clips");
    try (ModelCatalogue models = ModelCatalogue.standard();
        Detector detector = Detector.open(models.get("reef-fish-detector"))) {
      for (Path clip : folders(clips.resolve("reef"))) {
        String name = clip.getFileName().toString();
        int truth = mostInAFrame(clip.resolve("gt.txt"), 0);
        count("reef", clip.resolve(name + ".mp4"), UNSEEN_REEF.contains(name), truth, detector);
      }
      for (String row : rows(clips.resolve("seagrass/clips.csv"))) {
        String[] cells = row.split(",", -1);
        Path video = clips.resolve("seagrass").resolve(cells[1]).resolve(cells[1] + ".mp4");
        boolean unseen = cells[0].equals("test");
        count("seagrass", video, unseen, Integer.parseInt(cells[3]), detector);
      }
      for (String row : rows(clips.resolve("salmonid-river/counts.csv"))) {
        String[] cells = row.split(",", -1);
        Path video = clips.resolve("salmonid-river").resolve(cells[0]);
        count(
            "river", video, UNSEEN_RIVER.contains(cells[0]), Integer.parseInt(cells[1]), detector);
      }
    }
    CLIPS.forEach(
        clip ->
            System.out.printf(
                Locale.ROOT,
                "%-9s %-42s %-6s truth %2d  MaxN %2d  error %+d  tracks %d%n",
                clip.group(),
                clip.name(),
                clip.unseen() ? "unseen" : "seen",
                clip.truth(),
                clip.maxN(),
                clip.error(),
                clip.tracks()));
    print("reef, unseen", clip -> clip.group().equals("reef") && clip.unseen());
    print("reef, seen in training", clip -> clip.group().equals("reef") && !clip.unseen());
    print("seagrass, unseen", clip -> clip.group().equals("seagrass") && clip.unseen());
    print("seagrass, seen in training", clip -> clip.group().equals("seagrass") && !clip.unseen());
    print("river", clip -> clip.group().equals("river"));
  }

  @Test
  void everyClipWasCounted() {
    assertThat(CLIPS).hasSize(40);
  }

  /** Measured 0.50; one clip more may be off by one, as engines and machines round differently. */
  @Test
  void unseenSeagrassIsCountedAsWellAsMeasured() {
    assertThat(meanAbsoluteError(c -> c.group().equals("seagrass") && c.unseen()))
        .isLessThanOrEqualTo(7 / 12.0);
  }

  /** Measured 1.67: mangrove fish are missed, reef edges are taken for fish. */
  @Test
  void unseenReefIsCountedAsWellAsMeasured() {
    assertThat(meanAbsoluteError(c -> c.group().equals("reef") && c.unseen()))
        .isLessThanOrEqualTo(6 / 3.0);
  }

  private static void count(
      String group, Path video, boolean unseen, int truth, Detector detector) {
    TaxonCount fish =
        DiveAnalysis.of(Dive.of(video))
            .detector(detector)
            .run(Progress.none())
            .counts()
            .allFish()
            .orElse(null);
    String name = video.getFileName().toString().replace(".mp4", "");
    int maxN = fish == null ? 0 : fish.maxN().n();
    CLIPS.add(new Clip(group, name, unseen, truth, maxN, fish == null ? 0 : fish.tracks()));
  }

  private static double meanAbsoluteError(Predicate<Clip> which) {
    return CLIPS.stream().filter(which).mapToInt(c -> Math.abs(c.error())).average().orElseThrow();
  }

  private static void print(String group, Predicate<Clip> which) {
    List<Clip> clips = CLIPS.stream().filter(which).toList();
    System.out.printf(
        Locale.ROOT,
        "%-28s %2d clips  mean absolute error %.2f  within one %.2f  mean error %+.2f%n",
        group,
        clips.size(),
        meanAbsoluteError(which),
        clips.stream().filter(c -> Math.abs(c.error()) <= 1).count() / (double) clips.size(),
        clips.stream().mapToInt(Clip::error).average().orElseThrow());
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<String> rows(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().skip(1).toList();
  }

  /** The largest number of rows with the same frame number. */
  private static int mostInAFrame(Path csv, int frameColumn) throws IOException {
    return Files.readAllLines(csv).stream()
        .collect(
            Collectors.groupingBy(row -> row.split(",", -1)[frameColumn], Collectors.counting()))
        .values()
        .stream()
        .mapToInt(Long::intValue)
        .max()
        .orElse(0);
  }
}

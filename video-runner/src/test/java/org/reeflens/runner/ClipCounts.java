package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.reeflens.SharedData;
import org.reeflens.count.TaxonCount;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.video.Dive;

/** MaxN of the real clips by an analysis, beside what people counted. */
final class ClipCounts {

  /**
   * River clips that the detectors were not trained with, nor their threshold chosen on: the two
   * with a fish. Of the others, half are in their training pictures.
   */
  private static final Set<String> UNSEEN_RIVER =
      Set.of("1_2025-08-14_18-10-55.mp4", "1_2025-08-14_22-43-40.mp4");

  /**
   * A clip and its counts.
   *
   * @param group which clips it belongs to: reef, seagrass or river
   * @param unseen whether its place and day were kept from training
   * @param truth MaxN by eye; for seagrass a lower bound, because distant fish were not annotated
   */
  record Clip(String group, String name, boolean unseen, int truth, int maxN, int tracks) {
    int error() {
      return maxN - truth;
    }
  }

  /** Prepares the analysis of a clip. */
  @FunctionalInterface
  interface Analysis {
    DiveAnalysis of(Dive dive);
  }

  private final List<Clip> clips = new ArrayList<>();

  /** Counts all clips with an analysis and prints a row for each. */
  static ClipCounts with(String title, Analysis analysis) throws IOException {
    ClipCounts counts = new ClipCounts();
    Path folder = SharedData.path("data/clips");
    for (Path clip : RealClips.folders(folder.resolve("reef"))) {
      String name = clip.getFileName().toString();
      int truth = RealClips.mostInAFrame(clip.resolve("gt.txt"));
      Path video = clip.resolve(name + ".mp4");
      counts.add("reef", video, RealClips.UNSEEN_REEF.contains(name), truth, analysis);
    }
    for (String row : RealClips.rows(folder.resolve("seagrass/clips.csv"))) {
      String[] cells = row.split(",", -1);
      Path video = folder.resolve("seagrass").resolve(cells[1]).resolve(cells[1] + ".mp4");
      int truth = Integer.parseInt(cells[3]);
      counts.add("seagrass", video, cells[0].equals("test"), truth, analysis);
    }
    for (String row : RealClips.rows(folder.resolve("salmonid-river/counts.csv"))) {
      String[] cells = row.split(",", -1);
      Path video = folder.resolve("salmonid-river").resolve(cells[0]);
      int truth = Integer.parseInt(cells[1]);
      counts.add("river", video, UNSEEN_RIVER.contains(cells[0]), truth, analysis);
    }
    System.out.println(title);
    counts.print();
    return counts;
  }

  /** MaxN of each clip by its name. */
  Map<String, Integer> maxN() {
    return clips.stream().collect(Collectors.toMap(Clip::name, Clip::maxN));
  }

  /** How many clips there are. */
  int size() {
    return clips.size();
  }

  /** Mean absolute error of MaxN over the clips of a group that were seen in training, or not. */
  double meanAbsoluteError(String group, boolean unseen) {
    return meanAbsoluteError(c -> c.group().equals(group) && c.unseen() == unseen);
  }

  private void add(String group, Path video, boolean unseen, int truth, Analysis analysis) {
    TaxonCount fish =
        analysis.of(Dive.of(video)).run(Progress.none()).counts().allFish().orElse(null);
    String name = video.getFileName().toString().replace(".mp4", "");
    int maxN = fish == null ? 0 : fish.maxN().n();
    clips.add(new Clip(group, name, unseen, truth, maxN, fish == null ? 0 : fish.tracks()));
  }

  private double meanAbsoluteError(Predicate<Clip> which) {
    return clips.stream().filter(which).mapToInt(c -> Math.abs(c.error())).average().orElseThrow();
  }

  private void print() {
    for (Clip clip : clips) {
      System.out.printf(
          Locale.ROOT,
          "%-9s %-42s %-6s truth %2d  MaxN %2d  error %+d  tracks %d%n",
          clip.group(),
          clip.name(),
          clip.unseen() ? "unseen" : "seen",
          clip.truth(),
          clip.maxN(),
          clip.error(),
          clip.tracks());
    }
    print("reef, unseen", clip -> clip.group().equals("reef") && clip.unseen());
    print("reef, seen in training", clip -> clip.group().equals("reef") && !clip.unseen());
    print("seagrass, unseen", clip -> clip.group().equals("seagrass") && clip.unseen());
    print("seagrass, seen in training", clip -> clip.group().equals("seagrass") && !clip.unseen());
    print("river", clip -> clip.group().equals("river"));
  }

  private void print(String group, Predicate<Clip> which) {
    List<Clip> some = clips.stream().filter(which).toList();
    System.out.printf(
        Locale.ROOT,
        "%-28s %2d clips  mean absolute error %.2f  within one %.2f  mean error %+.2f%n",
        group,
        some.size(),
        meanAbsoluteError(which),
        some.stream().filter(c -> Math.abs(c.error()) <= 1).count() / (double) some.size(),
        some.stream().mapToInt(Clip::error).average().orElseThrow());
  }
}

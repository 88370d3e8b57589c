package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.geometry.Box;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/**
 * What the motion detector finds in real clips of still cameras, five frames a second, against the
 * boxes people drew. Prints a row per clip and group. Its numbers were chosen by looking at all of
 * these clips, so they are no test of other places. The first second of a clip, in which there is
 * no background yet, is left out; a fish that rests is missed, and so counts against it. In the
 * seagrass distant fish are often not annotated, so some of the false boxes there are none.
 */
class MotionClipsTest {

  private static final Set<String> REEF_TEST =
      Set.of("7398_F1_000001", "7398_F1_000041", "7482_F2_000090");

  /** Frames before this one stand before no background. */
  private static final int FIRST = 5;

  /**
   * Sums over frames.
   *
   * @param fish boxes that people drew
   * @param half of those, found with an IoU of 0.5 or more
   * @param third of those, found with an IoU of 0.3 or more
   * @param touched of those, with a detection whose centre lies in them
   * @param found detections of the confidence that is followed
   * @param false_ of those, with an IoU below 0.1 with every fish
   */
  private record Score(
      int frames, int fish, int half, int third, int touched, int found, int false_) {

    static final Score NONE = new Score(0, 0, 0, 0, 0, 0, 0);

    Score plus(Score o) {
      return new Score(
          frames + o.frames,
          fish + o.fish,
          half + o.half,
          third + o.third,
          touched + o.touched,
          found + o.found,
          false_ + o.false_);
    }

    double recall() {
      return (double) half / fish;
    }

    double falseBoxes() {
      return (double) false_ / frames;
    }

    void print(String name) {
      System.out.printf(
          Locale.ROOT,
          "%-42s %4d frames  %4d fish  recall %.3f at IoU 0.5, %.3f at 0.3, touched %.3f  "
              + "boxes %.2f, false %.2f a frame%n",
          name,
          frames,
          fish,
          (double) half / Math.max(1, fish),
          (double) third / Math.max(1, fish),
          (double) touched / Math.max(1, fish),
          (double) found / frames,
          falseBoxes());
    }
  }

  private static final Map<String, Score> GROUPS = new TreeMap<>();

  @BeforeAll
  static void lookAtEveryClip() throws IOException {
    Path clips = SharedData.path("data/clips");
    try (Stream<Path> folders = Files.list(clips.resolve("reef"))) {
      for (Path clip : folders.sorted().toList()) {
        String name = clip.getFileName().toString();
        add(
            REEF_TEST.contains(name) ? "reef, test" : "reef, others",
            clip.resolve(name + ".mp4"),
            boxes(clip.resolve("gt.txt"), 0));
      }
    }
    for (String row : rows(clips.resolve("seagrass/clips.csv"))) {
      String[] cells = row.split(",", -1);
      Path clip = clips.resolve("seagrass").resolve(cells[1]);
      add(
          cells[0].equals("test") ? "seagrass, test" : "seagrass, others",
          clip.resolve(cells[1] + ".mp4"),
          boxes(clip.resolve("boxes.csv"), 1));
    }
    for (String row : rows(clips.resolve("salmonid-river/counts.csv"))) {
      String[] cells = row.split(",", -1);
      if (cells[1].equals("0")) {
        add("river, no fish", clips.resolve("salmonid-river").resolve(cells[0]), new TreeMap<>());
      }
    }
    GROUPS.forEach((name, score) -> score.print(name));
  }

  private static List<String> rows(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().skip(1).toList();
  }

  /** Boxes by frame, from 0; both kinds of file have them in columns 2 to 5 and frames from 1. */
  private static Map<Integer, List<Box>> boxes(Path file, int headerLines) throws IOException {
    Map<Integer, List<Box>> boxes = new TreeMap<>();
    for (String line : Files.readAllLines(file).stream().skip(headerLines).toList()) {
      String[] cells = line.split(",", -1);
      boxes
          .computeIfAbsent(Integer.parseInt(cells[0]) - 1, frame -> new ArrayList<>())
          .add(
              Box.ofSize(
                  Double.parseDouble(cells[2]) - 0.5,
                  Double.parseDouble(cells[3]) - 0.5,
                  Double.parseDouble(cells[4]),
                  Double.parseDouble(cells[5])));
    }
    return boxes;
  }

  private static void add(String group, Path video, Map<Integer, List<Box>> truth) {
    Score score = look(video, truth);
    score.print(group + " " + video.getFileName());
    GROUPS.merge(group, score, Score::plus);
  }

  private static Score look(Path video, Map<Integer, List<Box>> truth) {
    Score sum = Score.NONE;
    int number = 0;
    try (Detector motion = MotionDetector.stillCamera();
        Detector detector = motion.inSequence();
        VideoReader reader = Dive.of(video).open(FrameSelection.perSecond(5), new FramePool(2))) {
      for (Frame next = reader.next(); next != null; next = reader.next(), number++) {
        try (Frame frame = next) {
          List<Box> found =
              detector.detect(detector.pack(List.of(frame))).get(0).stream()
                  .filter(one -> one.confidence() >= detector.following())
                  .map(Detection::box)
                  .toList();
          if (number >= FIRST) {
            sum = sum.plus(score(found, truth.getOrDefault(number, List.of())));
          }
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return sum;
  }

  private static Score score(List<Box> found, List<Box> fish) {
    int half = 0;
    int third = 0;
    int touched = 0;
    for (Box one : fish) {
      double best = found.stream().mapToDouble(one::iou).max().orElse(0);
      half += best >= 0.5 ? 1 : 0;
      third += best >= 0.3 ? 1 : 0;
      touched += found.stream().anyMatch(box -> holds(one, box)) ? 1 : 0;
    }
    int wrong =
        (int) found.stream().filter(b -> fish.stream().allMatch(f -> f.iou(b) < 0.1)).count();
    return new Score(1, fish.size(), half, third, touched, found.size(), wrong);
  }

  private static boolean holds(Box fish, Box found) {
    return Math.abs(fish.centreX() - found.centreX()) <= fish.width() / 2
        && Math.abs(fish.centreY() - found.centreY()) <= fish.height() / 2;
  }

  @Test
  void everyGroupWasLookedAt() {
    assertThat(GROUPS).hasSize(5);
  }

  /**
   * Measured: recall 0.291, 0.090, 0.222, 0.148 and false boxes 5.93, 5.05, 3.64, 4.68 a frame; in
   * the river, where all are false, 2.31. Machines may round a few pixels differently.
   */
  @ParameterizedTest
  @CsvSource({
    "'reef, test', 0.27, 6.3",
    "'reef, others', 0.075, 5.4",
    "'seagrass, test', 0.20, 3.9",
    "'seagrass, others', 0.13, 5.0",
  })
  void itFindsAsManyAndAsFewFalseOnesAsMeasured(String group, double recall, double falseBoxes) {
    Score score = Objects.requireNonNull(GROUPS.get(group));
    assertThat(score.recall()).isGreaterThanOrEqualTo(recall);
    assertThat(score.falseBoxes()).isLessThanOrEqualTo(falseBoxes);
  }

  @Test
  void aRiverWithoutFishHasFewFalseOnes() {
    assertThat(Objects.requireNonNull(GROUPS.get("river, no fish")).falseBoxes())
        .isLessThanOrEqualTo(2.5);
  }
}

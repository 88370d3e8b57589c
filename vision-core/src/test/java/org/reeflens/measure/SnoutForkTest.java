package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Mask;
import org.reeflens.geometry.Point;
import org.reeflens.geometry.Polygon;

/** Snout and fork in drawn, hand-marked and outlined fish. */
class SnoutForkTest {

  private static final DrawnFish TYPICAL = new DrawnFish(0.3, 0.07, 0.3, 0.06, 0.06);
  private static final DrawnFish.Pose POSE = new DrawnFish.Pose(150, 150, 200, 0.4, 0, false);

  @ParameterizedTest
  @CsvSource({"40, 0, 1.3", "80, 0, 1.2", "80, 1.2, 4", "250, 0, 1.2", "250, 0.5, 4"})
  void theEndsOfAnyDrawnFishAreFoundAtAnyTurn(double length, double bend, double pixels) {
    Random random = new Random(11);
    List<Double> far = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      DrawnFish fish = DrawnFish.any(random);
      DrawnFish.Pose pose = DrawnFish.Pose.any(random, length, bend);
      SnoutFork ends = SnoutFork.of(fish.mask(pose)).orElseThrow();
      double truth = distance(fish.snout(pose), fish.fork(pose));
      assertThat(ends.length()).as("%s %s", fish, pose).isCloseTo(truth, within(0.05 * truth));
      far.add(
          Math.max(
              distance(ends.snout(), fish.snout(pose)), distance(ends.fork(), fish.fork(pose))));
    }
    far.sort(null);
    assertThat(far.get(35)).as("nine of ten").isLessThan(pixels);
  }

  @Test
  void holesSpecksAndAnotherSmallFishChangeNothing() {
    Mask clean = TYPICAL.mask(POSE);
    Random random = new Random(3);
    boolean[] pixels = new boolean[300 * 300];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % 300;
      int y = i / 300;
      boolean within =
          clean.contains(x, y)
              && clean.contains(x - 3, y)
              && clean.contains(x + 3, y)
              && clean.contains(x, y - 3)
              && clean.contains(x, y + 3);
      boolean margin = clean.contains(x, y) && !within;
      boolean beside =
          !clean.contains(x, y) && (clean.contains(x - 2, y) || clean.contains(x + 2, y));
      boolean speck = random.nextInt(30) == 0 && !margin && !beside;
      pixels[i] = clean.contains(x, y) != speck;
      pixels[i] |= x > 20 && x < 60 && y > 240 && y < 255;
    }
    SnoutFork expected = SnoutFork.of(clean).orElseThrow();
    SnoutFork found = SnoutFork.of(Mask.of(0, 0, 300, 300, pixels)).orElseThrow();
    assertClose(found, expected.snout(), expected.fork(), within(1.0));
    assertThat(found.doubts()).isEmpty();
  }

  @Test
  void aSpineOnTheBackChangesLittle() {
    DrawnFish spiny = new DrawnFish(0.3, 0.07, 0.3, 0.06, 0.35);
    SnoutFork ends = SnoutFork.of(spiny.mask(POSE)).orElseThrow();
    assertClose(ends, spiny.snout(POSE), spiny.fork(POSE), within(2.0));
  }

  @Test
  void theDoubtsSayWhyTheConfidenceIsLow() {
    SnoutFork sure = SnoutFork.of(TYPICAL.mask(POSE)).orElseThrow();
    assertThat(sure.confidence()).isBetween(0.7, 1.0);
    assertThat(sure.doubts()).isEmpty();

    SnoutFork cut = SnoutFork.of(cutAt(TYPICAL.mask(POSE), 110)).orElseThrow();
    assertThat(cut.doubts()).contains(SnoutFork.Doubt.CUT);
    assertThat(cut.confidence()).isLessThan(0.3);

    SnoutFork alike = SnoutFork.of(ellipse(60, 20)).orElseThrow();
    assertThat(alike.doubts()).containsExactly(SnoutFork.Doubt.ENDS_ALIKE);
    assertThat(alike.confidence()).isLessThan(0.1);
    assertThat(alike.length()).as("of an ellipse 120 long").isCloseTo(120, within(1.5));

    SnoutFork turned = SnoutFork.of(ellipse(30, 28)).orElseThrow();
    assertThat(turned.doubts()).contains(SnoutFork.Doubt.MAYBE_TURNED);

    DrawnFish.Pose tiny = new DrawnFish.Pose(20, 20, 20, 0.4, 0, false);
    assertThat(SnoutFork.of(TYPICAL.mask(tiny)).orElseThrow().doubts())
        .contains(SnoutFork.Doubt.SMALL);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 3", "5, 1", "2, 2"})
  void theSmallestMasksHaveEndsToo(int width, int height) {
    boolean[] pixels = new boolean[width * height];
    Arrays.fill(pixels, true);
    SnoutFork ends = SnoutFork.of(Mask.of(7, 7, width, height, pixels)).orElseThrow();
    assertThat(ends.length()).isLessThan(Math.hypot(width, height) + 1);
    assertThat(ends.confidence()).isLessThan(0.2);
    assertThat(SnoutFork.of(Mask.of(7, 7, width, height, new boolean[width * height]))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"case_01", "case_150"})
  void theLengthIsThatOfThePointsMarkedByHand(String name) throws IOException {
    Path folder = SharedData.path("data/length/fish-masks/" + name);
    JsonNode truth = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
    Point snout = point(truth.get("snout_xy"));
    Point fork = point(truth.get("fork_xy"));
    SnoutFork ends = SnoutFork.of(MaskPicture.read(folder.resolve("mask.png"))).orElseThrow();
    double length = distance(snout, fork);
    assertThat(ends.length()).isCloseTo(length, within(0.05 * length));
    assertThat(distance(ends.snout(), snout)).isLessThan(0.15 * length);
    assertThat(distance(ends.fork(), fork)).isLessThan(0.05 * length);
    assertThat(ends.doubts().contains(SnoutFork.Doubt.CUT)).isEqualTo(name.equals("case_01"));
  }

  /** The sides were told by eye. */
  @ParameterizedTest
  @CsvSource({
    "head_tail_concavity_swap, false",
    "head_tail_regression, false",
    "head_tail_snout_right, true",
    "segmentation, true"
  })
  void theSnoutIsAtTheRightEnd(String name, boolean right) throws IOException {
    Path mask = SharedData.path("data/length/fish-masks/" + name + "/mask.png");
    SnoutFork ends = SnoutFork.of(MaskPicture.read(mask)).orElseThrow();
    assertThat(ends.snout().x() > ends.fork().x()).isEqualTo(right);
    assertThat(ends.confidence()).isGreaterThan(0.6);
  }

  @Test
  void outlinedFishTurnedAndMirroredHaveTheSameEnds() throws IOException {
    JsonNode truth =
        new ObjectMapper()
            .readTree(SharedData.path("data/detect/seagrass/train/instances.json").toFile());
    List<Double> moved = new ArrayList<>();
    int number = 0;
    for (JsonNode fish : truth.get("annotations")) {
      if (fish.get("segmentation").size() != 1 || number++ % 12 != 0) {
        continue;
      }
      Polygon outline = polygon(fish.get("segmentation").get(0));
      SnoutFork ends = SnoutFork.of(Mask.of(outline)).orElseThrow();
      if (ends.confidence() < 0.5) {
        continue;
      }
      for (double turn : new double[] {Math.PI / 2, 0.6, 4}) {
        boolean mirrored = turn > 1;
        SnoutFork again = SnoutFork.of(Mask.of(turned(outline, turn, mirrored))).orElseThrow();
        moved.add(
            Math.max(
                distance(turned(ends.snout(), turn, mirrored), again.snout()),
                distance(turned(ends.fork(), turn, mirrored), again.fork())));
      }
    }
    moved.sort(null);
    assertThat(moved).hasSizeGreaterThan(100);
    assertThat(moved.get(moved.size() / 2)).as("half of them").isLessThan(1);
    assertThat(moved.get(moved.size() * 9 / 10)).as("nine of ten").isLessThan(3);
    assertThat(moved.get(moved.size() - 1)).as("none is the other way round").isLessThan(25);
  }

  private static Polygon turned(Polygon outline, double turn, boolean mirrored) {
    return new Polygon(
        outline.corners().stream().map(corner -> turned(corner, turn, mirrored)).toList());
  }

  private static Point turned(Point place, double turn, boolean mirrored) {
    double x = mirrored ? -place.x() : place.x();
    return new Point(
        Math.cos(turn) * x - Math.sin(turn) * place.y() + 1000,
        Math.sin(turn) * x + Math.cos(turn) * place.y() + 1000);
  }

  /** COCO measures from the corner of the first pixel. */
  private static Polygon polygon(JsonNode coco) {
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < coco.size(); i += 2) {
      corners.add(new Point(coco.get(i).asDouble() - 0.5, coco.get(i + 1).asDouble() - 0.5));
    }
    return new Polygon(corners);
  }

  private static Point point(JsonNode xy) {
    return new Point(xy.get(0).asDouble(), xy.get(1).asDouble());
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  private static void assertClose(SnoutFork ends, Point snout, Point fork, Offset<Double> within) {
    assertThat(distance(ends.snout(), snout)).as("snout").isCloseTo(0, within);
    assertThat(distance(ends.fork(), fork)).as("fork").isCloseTo(0, within);
  }

  /** What is left of a mask to the left of a column, where its block ends. */
  private static Mask cutAt(Mask mask, int column) {
    Box box = mask.box().orElseThrow();
    int left = (int) Math.ceil(box.left()) - 5;
    int top = (int) Math.ceil(box.top()) - 5;
    int width = column - left;
    int height = (int) box.height() + 10;
    boolean[] pixels = new boolean[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = mask.contains(left + i % width, top + i / width);
    }
    return Mask.of(left, top, width, height, pixels);
  }

  private static Mask ellipse(int a, int b) {
    int width = 2 * a + 11;
    int height = 2 * b + 11;
    boolean[] pixels = new boolean[width * height];
    for (int i = 0; i < pixels.length; i++) {
      double x = (i % width - a - 5) / (double) a;
      double y = (i / width - b - 5) / (double) b;
      pixels[i] = x * x + y * y < 1;
    }
    return Mask.of(0, 0, width, height, pixels);
  }
}

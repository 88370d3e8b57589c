package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.reeflens.SharedData;
import org.reeflens.evaluate.DetectionEvaluator.Found;
import org.reeflens.evaluate.DetectionEvaluator.Truth;
import org.reeflens.geometry.Box;

class RankedDetectionsTest {

  /** Crowds, ties and 80 classes: the curve must be the one that COCO averages. */
  @Test
  void averagePrecisionOfVal2014IsThatOfCocoapi() throws IOException {
    Path folder = SharedData.path("golden/coco/val2014_fake100");
    List<Truth> truths =
        DetectionEvaluatorTest.truths(folder.resolve("instances_val2014_100.json"));
    List<Found> found =
        DetectionEvaluatorTest.found(folder.resolve("instances_val2014_fakebbox100_results.json"));
    JsonNode expected =
        new JsonMapper()
            .readTree(folder.resolve("expected_pycocotools.json").toFile())
            .path("bbox")
            .path("per_class");

    List<PictureResult> pictures = pictures(truths, found);
    int[] once = new int[pictures.size()];
    Arrays.fill(once, 1);
    int compared = 0;
    for (int classIndex : new TreeSet<>(truths.stream().map(Truth::classIndex).toList())) {
      RankedDetections ranked = RankedDetections.of(pictures, classIndex);
      if (ranked.animals() > 0) {
        assertThat(ranked.averagePrecision(once))
            .as("class %s", classIndex)
            .isCloseTo(
                expected.path(Integer.toString(classIndex)).path("AP50").doubleValue(),
                within(1e-6));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  /** What the bootstrap counts several times is as good as several pictures. */
  @Test
  void pictureThatCountsTwiceIsTwoPictures() {
    SplittableRandom random = new SplittableRandom(3);
    List<PictureResult> pictures = new ArrayList<>();
    for (int p = 0; p < 20; p++) {
      pictures.add(picture(random));
    }
    int[] times = new int[20];
    List<Truth> truths = new ArrayList<>();
    List<Found> found = new ArrayList<>();
    long image = 0;
    for (int p = 0; p < 20; p++) {
      times[p] = random.nextInt(4);
      for (int copy = 0; copy < times[p]; copy++) {
        long id = image++;
        pictures.get(p).truths().forEach(one -> truths.add(Truth.of(id, 0, one.box())));
        pictures
            .get(p)
            .found()
            .forEach(one -> found.add(new Found(id, 0, one.box(), one.confidence())));
      }
    }

    assertThat(RankedDetections.of(pictures, 0).averagePrecision(times))
        .isCloseTo(DetectionEvaluator.evaluate(truths, found).ap50(), within(1e-12));
  }

  @Test
  void curveEndsWhereNothingMoreIsFound() {
    Box box = new Box(0, 0, 20, 20);
    PictureResult half =
        new PictureResult(
            List.of(truth(box), truth(new Box(100, 0, 120, 20))),
            List.of(new FoundBox(0, box, 0.8), new FoundBox(0, new Box(50, 0, 70, 20), 0.9)));

    List<RankedDetections.Place> curve = RankedDetections.of(List.of(half), 0).curve();

    assertThat(curve).hasSize(51);
    assertThat(curve.get(0).confidence()).isEqualTo(0.9);
    assertThat(curve.get(50).confidence()).isEqualTo(0.8);
    assertThat(curve).allSatisfy(at -> assertThat(at.precision()).isCloseTo(0.5, within(1e-9)));
  }

  private static PictureResult picture(SplittableRandom random) {
    List<TruthBox> truths = new ArrayList<>();
    List<FoundBox> found = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Box box = Box.ofSize(100 * i, 0, 40, 40);
      truths.add(truth(box));
      double shift = 30 * random.nextDouble();
      found.add(new FoundBox(0, Box.ofSize(100 * i + shift, 0, 40, 40), random.nextDouble()));
    }
    return new PictureResult(truths, found);
  }

  private static TruthBox truth(Box box) {
    return new TruthBox(0, "fish", box, box.area(), false);
  }

  private static List<PictureResult> pictures(List<Truth> truths, List<Found> found) {
    TreeSet<Long> images = new TreeSet<>(truths.stream().map(Truth::image).toList());
    found.forEach(one -> images.add(one.image()));
    return images.stream()
        .map(
            image ->
                new PictureResult(
                    truths.stream()
                        .filter(one -> one.image() == image)
                        .map(
                            one ->
                                new TruthBox(
                                    one.classIndex(), "", one.box(), one.area(), one.crowd()))
                        .toList(),
                    found.stream()
                        .filter(one -> one.image() == image)
                        .map(one -> new FoundBox(one.classIndex(), one.box(), one.score()))
                        .toList()))
        .toList();
  }
}

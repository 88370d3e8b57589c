package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.SharedData;
import org.reeflens.evaluate.DetectionEvaluator.Found;
import org.reeflens.evaluate.DetectionEvaluator.Result;
import org.reeflens.evaluate.DetectionEvaluator.Truth;
import org.reeflens.geometry.Box;

class DetectionEvaluatorTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void numbersOfVal2014AreThoseOfCocoapi() throws IOException {
    Path folder = SharedData.path("golden/coco/val2014_fake100");

    Result result =
        DetectionEvaluator.evaluate(
            truths(folder.resolve("instances_val2014_100.json")),
            found(folder.resolve("instances_val2014_fakebbox100_results.json")));

    JsonNode expected = JSON.readTree(folder.resolve("expected_pycocotools.json").toFile());
    assertSame(result, expected.path("bbox"));
  }

  @Test
  void numbersOfFourImagesAreThoseOfCocoapi() throws IOException {
    Path folder = SharedData.path("golden/coco/four_images");

    Result result =
        DetectionEvaluator.evaluate(
            truths(folder.resolve("gt.json")), found(folder.resolve("dt.json")));

    assertSame(result, JSON.readTree(folder.resolve("expected.json").toFile()));
  }

  @Test
  void perfectDetectionsScoreOne() {
    Box box = new Box(0, 0, 20, 20);

    Result result =
        DetectionEvaluator.evaluate(
            List.of(Truth.of(1, 0, box)), List.of(new Found(1, 0, box, 0.3)));

    assertThat(result.ap()).isCloseTo(1, within(1e-12));
    assertThat(result.ar100()).isEqualTo(1);
    assertThat(result.apSmall()).isCloseTo(1, within(1e-12));
    assertThat(result.apLarge()).isEqualTo(-1);
  }

  @Test
  void falseDetectionAboveTheRightOneHalvesThePrecision() {
    Box box = new Box(0, 0, 20, 20);
    Result result =
        DetectionEvaluator.evaluate(
            List.of(Truth.of(1, 0, box)),
            List.of(new Found(1, 0, box, 0.3), new Found(2, 0, box, 0.9)));

    assertThat(result.ap50()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void crowdIsFoundManyTimesWithoutEffect() {
    Box one = new Box(0, 0, 20, 20);
    Box group = new Box(100, 0, 200, 100);
    Result result =
        DetectionEvaluator.evaluate(
            List.of(Truth.of(1, 0, one), new Truth(1, 0, group, group.area(), true, false)),
            List.of(
                new Found(1, 0, new Box(100, 0, 120, 20), 0.9),
                new Found(1, 0, new Box(150, 50, 170, 70), 0.8),
                new Found(1, 0, one, 0.7)));

    assertThat(result.ap()).isCloseTo(1, within(1e-12));
  }

  @Test
  void nothingToFindIsMinusOne() {
    Result result =
        DetectionEvaluator.evaluate(List.of(), List.of(new Found(1, 0, new Box(0, 0, 9, 9), 0.9)));

    assertThat(result.ap()).isEqualTo(-1);
    assertThat(result.classes().get(0)).isEqualTo(new DetectionEvaluator.OfClass(-1, -1, -1));
  }

  private static void assertSame(Result result, JsonNode expected) {
    String[] names = {
      "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"
    };
    double[] numbers = {
      result.ap(),
      result.ap50(),
      result.ap75(),
      result.apSmall(),
      result.apMedium(),
      result.apLarge(),
      result.ar1(),
      result.ar10(),
      result.ar100(),
      result.arSmall(),
      result.arMedium(),
      result.arLarge()
    };
    for (int i = 0; i < names.length; i++) {
      assertThat(numbers[i])
          .as(names[i])
          .isCloseTo(expected.path("stats").path(names[i]).doubleValue(), within(1e-6));
    }
    result
        .classes()
        .forEach(
            (classIndex, of) -> {
              JsonNode one = expected.path("per_class").path(classIndex.toString());
              assertThat(of.ap())
                  .as("AP of class %s", classIndex)
                  .isCloseTo(one.path("AP").doubleValue(), within(1e-6));
              assertThat(of.ap50())
                  .as("AP50 of class %s", classIndex)
                  .isCloseTo(one.path("AP50").doubleValue(), within(1e-6));
              assertThat(of.ar100())
                  .as("AR100 of class %s", classIndex)
                  .isCloseTo(one.path("AR100").doubleValue(), within(1e-6));
            });
  }

  static List<Truth> truths(Path file) throws IOException {
    List<Truth> truths = new ArrayList<>();
    for (JsonNode one : JSON.readTree(file.toFile()).path("annotations")) {
      truths.add(
          new Truth(
              one.path("image_id").longValue(),
              one.path("category_id").intValue(),
              box(one.path("bbox")),
              one.path("area").doubleValue(),
              one.path("iscrowd").intValue() == 1,
              one.path("ignore").intValue() == 1));
    }
    return truths;
  }

  static List<Found> found(Path file) throws IOException {
    List<Found> found = new ArrayList<>();
    for (JsonNode one : JSON.readTree(file.toFile())) {
      found.add(
          new Found(
              one.path("image_id").longValue(),
              one.path("category_id").intValue(),
              box(one.path("bbox")),
              one.path("score").doubleValue()));
    }
    return found;
  }

  private static Box box(JsonNode numbers) {
    return Box.ofSize(
        numbers.path(0).doubleValue(),
        numbers.path(1).doubleValue(),
        numbers.path(2).doubleValue(),
        numbers.path(3).doubleValue());
  }
}

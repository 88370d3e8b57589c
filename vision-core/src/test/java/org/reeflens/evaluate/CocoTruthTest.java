package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;

class CocoTruthTest {

  private static final String WHOLE =
      """
      {"images": [{"id": 7, "file_name": "day1/a.jpg", "width": 64, "height": 36},
                  {"id": 8, "file_name": "b.jpg"}],
       "annotations": [{"id": 1, "image_id": 7, "category_id": 3, "bbox": [10, 20, 4, 6],
                        "area": 17.5, "iscrowd": 0},
                       {"id": 2, "image_id": 7, "category_id": 3, "bbox": [0, 0, 9, 9],
                        "iscrowd": 1}],
       "categories": [{"id": 3, "name": "Girella tricuspidata"}]}""";

  @TempDir private Path folder;

  @Test
  void boxesAreInPixelsWithCentresAtIntegers() throws IOException {
    DetectionTruth truth = DetectionTruth.coco(write(WHOLE));

    assertThat(truth.of(Path.of("a.jpg"), 64, 36))
        .containsExactly(
            new DetectionTruth.Drawn(
                "3", "Girella tricuspidata", new Box(9.5, 19.5, 13.5, 25.5), 17.5, false),
            new DetectionTruth.Drawn(
                "3", "Girella tricuspidata", new Box(-0.5, -0.5, 8.5, 8.5), 81, true));
    assertThat(truth.of(Path.of("b.jpg"), 5, 5)).isEmpty();
    assertThat(truth.lists(Path.of("c.jpg"))).isFalse();
    assertThat(truth.unlistedIsEmpty()).isFalse();
  }

  @Test
  void pictureOfAnotherSizeIsRefused() throws IOException {
    DetectionTruth truth = DetectionTruth.coco(write(WHOLE));

    assertThatIOException()
        .isThrownBy(() -> truth.of(Path.of("a.jpg"), 32, 18))
        .withMessageStartingWith("a.jpg has 32x18 pixels, but ")
        .withMessageEndingWith("was drawn on 64x36; name the pictures that were drawn on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"images\" | \"pictures\" | it has no list 'images'",
        "\"image_id\": 7 | \"image_id\": 9 | annotation 1 belongs to an image that is not listed",
        "\"category_id\": 3 | \"category_id\": 5 | annotation 1 has category 5, which is not listed",
        "[10, 20, 4, 6] | [10, 20, 4] | the bbox of annotation 1 is not [x, y, width, height]: [10,20,4]",
        "b.jpg | a.jpg | two images are called a.jpg"
      })
  void wrongPartIsNamed(String right, String wrong, String message) throws IOException {
    Path file = write(WHOLE.replace(right, wrong));

    assertThatIOException()
        .isThrownBy(() -> DetectionTruth.coco(file))
        .withMessage(file + " is no COCO truth: " + message);
  }

  @Test
  void textIsNoTruth() throws IOException {
    Path file = write("many fish");

    assertThatIOException()
        .isThrownBy(() -> DetectionTruth.coco(file))
        .withMessageStartingWith(file + " is no JSON: ");
    assertThatIOException()
        .isThrownBy(() -> DetectionTruth.coco(folder.resolve("none.json")))
        .withMessage(folder.resolve("none.json") + " does not exist");
  }

  /** The two forms of one data set were made from the same boxes. */
  @Test
  void cocoAndYoloFormsOfSeagrassAgree() throws IOException {
    Path set = SharedData.path("data/detect/seagrass/train");
    DetectionTruth coco = DetectionTruth.coco(set.resolve("instances.json"));
    DetectionTruth yolo = DetectionTruth.yolo(set.resolve("labels"));

    int boxes = 0;
    for (Path picture : PictureFolder.list(set.resolve("images"))) {
      var drawn = coco.of(picture, 640, 360);
      var same = yolo.of(picture, 640, 360);
      assertThat(same).hasSameSizeAs(drawn);
      for (int i = 0; i < same.size(); i++) {
        assertThat(same.get(i).box().iou(drawn.get(i).box())).isGreaterThan(0.98);
      }
      boxes += same.size();
    }
    assertThat(boxes).isEqualTo(1615);
  }

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("instances.json"), json);
  }
}

package org.reeflens.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reeflens.SharedData;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.frame.PictureFrame;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Mask;
import org.reeflens.geometry.Point;
import org.reeflens.geometry.Polygon;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.measure.MaskPicture;
import org.reeflens.measure.Outline;
import org.reeflens.measure.Outliner;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;

class FishOutlinerTest {

  private ModelCatalogue models;
  private ModelPackage model;

  @BeforeEach
  void openPackage() {
    models = ModelCatalogue.of(List.of());
    model = models.get("reef-fish-outliner");
  }

  @AfterEach
  void closeCatalogue() {
    models.close();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void goldenOutputIsRepeated(Engine engine) {
    try (InferenceSession session =
        InferenceSession.open(model, SessionOptions.DEFAULT.withEngine(engine).withBatch(1))) {
      SelfTest.Result result = SelfTest.run(model, session);

      assertThat(result.numbers()).isGreaterThanOrEqualTo(1000);
      assertThat(result.largestDifference()).isLessThan(result.tolerance() / 2);
    }
  }

  /** Every eighth fish of the test split. */
  @Test
  void fishAreOutlinedAsWellAsMeasured() throws IOException {
    Path test = SharedData.path("data/detect/seagrass/test");
    JsonNode truth = new ObjectMapper().readTree(test.resolve("instances.json").toFile());
    List<Double> overlaps = new ArrayList<>();
    try (Outliner outliner = Outliner.open(model, SessionOptions.DEFAULT)) {
      for (int i = 0; i < truth.get("annotations").size(); i += 8) {
        JsonNode fish = truth.get("annotations").get(i);
        String name =
            truth.get("images").get(fish.get("image_id").asInt() - 1).get("file_name").asText();
        Mask outlined = Mask.of(polygon(fish.get("segmentation").get(0)));
        Box box = outlined.box().orElseThrow();
        Optional<Outline> found =
            outliner.outline(PictureFrame.read(test.resolve("images").resolve(name)), box);
        overlaps.add(found.map(outline -> outline.mask().iou(outlined)).orElse(0.0));
      }
    }
    assertThat(overlaps).hasSizeGreaterThan(50);
    assertThat(overlaps.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .isGreaterThan(0.7);
  }

  /** The clown fish is striped, as no fish of the training was; the card says how well it does. */
  @Test
  void aFishUnlikeThoseOfTheTrainingIsOutlinedLessWell() throws IOException {
    Path folder = SharedData.path("data/length/fish-masks/segmentation");
    Mask truth = MaskPicture.read(folder.resolve("mask.png"));
    try (Outliner outliner = Outliner.open(model, SessionOptions.DEFAULT)) {
      Outline outline =
          outliner
              .outline(PictureFrame.read(folder.resolve("rgb.jpg")), truth.box().orElseThrow())
              .orElseThrow();
      assertThat(outline.mask().iou(truth)).isGreaterThan(0.55);
    }
  }

  @Test
  void aBoxOverTheEdgeIsOutlinedAndOneOutsideIsRefused() throws IOException {
    Path picture = SharedData.path("data/length/fish-masks/segmentation/rgb.jpg");
    try (Outliner outliner = Outliner.open(model, SessionOptions.DEFAULT)) {
      PictureFrame frame = PictureFrame.read(picture);
      outliner
          .outline(frame, new Box(-50, -40, 200, 100))
          .ifPresent(outline -> assertThat(outline.mask().left()).isZero());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> outliner.outline(frame, new Box(1400, 10, 1500, 100)));
    }
  }

  @Test
  void itIsNoDetectorAndADetectorIsNoOutliner() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Detector.open(model, DetectorOptions.DEFAULT));
    ModelPackage detector = models.get("reef-fish-detector");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Outliner.open(detector, SessionOptions.DEFAULT))
        .withMessageContaining("gives no outlines; its task is DETECTION");
  }

  /** COCO measures from the corner of the first pixel. */
  private static Polygon polygon(JsonNode coco) {
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < coco.size(); i += 2) {
      corners.add(new Point(coco.get(i).asDouble() - 0.5, coco.get(i + 1).asDouble() - 0.5));
    }
    return new Polygon(corners);
  }
}

package org.reeflens.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reeflens.SharedData;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.evaluate.DetectorEvaluation;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxon;

class ReefFishDetectorTest {

  private ModelCatalogue models;
  private ModelPackage model;

  @BeforeEach
  void openPackage() {
    models = ModelCatalogue.of(List.of());
    model = models.get("reef-fish-detector");
  }

  @AfterEach
  void closeCatalogue() {
    models.close();
  }

  @Test
  void packageIsFoundOnTheClassPath() {
    assertThat(models.list())
        .extracting(ModelCatalogue.Entry::place)
        .contains("class path:org/reeflens/models/reef-fish-detector-2.0.0");
    assertThat(model.engines()).containsExactly(Engine.ONNXRUNTIME, Engine.PYTORCH);
    assertThat(model.classes()).containsExactly(Taxon.UNIDENTIFIED_FISH);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void goldenOutputIsRepeated(Engine engine) {
    try (InferenceSession session =
        InferenceSession.open(model, SessionOptions.DEFAULT.withEngine(engine).withBatch(1))) {
      SelfTest.Result result = SelfTest.run(model, session);

      assertThat(result.numbers()).isGreaterThanOrEqualTo(100);
      assertThat(result.largestDifference()).isLessThan(result.tolerance() / 2);
    }
  }

  /** Whole test sets; the bounds are a little under what the card says of this version. */
  @ParameterizedTest
  @CsvSource({"seagrass, 300, 0.87", "deepfish, 818, 0.335"})
  void fishOfUnseenPlacesAreFoundAsWellAsAsked(String set, int images, double ap50)
      throws IOException, InterruptedException {
    Path test = SharedData.path("data/detect/" + set + "/test");

    DetectorEvaluation result;
    try (Detector detector = Detector.open(model, DetectorOptions.DEFAULT.withConfidence(0.003))) {
      result =
          DetectorEvaluation.run(
              detector,
              model.manifest().thresholds().confidence().value(),
              test.resolve("images"),
              test.resolve("labels"),
              classIndex -> true);
    }

    System.out.println(set + ": " + result);
    assertThat(result.images()).isEqualTo(images);
    assertThat(result.ap50()).isGreaterThanOrEqualTo(ap50);
  }
}

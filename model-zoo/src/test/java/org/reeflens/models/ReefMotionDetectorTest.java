package org.reeflens.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reeflens.SharedData;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.evaluate.DetectionClasses;
import org.reeflens.evaluate.DetectionReport;
import org.reeflens.evaluate.DetectionTruth;
import org.reeflens.evaluate.DetectorRun;
import org.reeflens.evaluate.PictureOrder;
import org.reeflens.evaluate.PictureProgress;
import org.reeflens.frame.Tiling;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxonomy;

class ReefMotionDetectorTest {

  private ModelCatalogue models;
  private ModelPackage model;

  @BeforeEach
  void openPackage() {
    models = ModelCatalogue.of(List.of());
    model = models.get("reef-motion-detector");
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

      assertThat(result.numbers()).isGreaterThanOrEqualTo(100);
      assertThat(result.largestDifference()).isLessThan(result.tolerance() / 2);
    }
  }

  /** Three habitats that were not trained on, frames in order at 5 a second. */
  @Test
  void fishThatMoveAreFoundAsWellAsTheCardSays() throws IOException, InterruptedException {
    Path test = SharedData.path("data/detect/deepfish/test");

    double stills = ap50(test, PictureOrder.SINGLE);
    double recordings = ap50(test, PictureOrder.numbered(5));

    System.out.printf("AP50 of frames in order %.3f, each alone %.3f%n", recordings, stills);
    assertThat(recordings).isGreaterThan(stills + 0.02);
  }

  private double ap50(Path set, PictureOrder order) throws IOException, InterruptedException {
    try (Detector detector =
        Detector.open(
            model, DetectorOptions.DEFAULT.withConfidence(DetectorRun.LEAST_CONFIDENCE))) {
      DetectorRun run =
          DetectorRun.over(
              detector,
              set.resolve("images"),
              order,
              DetectionTruth.yolo(set.resolve("labels")),
              DetectionClasses.fish(detector.classes(), Taxonomy.shipped()),
              PictureProgress.NONE);
      Double ap50 = DetectionReport.of(run, 0.5).ap50();
      assertThat(ap50).isNotNull();
      return ap50;
    }
  }

  @Test
  void tilesAreRefused() {
    DetectorOptions tiles = DetectorOptions.DEFAULT.withTiling(Tiling.grid(2, 2));

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Detector.open(model, tiles))
        .withMessage(
            "reef-motion-detector:1.0.0 compares a picture with its background, which it cannot do"
                + " tile by tile; leave out the tiles or take a model for single pictures");
  }
}

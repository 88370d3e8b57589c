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
import org.reeflens.evaluate.DetectionClasses;
import org.reeflens.evaluate.DetectionReport;
import org.reeflens.evaluate.DetectionTruth;
import org.reeflens.evaluate.DetectorRun;
import org.reeflens.evaluate.PictureOrder;
import org.reeflens.evaluate.PictureProgress;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Taxonomy;

class ReefAnimalDetectorTest {

  private ModelCatalogue models;
  private ModelPackage model;

  @BeforeEach
  void openPackage() {
    models = ModelCatalogue.of(List.of());
    model = models.get("reef-animal-detector");
  }

  @AfterEach
  void closeCatalogue() {
    models.close();
  }

  @Test
  void sharksAndRaysAreFishAndTheOthersAreNot() {
    assertThat(model.classes())
        .extracting(taxon -> taxon.scientificName() + " " + Taxonomy.shipped().isFish(taxon))
        .containsExactly(
            "unidentified fish true",
            "unidentified shark true",
            "unidentified ray true",
            "unidentified jellyfish false",
            "unidentified starfish false");
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

  /** Aquarium pictures, which may be neighbours of training pictures; the card says so. */
  @ParameterizedTest
  @CsvSource({
    "0=unidentified fish, 249, 0.42",
    "4=unidentified shark, 38, 0.70",
    "6=unidentified ray, 15, 0.45",
    "1=unidentified jellyfish, 154, 0.77",
    "5=unidentified starfish, 11, 0.30",
  })
  void eachClassIsFoundAsWellAsMeasured(String compared, int animals, double least)
      throws IOException, InterruptedException {
    Path test = SharedData.path("data/detect/aquarium/test");

    DetectionReport report;
    try (Detector detector =
        Detector.open(
            model, DetectorOptions.DEFAULT.withConfidence(DetectorRun.LEAST_CONFIDENCE))) {
      Taxonomy tree = model.taxonomy().and(Taxonomy.shipped());
      DetectorRun run =
          DetectorRun.over(
              detector,
              test.resolve("images"),
              PictureOrder.SINGLE,
              DetectionTruth.yolo(test.resolve("labels")),
              DetectionClasses.of(List.of(compared), detector.classes(), tree),
              PictureProgress.NONE);
      report = DetectionReport.of(run, model.manifest().thresholds().confidence().value());
    }

    System.out.println(compared + ": AP50 " + report.ap50());
    assertThat(report.animals()).isEqualTo(animals);
    assertThat(report.ap50()).isGreaterThanOrEqualTo(least);
  }
}

package org.reeflens.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;

class ClassifierPackagesTest {

  @ParameterizedTest
  @CsvSource({"reef-fish-classifier, 31", "coral-condition-classifier, 9"})
  void goldenFeaturesAreRepeated(String id, int classes) {
    try (ModelCatalogue models = ModelCatalogue.of(List.of())) {
      ModelPackage model = models.get(id);

      assertThat(model.classes()).hasSize(classes);
      assertThat(model.engines()).containsExactly(Engine.ONNXRUNTIME);
      try (InferenceSession session =
          InferenceSession.open(model, SessionOptions.DEFAULT.withBatch(1))) {
        SelfTest.Result result = SelfTest.run(model, session);

        assertThat(result.numbers()).isEqualTo(1280);
        assertThat(result.largestDifference()).isLessThan(result.tolerance());
      }
    }
  }
}

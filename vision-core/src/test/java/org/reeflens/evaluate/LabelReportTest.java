package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelReportTest {

  private final LabelReport report =
      LabelReport.of(
          List.of(
              new LabelReport.Patch(Set.of(0), new double[] {0.9, 0.2, 0.1}),
              new LabelReport.Patch(Set.of(0, 1), new double[] {0.4, 0.8, 0.1}),
              new LabelReport.Patch(Set.of(1), new double[] {0.6, 0.7, 0.1}),
              new LabelReport.Patch(Set.of(), new double[] {0.1, 0.1, 0.6})),
          List.of("healthy", "dead", "disease"),
          0.5);

  @Test
  void eachLabelHasItsNumbers() {
    LabelReport.OfLabel healthy = label("healthy");

    // Ranking: right, wrong, right.
    assertThat(healthy.ap()).isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
    assertThat(healthy.n()).isEqualTo(2);
    assertThat(healthy.precision()).isEqualTo(0.5);
    assertThat(healthy.recall()).isEqualTo(Share.of(1, 2));
    assertThat(healthy.f1()).isEqualTo(0.5);
    assertThat(label("dead").ap()).isEqualTo(1);
  }

  @Test
  void labelThatNoPatchHasIsLeftOutOfTheMeans() {
    LabelReport.OfLabel disease = label("disease");

    assertThat(disease.ap()).isNull();
    assertThat(disease.f1()).isNull();
    assertThat(disease.precision()).isZero();
    assertThat(disease.recall().share()).isNull();
    assertThat(report.meanAp()).isCloseTo((5 / 6.0 + 1) / 2, within(1e-12));
    assertThat(report.macroF1()).isCloseTo((0.5 + 1) / 2, within(1e-12));
  }

  @Test
  void togetherTheyAreCountedToo() {
    // Right 3 times, given 5 times, there 4 times.
    assertThat(report.microF1()).isCloseTo(6 / 9.0, within(1e-12));
    assertThat(report.allRight()).isEqualTo(Share.of(1, 4));
    assertThat(report.calibration().answers()).isEqualTo(12);
  }

  private LabelReport.OfLabel label(String name) {
    return Objects.requireNonNull(report.labels().get(name), name);
  }
}

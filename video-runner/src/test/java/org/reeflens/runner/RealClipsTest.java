package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detector;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.DiveAnalysis;

/**
 * MaxN of real clips against what people counted, with the shipped fish detectors and all defaults.
 * The bounds are what was measured when each detector was released, and one clip more that may be
 * off by one, as engines and machines round differently; a change that makes counts worse fails
 * here.
 */
class RealClipsTest {

  /** Measured: seagrass 0.42; reef 1.67: mangrove fish are missed, reef edges taken for fish. */
  @Test
  void stillDetectorCountsAsWellAsMeasured() throws IOException {
    ClipCounts counts = countWith("reef-fish-detector");

    assertThat(counts.size()).isEqualTo(40);
    assertThat(counts.meanAbsoluteError("seagrass", true)).isLessThanOrEqualTo(7 / 12.0);
    assertThat(counts.meanAbsoluteError("reef", true)).isLessThanOrEqualTo(6 / 3.0);
  }

  /** Measured: seagrass 0.17, reef 2.33 (mangrove fish are missed), both unseen river fish. */
  @Test
  void motionDetectorCountsAsWellAsMeasured() throws IOException {
    ClipCounts counts = countWith("reef-motion-detector");

    assertThat(counts.size()).isEqualTo(40);
    assertThat(counts.meanAbsoluteError("seagrass", true)).isLessThanOrEqualTo(3 / 12.0);
    assertThat(counts.meanAbsoluteError("reef", true)).isLessThanOrEqualTo(8 / 3.0);
    assertThat(counts.meanAbsoluteError("river", true)).isZero();
  }

  private static ClipCounts countWith(String model) throws IOException {
    try (ModelCatalogue models = ModelCatalogue.standard();
        Detector detector = Detector.open(models.get(model))) {
      return ClipCounts.with(model, dive -> DiveAnalysis.of(dive).detector(detector));
    }
  }
}

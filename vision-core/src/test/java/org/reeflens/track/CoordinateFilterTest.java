package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoordinateFilterTest {

  @Test
  void weighsTheForecastAgainstTheObservation() {
    // Variance 4 + 9 * 1 + 3 = 16 before the observation of variance 16: half the surprise is
    // taken.
    CoordinateFilter filter = new CoordinateFilter(10, 2, 3);
    filter.predict(1, Math.sqrt(3), 1);
    filter.correct(18, 4);
    assertThat(filter.position()).isEqualTo(14);
    // The velocity takes covariance / total = 9 / 32 of it.
    filter.predict(1, 1, 1);
    assertThat(filter.position()).isCloseTo(14 + 8 * 9.0 / 32, within(1e-12));
  }

  @Test
  void standsStillOnceStopped() {
    CoordinateFilter filter = new CoordinateFilter(0, 1, 10);
    filter.predict(1, 1, 1);
    filter.correct(5, 1);
    filter.stop();
    double before = filter.position();
    filter.predict(1, 1, 1);
    assertThat(filter.position()).isEqualTo(before);
  }

  @Test
  void findsASteadyVelocityWhateverTheSteps() {
    CoordinateFilter filter = new CoordinateFilter(0, 1, 10);
    double time = 0;
    for (int i = 0; i < 200; i++) {
      double step = i % 2 == 0 ? 0.25 : 1;
      time += step;
      filter.predict(step, 0.01, 0.01);
      filter.correct(3 * time, 1);
    }
    filter.predict(1, 0.01, 0.01);
    assertThat(filter.position()).isCloseTo(3 * (time + 1), within(1e-6));
  }
}

package org.reeflens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {

  /** Both ends solve {@code |share - p| = z sqrt(p (1 - p) / n)}, the interval's definition. */
  @ParameterizedTest
  @CsvSource({"57, 60", "1, 12", "590, 1226", "5, 10"})
  void wilsonEndsAreWhereTheShareIsJustBelievable(int hits, int cases) {
    Interval interval = Wilson.interval95(hits, cases);

    double share = (double) hits / cases;
    for (double end : new double[] {interval.low(), interval.high()}) {
      assertThat(Math.abs(share - end))
          .isCloseTo(1.959964 * Math.sqrt(end * (1 - end) / cases), within(1e-6));
    }
    assertThat(interval.contains(share)).isTrue();
  }

  @Test
  void wilsonOfNoneAndOfAllTouchesTheBorder() {
    // z² / (n + z²) = 3.841459 / 13.841459
    assertThat(Wilson.interval95(0, 10).low()).isZero();
    assertThat(Wilson.interval95(0, 10).high()).isCloseTo(0.277533, within(1e-6));
    assertThat(Wilson.interval95(10, 10).low()).isCloseTo(1 - 0.277533, within(1e-6));
    assertThat(Wilson.interval95(10, 10).high()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 3", "4, 3"})
  void wilsonOfNonsenseIsRefused(int hits, int cases) {
    assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval95(hits, cases));
  }

  @Test
  void bootstrapOfAMeanIsAboutTheNormalInterval() {
    double[] values = DoubleStream.iterate(0, v -> v + 1).limit(100).toArray();

    Interval interval =
        Bootstrap.interval95(
                values.length,
                times -> {
                  double sum = 0;
                  for (int i = 0; i < values.length; i++) {
                    sum += times[i] * values[i];
                  }
                  return sum / Arrays.stream(times).sum();
                })
            .orElseThrow();

    // Mean 49.5, standard deviation 28.866, standard error 2.8866.
    assertThat(interval.low()).isCloseTo(49.5 - 1.96 * 2.8866, within(0.6));
    assertThat(interval.high()).isCloseTo(49.5 + 1.96 * 2.8866, within(0.6));
  }

  @Test
  void bootstrapIsTheSameEveryTime() {
    Bootstrap.Statistic first = times -> times[0] + 0.1 * times[1];

    assertThat(Bootstrap.interval95(30, first)).isEqualTo(Bootstrap.interval95(30, first));
  }

  @Test
  void bootstrapOfTooLittleIsUnknown() {
    assertThat(Bootstrap.interval95(1, times -> 1)).isEmpty();
    assertThat(Bootstrap.interval95(10, times -> Double.NaN)).isEmpty();
  }
}

package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reeflens.evaluate.CountErrors.Pair;
import org.reeflens.stats.Interval;

class CountErrorsTest {

  @Test
  void everyNumberIsThatOfThePaperExample() {
    // By hand: errors -1, 1, 0, -2; deviations of the truth -2.5, -0.5, 0.5, 2.5.
    CountErrors errors =
        CountErrors.of(List.of(new Pair(1, 0), new Pair(3, 4), new Pair(4, 4), new Pair(6, 4)));

    assertThat(errors.n()).isEqualTo(4);
    assertThat(errors.meanTruth()).isEqualTo(3.5);
    assertThat(errors.meanCounted()).isEqualTo(3);
    assertThat(errors.mae().value()).isEqualTo(1);
    assertThat(errors.rmse().value()).isCloseTo(Math.sqrt(1.5), within(1e-12));
    assertThat(errors.bias().value()).isEqualTo(-0.5);
    assertThat(value(errors.nMae())).isCloseTo(4 / 14.0, within(1e-12));
    assertThat(value(errors.slope())).isCloseTo(10 / 13.0, within(1e-12));
    assertThat(value(errors.intercept())).isCloseTo(3 - 35 / 13.0, within(1e-12));
    assertThat(value(errors.r2())).isCloseTo(100 / (13.0 * 12), within(1e-12));
    assertThat(value(errors.r2OfTruth())).isCloseTo(1 - 6 / 13.0, within(1e-12));
  }

  @Test
  void intervalsHoldTheNumberAndShrinkWithTheSamples() {
    CountErrors few = CountErrors.of(season(10));
    CountErrors many = CountErrors.of(season(200));

    Interval wide = Objects.requireNonNull(few.mae().interval95());
    Interval narrow = Objects.requireNonNull(many.mae().interval95());
    assertThat(few.mae().value()).isBetween(wide.low(), wide.high());
    assertThat(many.mae().value()).isBetween(narrow.low(), narrow.high());
    assertThat(narrow.high() - narrow.low()).isLessThan((wide.high() - wide.low()) / 2);
    assertThat(CountErrors.of(season(10))).isEqualTo(few);
  }

  private static List<Pair> season(int samples) {
    return IntStream.range(0, samples).mapToObj(i -> new Pair(i % 7, (i * 3) % 8)).toList();
  }

  @Test
  void whatIsNotKnownIsNull() {
    CountErrors one = CountErrors.of(List.of(new Pair(0, 2)));
    assertThat(one.mae()).isEqualTo(new CountErrors.WithInterval(2, null));
    assertThat(one.nMae()).isNull();
    assertThat(one.slope()).isNull();
    assertThat(one.r2()).isNull();

    CountErrors flat = CountErrors.of(List.of(new Pair(1, 2), new Pair(3, 2)));
    assertThat(value(flat.slope())).isZero();
    assertThat(flat.r2()).isNull();
    assertThat(value(flat.r2OfTruth())).isZero();
  }

  @Test
  void countsMustBeCounts() {
    assertThatThrownBy(() -> new Pair(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pair(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CountErrors.of(List.of())).hasMessage("no counts to compare");
  }

  private static double value(CountErrors.@Nullable WithInterval number) {
    return Objects.requireNonNull(number).value();
  }
}

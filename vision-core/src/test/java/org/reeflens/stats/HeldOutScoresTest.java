package org.reeflens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reeflens.stats.HeldOutScores.Place;

class HeldOutScoresTest {
  private static final Place REEF =
      new Place("reef", 100, List.of(80, 60, 50, 10), List.of(100, 40, 40, 0));
  private static final HeldOutScores SCORES =
      new HeldOutScores("a test", List.of(0.1, 0.3, 0.5, 0.9), List.of(REEF));

  @Test
  void shareFoundRunsStraightBetweenTheConfidencesKnown() {
    assertThat(SCORES.found(REEF, 0.3)).isEqualTo(0.6);
    assertThat(SCORES.found(REEF, 0.2)).isCloseTo(0.7, within(1e-12));
    assertThat(SCORES.found(REEF, 0.7)).isCloseTo(0.3, within(1e-12));
    assertThat(SCORES.found(REEF, 0.01)).isEqualTo(0.8);
    assertThat(SCORES.found(REEF, 1)).isEqualTo(0.1);
  }

  /**
   * Bins: 20 of 80, 10 of 10, 40 of 80, 10 of 10. The second and third fall and are pooled to 50 of
   * 90.
   */
  @Test
  void aConfidenceIsWorthTheShareRightInItsBinAndNeverLessThanALowerOne() {
    HeldOutScores.ScoreCurve curve = SCORES.curve(REEF);
    assertThat(curve.right(0.1)).isEqualTo(20.5 / 81);
    assertThat(curve.right(0.05)).isEqualTo(20.5 / 81);
    assertThat(curve.right(0.3)).isEqualTo(50.5 / 91);
    assertThat(curve.right(0.89)).isEqualTo(50.5 / 91);
    assertThat(curve.right(0.9)).isEqualTo(10.5 / 11);
  }

  @Test
  void refusesNumbersThatDoNotFit() {
    List<Double> two = List.of(0.1, 0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Place("reef", 10, List.of(11, 2), List.of(0, 0)))
        .withMessage("reef: the right boxes must fall from at most 10: [11, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Place("reef", 10, List.of(5, 2), List.of(0, 1)))
        .withMessage("reef: the wrong boxes must fall: [0, 1]");
    Place place = new Place("reef", 10, List.of(5, 2), List.of(1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeldOutScores("x", List.of(0.5, 0.1), List.of(place)))
        .withMessageStartingWith("the confidences of held-out scores must rise");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeldOutScores(" ", two, List.of(place)))
        .withMessage("held-out scores need their source");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeldOutScores("x", List.of(0.1, 0.2, 0.3), List.of(place)))
        .withMessage("reef must have as many numbers as there are confidences");
  }

  @Test
  void independentValuesNeedNoBlocks() {
    assertThat(meanLength(0, 400)).isLessThan(4);
    assertThat(BlockLength.of(new double[] {3, 3, 3, 3, 3})).isEqualTo(1);
    assertThat(BlockLength.of(new double[0])).isEqualTo(1);
    assertThat(BlockLength.of(new double[] {1, 2})).isEqualTo(1);
  }

  /**
   * The best length for a first-order autoregression is {@code cbrt(1.5 (2 r / (1 - r²))² n)}: 10.2
   * for r = 0.5 and n = 400, 36 for r = 0.8.
   */
  @Test
  void valuesThatDependOnTheOnesBeforeNeedBlocksOfTheKnownLength() {
    assertThat(meanLength(0.5, 400)).isBetween(7.0, 14.0);
    assertThat(meanLength(0.8, 400)).isBetween(15.0, 40.0);
  }

  private static double meanLength(double memory, int n) {
    return IntStream.range(0, 50)
        .map(
            seed -> {
              SplittableRandom random = new SplittableRandom(seed);
              double[] last = {0};
              return BlockLength.of(
                  DoubleStream.generate(
                          () -> last[0] = memory * last[0] + random.nextDouble() - 0.5)
                      .limit(n)
                      .toArray());
            })
        .average()
        .orElseThrow();
  }
}

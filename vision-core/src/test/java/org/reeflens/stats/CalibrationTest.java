package org.reeflens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void errorIsThatOfASearchThroughTheBins() {
    SplittableRandom random = new SplittableRandom(7);
    double[] confidences = new double[500];
    boolean[] right = new boolean[500];
    for (int i = 0; i < 500; i++) {
      confidences[i] = random.nextDouble();
      right[i] = random.nextDouble() < confidences[i] * confidences[i];
    }

    double expected = 0;
    for (int bin = 0; bin < 15; bin++) {
      int n = 0;
      double gap = 0;
      for (int i = 0; i < 500; i++) {
        if (confidences[i] > bin / 15.0 && confidences[i] <= (bin + 1) / 15.0) {
          n++;
          gap += confidences[i] - (right[i] ? 1 : 0);
        }
      }
      expected += n == 0 ? 0 : Math.abs(gap) / 500;
    }

    Reliability reliability = Reliability.of(confidences, right);
    assertThat(reliability.error()).isCloseTo(expected, within(1e-12));
    assertThat(reliability.bins().stream().mapToInt(Reliability.Bin::answers).sum()).isEqualTo(500);
  }

  @Test
  void confidence079OfWhichHalfIsRightIsOffBy029() {
    Reliability reliability =
        Reliability.of(new double[] {0.79, 0.79}, new boolean[] {true, false});

    assertThat(reliability.error()).isCloseTo(0.29, within(1e-12));
    assertThat(reliability.bins().get(11))
        .isEqualTo(new Reliability.Bin(11 / 15.0, 12 / 15.0, 2, 0.79, 0.5));
  }

  @Test
  void endsOfTheScaleHaveTheirBins() {
    Reliability reliability = Reliability.of(new double[] {0, 1}, new boolean[] {false, true});

    assertThat(reliability.error()).isZero();
    assertThat(reliability.bins().get(0).answers()).isEqualTo(1);
    assertThat(reliability.bins().get(14).answers()).isEqualTo(1);
  }

  @Test
  void noAnswerHasNoError() {
    assertThat(Reliability.of(new double[0], new boolean[0]).error()).isNaN();
  }

  @Test
  void confidenceAboveOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reliability.of(new double[] {1.01}, new boolean[] {true}))
        .withMessageContaining("1.01");
  }

  @Test
  void properScoresByHand() {
    double[] forecast = {0.7, 0.2, 0.1};
    boolean[] first = {true, false, false};
    boolean[] firstTwo = {true, true, false};

    // 0.3² + 0.2² + 0.1²
    assertThat(ProperScores.brier(forecast, first)).isCloseTo(0.14, within(1e-12));
    assertThat(ProperScores.logLoss(forecast, first)).isCloseTo(-Math.log(0.7), within(1e-12));
    // 0.1² + 0.1²
    assertThat(ProperScores.brier(forecast, firstTwo)).isCloseTo(0.02, within(1e-12));
    assertThat(ProperScores.logLoss(forecast, firstTwo)).isCloseTo(-Math.log(0.9), within(1e-12));
    assertThat(ProperScores.logLoss(new double[] {0, 1}, new boolean[] {true, false}))
        .isCloseTo(12 * Math.log(10), within(1e-9));
  }
}

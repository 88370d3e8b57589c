package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {

  @Test
  void stepwiseByHand() {
    // Right at the places 1, 3 and 4 of 5.
    double ap =
        AveragePrecision.stepwise(
            new double[] {0.9, 0.8, 0.7, 0.6, 0.1}, new boolean[] {true, false, true, true, false});

    assertThat(ap).isCloseTo((1 + 2 / 3.0 + 3 / 4.0) / 3, within(1e-12));
  }

  @Test
  void stepwiseIsTheSumOverAllCuts() {
    SplittableRandom random = new SplittableRandom(11);
    double[] scores = new double[200];
    boolean[] positive = new boolean[200];
    int wanted = 0;
    for (int i = 0; i < 200; i++) {
      // Few values, so that there are many ties.
      scores[i] = random.nextInt(20) / 20.0;
      positive[i] = random.nextDouble() < scores[i];
      wanted += positive[i] ? 1 : 0;
    }

    double expected = 0;
    double before = 0;
    for (int cut = 20; cut >= 0; cut--) {
      int right = 0;
      int given = 0;
      for (int i = 0; i < 200; i++) {
        if (scores[i] >= cut / 20.0) {
          given++;
          right += positive[i] ? 1 : 0;
        }
      }
      double recall = (double) right / wanted;
      expected += given == 0 ? 0 : (recall - before) * right / given;
      before = recall;
    }

    assertThat(AveragePrecision.stepwise(scores, positive)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void nothingWantedHasNoAveragePrecision() {
    assertThat(AveragePrecision.stepwise(new double[] {0.5}, new boolean[1])).isNaN();
  }
}

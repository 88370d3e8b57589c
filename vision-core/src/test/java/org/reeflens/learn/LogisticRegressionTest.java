package org.reeflens.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reeflens.classify.LinearHead;

class LogisticRegressionTest {

  private static final double PENALTY = 0.1;

  @Test
  void slopeIsTheLimitOfDifferences() {
    LogisticRegression regression = new LogisticRegression(lesson());
    Random random = new Random(5);
    double[] point = random.doubles(12, -1, 1).toArray();
    double[] slope = new double[12];
    regression.loss(PENALTY, point, slope);

    for (int k = 0; k < point.length; k++) {
      double[] up = point.clone();
      double[] down = point.clone();
      up[k] += 1e-5;
      down[k] -= 1e-5;
      double difference =
          regression.loss(PENALTY, up, new double[12])
              - regression.loss(PENALTY, down, new double[12]);
      assertThat(slope[k]).isCloseTo(difference / 2e-5, within(1e-8));
    }
  }

  @Test
  void lossAtZeroIsTheLogarithmOfTheClasses() {
    assertThat(new LogisticRegression(lesson()).loss(PENALTY, new double[12], new double[12]))
        .isCloseTo(Math.log(3), within(1e-12));
  }

  /** Numbers by scikit-learn 1.9.1 (C = 10, the same weights of rows, scaled the same way). */
  @Test
  void solutionIsThatOfAnotherProgram() {
    LinearHead head = new LogisticRegression(lesson()).fit(PENALTY);

    double[][] weights = {
      {0.33250781, -0.03059538, -0.00811460},
      {-0.17918504, 0.01681669, 0.08514946},
      {-0.15332277, 0.01377869, -0.07703486}
    };
    double[] biases = {-0.99733243, 0.13554771, 0.86178472};
    double mean = (head.biases()[0] + head.biases()[1] + head.biases()[2]) / 3;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 3; i++) {
        assertThat((double) head.weights()[c][i]).isCloseTo(weights[c][i], within(1e-4));
      }
      assertThat(head.biases()[c] - mean).isCloseTo(biases[c], within(3e-4));
    }
  }

  /** One feature, two classes: the best slope is where the derivative changes its sign. */
  @Test
  void twoClassesAreSolvedByBisectionToo() {
    List<float[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (float x : new float[] {-3, -1, 1, -1, 1, 3}) {
      labels.add(labels.size() / 3);
      rows.add(new float[] {x});
    }
    Lesson lesson = new Lesson(rows, labels, 2);
    LinearHead head = new LogisticRegression(lesson).fit(PENALTY);

    // Both weights are opposite, so the margin is 2 w x and the penalty w².
    double low = 0;
    double high = 20;
    for (int i = 0; i < 100; i++) {
      double w = (low + high) / 2;
      double slope = 2 * PENALTY * w;
      for (int n = 0; n < 6; n++) {
        double x = rows.get(n)[0] * lesson.scale(0) * (labels.get(n) == 1 ? 1 : -1);
        slope -= 2 * x / 6 / (1 + Math.exp(2 * w * x));
      }
      if (slope > 0) {
        high = w;
      } else {
        low = w;
      }
    }
    assertThat((double) head.weights()[1][0]).isCloseTo(low * lesson.scale(0), within(1e-4));
    assertThat((double) head.biases()[0]).isCloseTo(0, within(1e-4));
  }

  @Test
  void featureThatNeverChangesGetsNoWeight() {
    List<float[]> rows =
        List.of(new float[] {1, 7}, new float[] {2, 7}, new float[] {3, 7}, new float[] {4, 7});
    LinearHead head = new LogisticRegression(new Lesson(rows, List.of(0, 0, 1, 1), 2)).fit(PENALTY);

    assertThat(head.weights()[0][1]).isZero();
    assertThat(head.scores(new float[] {4, 7})[1])
        .isGreaterThan(head.scores(new float[] {4, 7})[0]);
  }

  @Test
  void classesWeighTheSameHoweverManyRowsTheyHave() {
    Lesson lesson = lesson();
    double[] sums = new double[3];
    for (int n = 0; n < lesson.rows(); n++) {
      sums[lesson.label(n)] += lesson.weight(n);
    }
    assertThat(sums).containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(1e-12));
  }

  @Test
  void minimumOfABowlIsFound() {
    double[] point = new double[20];
    new Lbfgs(1e-10, 500)
        .minimise(
            (at, slope) -> {
              double value = 0;
              for (int i = 0; i < at.length; i++) {
                slope[i] = (i + 1) * (at[i] - i);
                value += (i + 1) * (at[i] - i) * (at[i] - i) / 2;
              }
              return value;
            },
            point);

    assertThat(point)
        .containsExactly(IntStream.range(0, 20).asDoubleStream().toArray(), within(1e-9));
  }

  @Test
  void nearestMeanScoresByDistance() {
    Lesson lesson = lesson();
    LinearHead head = NearestMean.fit(lesson);
    double[][] means = new double[3][3];
    int[] counts = new int[3];
    for (int n = 0; n < lesson.rows(); n++) {
      counts[lesson.label(n)]++;
      for (int i = 0; i < 3; i++) {
        means[lesson.label(n)][i] += lesson.row(n)[i];
      }
    }
    for (int n = 0; n < lesson.rows(); n++) {
      double[] scores = head.scores(lesson.row(n));
      double[] distances = new double[3];
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < 3; i++) {
          double away = (lesson.row(n)[i] - means[c][i] / counts[c]) * lesson.scale(i);
          distances[c] += away * away;
        }
      }
      assertThat(scores[0] - scores[1]).isCloseTo((distances[1] - distances[0]) / 2, within(1e-4));
      assertThat(scores[0] - scores[2]).isCloseTo((distances[2] - distances[0]) / 2, within(1e-4));
    }
  }

  /** 24 rows of three features; a quarter is of class 0, half of class 1, a quarter of class 2. */
  private static Lesson lesson() {
    List<float[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      rows.add(
          new float[] {
            (float) (i % 5 + 0.5 * (i % 3) + (i % 4 == 0 ? 2 : 0)),
            (float) ((i * 7) % 11 - 0.3 * i),
            3 + (i * i) % 7
          });
      labels.add(i % 4 == 0 ? 0 : i % 2 == 1 ? 1 : 2);
    }
    return new Lesson(rows, labels, 3);
  }
}

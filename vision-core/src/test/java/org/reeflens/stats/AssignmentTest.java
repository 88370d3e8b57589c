package org.reeflens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.reeflens.stats.Assignment.NONE;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {

  @Test
  void givesUpTheNearestColumnWhenTheTotalGains() {
    double[] costs = {
      1, 2, 9,
      1, 8, 9,
      4, 4, 4
    };
    assertThat(Assignment.leastCost(costs, 3, 3)).containsExactly(1, 0, 2);
  }

  @Test
  void leavesTheSurplusOfTheLongerSideAlone() {
    assertThat(Assignment.leastCost(new double[] {5, 1, 3}, 3, 1)).containsExactly(NONE, 0, NONE);
    assertThat(Assignment.leastCost(new double[] {5, 1, 3}, 1, 3)).containsExactly(1);
  }

  @Test
  void nothingHasNothingToPair() {
    assertThat(Assignment.leastCost(new double[0], 0, 0)).isEmpty();
    assertThat(Assignment.leastCost(new double[0], 0, 4)).isEmpty();
    assertThat(Assignment.leastCost(new double[0], 2, 0, 1)).containsExactly(NONE, NONE);
  }

  @Test
  void theLimitWorksInsideTheSearchAndNotAfterIt() {
    double[] costs = {
      0.2, 0.5,
      0.3, 1.5
    };
    // Without a limit 0.5 + 0.3 is the least for two pairs, and with it both stay in reach.
    assertThat(Assignment.leastCost(costs, 2, 2)).containsExactly(1, 0);
    assertThat(Assignment.leastCost(costs, 2, 2, 0.9)).containsExactly(1, 0);
    // Two pairs now cost 0.8, one pair and two left alone 0.2 + 0.4. Dropping the 0.5 after the
    // search would have kept the pair of 0.3 instead.
    assertThat(Assignment.leastCost(costs, 2, 2, 0.4)).containsExactly(0, NONE);
  }

  @Test
  void aPairAtTheLimitIsNotMade() {
    assertThat(Assignment.leastCost(new double[] {0.5}, 1, 1, 0.5)).containsExactly(NONE);
    assertThat(Assignment.leastCost(new double[] {0.5}, 1, 1, 0.51)).containsExactly(0);
  }

  @Test
  void anInfiniteCostForbidsThePair() {
    double never = Double.POSITIVE_INFINITY;
    double[] costs = {
      never, 0.1,
      never, 0.2
    };
    assertThat(Assignment.leastCost(costs, 2, 2, 1)).containsExactly(1, NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTryingEverything(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      int rows = 1 + random.nextInt(7);
      int columns = 1 + random.nextInt(7);
      // Every other round has costs in tenths, so that ties are common.
      boolean ties = round % 2 == 0;
      double[] costs =
          random
              .doubles((long) rows * columns)
              .map(c -> ties ? Math.rint(c * 10) / 10 : c)
              .toArray();
      double limit = 0.1 + 0.9 * random.nextDouble();
      String which = "seed " + seed + ", round " + round;

      int[] limited = Assignment.leastCost(costs, rows, columns, limit);
      assertThat(totalWithLimit(costs, columns, limited, limit))
          .as(which)
          .isCloseTo(leastByTrying(costs, rows, columns, 0, 0, limit), within(1e-9));

      int[] full = Assignment.leastCost(costs, rows, columns);
      assertThat(Arrays.stream(full).filter(c -> c != NONE))
          .as(which)
          .hasSize(Math.min(rows, columns));
      // With a limit above every cost, the least total pairs the whole shorter side too.
      double loose = 1000;
      assertThat(totalWithLimit(costs, columns, full, loose))
          .as(which)
          .isCloseTo(leastByTrying(costs, rows, columns, 0, 0, loose), within(1e-9));
    }
  }

  @Test
  void solvesFiveHundredByFiveHundredOfHiddenPairs() {
    int n = 500;
    Random random = new Random(42);
    double[] costs = random.doubles((long) n * n, 0.5, 1).toArray();
    for (int row = 0; row < n; row++) {
      costs[row * n + (row * 7 + 3) % n] = 0.1;
    }
    int[] columns = Assignment.leastCost(costs, n, n, 0.9);
    for (int row = 0; row < n; row++) {
      assertThat(columns[row]).isEqualTo((row * 7 + 3) % n);
    }
  }

  @Test
  void refusesWhatIsNoCostMatrix() {
    assertThatThrownBy(() -> Assignment.leastCost(new double[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 costs are not 2 rows of 3");
    assertThatThrownBy(() -> Assignment.leastCost(new double[] {Double.NaN}, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a cost: NaN");
    assertThatThrownBy(() -> Assignment.leastCost(new double[] {Double.NaN}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("costs must be finite: NaN");
    assertThatThrownBy(() -> Assignment.leastCost(new double[1], 1, 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit must be finite: NaN");
  }

  /** The cost of the pairs, and half the limit for each row and column left alone. */
  private static double totalWithLimit(
      double[] costs, int columns, int[] columnOfRow, double limit) {
    double total = 0;
    int pairs = 0;
    for (int row = 0; row < columnOfRow.length; row++) {
      if (columnOfRow[row] != NONE) {
        total += costs[row * columns + columnOfRow[row]];
        pairs++;
      }
    }
    return total + (columnOfRow.length + columns - 2 * pairs) * limit / 2;
  }

  /** Tries every column, and none, for each row in turn; {@code used} is a set of bits. */
  private static double leastByTrying(
      double[] costs, int rows, int columns, int row, int used, double limit) {
    if (row == rows) {
      return (columns - Integer.bitCount(used)) * limit / 2;
    }
    double least = limit / 2 + leastByTrying(costs, rows, columns, row + 1, used, limit);
    for (int column = 0; column < columns; column++) {
      if ((used & 1 << column) == 0) {
        double rest = leastByTrying(costs, rows, columns, row + 1, used | 1 << column, limit);
        least = Math.min(least, costs[row * columns + column] + rest);
      }
    }
    return least;
  }
}

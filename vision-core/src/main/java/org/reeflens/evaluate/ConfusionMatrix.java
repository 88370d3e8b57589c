package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was taken for what.
 *
 * @param truths names of the rows: what it was
 * @param answers names of the columns: what it was called
 * @param counts cases by row and column
 */
public record ConfusionMatrix(
    List<String> truths, List<String> answers, List<List<Integer>> counts) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the counts do not fit the names
   */
  public ConfusionMatrix {
    truths = List.copyOf(truths);
    answers = List.copyOf(answers);
    counts = counts.stream().map(List::copyOf).toList();
    int columns = answers.size();
    if (counts.size() != truths.size() || counts.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          "the counts are not " + truths.size() + " rows of " + columns);
    }
  }

  /** Counts cases one by one. */
  static final class Counter {

    private final List<String> truths;
    private final List<String> answers;
    private final int[][] counts;

    Counter(List<String> truths, List<String> answers) {
      this.truths = truths;
      this.answers = answers;
      counts = new int[truths.size()][answers.size()];
    }

    void add(int truth, int answer) {
      counts[truth][answer]++;
    }

    ConfusionMatrix matrix() {
      List<List<Integer>> rows = new ArrayList<>();
      for (int[] row : counts) {
        rows.add(Arrays.stream(row).boxed().toList());
      }
      return new ConfusionMatrix(truths, answers, rows);
    }
  }

  /** Cases in a cell. */
  public int count(int truth, int answer) {
    return counts.get(truth).get(answer);
  }

  /** Cases in a row: how many there were. */
  public int ofTruth(int truth) {
    return counts.get(truth).stream().mapToInt(Integer::intValue).sum();
  }

  /** Cases in a column: how many were called so. */
  public int ofAnswer(int answer) {
    return counts.stream().mapToInt(row -> row.get(answer)).sum();
  }
}

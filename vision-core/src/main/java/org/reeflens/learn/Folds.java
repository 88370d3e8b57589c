package org.reeflens.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Divides pictures into parts for cross-validation. All pictures of a group lie in one part, and
 * the pictures of each class are spread over the parts as evenly as its groups allow.
 */
final class Folds {

  private Folds() {}

  /**
   * Divides.
   *
   * @param labels the class of each picture, 0 or more
   * @param groups the group of each picture
   * @param folds how many parts, 2 or more
   * @param seed decides between equal choices
   * @return the part of each picture, 0 to {@code folds - 1}
   */
  static int[] divide(List<Integer> labels, List<String> groups, int folds, long seed) {
    int classes = Collections.max(labels) + 1;
    Map<String, int[]> sizes = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      sizes.computeIfAbsent(groups.get(i), key -> new int[classes])[labels.get(i)]++;
    }
    List<Map.Entry<String, int[]>> order = new ArrayList<>(sizes.entrySet());
    order.sort(Map.Entry.comparingByKey());
    Collections.shuffle(order, new Random(seed));
    // Large groups first, as long as there is room to make up for them.
    order.sort(Comparator.comparingInt((Map.Entry<String, int[]> e) -> -sum(e.getValue())));
    int[][] filled = new int[folds][classes];
    Map<String, Integer> foldOf = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> group : order) {
      int best = 0;
      for (int fold = 1; fold < folds; fold++) {
        if (compare(group.getValue(), filled[fold], filled[best]) < 0) {
          best = fold;
        }
      }
      foldOf.put(group.getKey(), best);
      for (int c = 0; c < classes; c++) {
        filled[best][c] += group.getValue()[c];
      }
    }
    return groups.stream().mapToInt(foldOf::get).toArray();
  }

  /** Less of the group's own classes is better, then less of everything. */
  private static int compare(int[] group, int[] one, int[] other) {
    long own = 0;
    for (int c = 0; c < group.length; c++) {
      own += (long) group[c] * (one[c] - other[c]);
    }
    return own != 0 ? Long.signum(own) : Integer.compare(sum(one), sum(other));
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}

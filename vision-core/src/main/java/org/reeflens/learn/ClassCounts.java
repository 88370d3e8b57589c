package org.reeflens.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reeflens.learn.Teaching.TaughtClass;
import org.reeflens.stats.Wilson;
import org.reeflens.taxonomy.Taxon;

/**
 * What each class is taught with.
 *
 * @param pictures by class
 * @param groups by class, how many its pictures lie in
 */
// Bare arrays on purpose: two columns of counts.
@SuppressWarnings("ArrayRecordComponent")
record ClassCounts(int[] pictures, int[] groups) {

  /** A class with fewer pictures is weak, as in the cards of the shipped models. */
  static final int WEAK_PICTURES = 15;

  static ClassCounts of(FeatureTable table, Grouping.Groups groups) {
    List<Set<String>> found = new ArrayList<>();
    table.allClasses().forEach(c -> found.add(new HashSet<>()));
    for (int i = 0; i < table.size(); i++) {
      found.get(table.label(i)).add(groups.keys().get(i));
    }
    return new ClassCounts(table.counts(), found.stream().mapToInt(Set::size).toArray());
  }

  private boolean isWeak(int c) {
    return pictures[c] < WEAK_PICTURES || groups[c] < 2;
  }

  /** Names of the classes with too little. */
  Set<String> weak(List<Taxon> taxa) {
    return IntStream.range(0, pictures.length)
        .filter(this::isWeak)
        .mapToObj(c -> taxa.get(c).label())
        .collect(Collectors.toSet());
  }

  /** The classes with how often each was recognised, {@code [true class][most probable class]}. */
  List<TaughtClass> with(List<Taxon> taxa, int[][] confusion) {
    List<TaughtClass> classes = new ArrayList<>();
    for (int c = 0; c < pictures.length; c++) {
      int asked = Arrays.stream(confusion[c]).sum();
      int right = confusion[c][c];
      classes.add(
          new TaughtClass(
              taxa.get(c),
              pictures[c],
              groups[c],
              isWeak(c),
              asked,
              right,
              asked == 0 ? Optional.empty() : Optional.of(Wilson.interval95(right, asked))));
    }
    return classes;
  }
}

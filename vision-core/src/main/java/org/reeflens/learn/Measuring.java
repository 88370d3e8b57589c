package org.reeflens.learn;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.reeflens.classify.Name;
import org.reeflens.classify.Namer;
import org.reeflens.classify.Scores;
import org.reeflens.learn.Teaching.Answer;
import org.reeflens.stats.Bootstrap;
import org.reeflens.stats.Reliability;
import org.reeflens.taxonomy.Taxon;

/** Turns out-of-fold scores into measures. */
final class Measuring {

  private final int classes;
  private final int[] truth;
  private final int[] best;
  private final List<Scores> scores;
  private final int[] groups;
  private final int groupCount;

  /**
   * Prepares.
   *
   * @param classes how many classes
   * @param truth the class of each picture
   * @param scores its calibrated scores
   * @param groups its group
   */
  Measuring(int classes, int[] truth, List<Scores> scores, List<String> groups) {
    this.classes = classes;
    this.truth = truth;
    this.scores = scores;
    this.best = scores.stream().mapToInt(Scores::best).toArray();
    List<String> keys = groups.stream().distinct().toList();
    this.groups = groups.stream().mapToInt(keys::indexOf).toArray();
    this.groupCount = keys.size();
  }

  Teaching.Measured measure(int folds, Namer namer) {
    int[][] confusion = new int[classes][classes];
    double[] confidences = new double[truth.length];
    boolean[] right = new boolean[truth.length];
    double loss = 0;
    for (int n = 0; n < truth.length; n++) {
      confusion[truth[n]][best[n]]++;
      confidences[n] = Math.min(1, scores.get(n).probabilities()[best[n]]);
      right[n] = best[n] == truth[n];
      loss -= Math.log(Math.max(1e-12, scores.get(n).probabilities()[truth[n]]));
    }
    int[] once = new int[groupCount];
    Arrays.fill(once, 1);
    return new Teaching.Measured(
        truth.length,
        folds,
        top1(once),
        Bootstrap.interval95(groupCount, this::top1),
        meanRecall(once),
        Bootstrap.interval95(groupCount, this::meanRecall),
        Reliability.of(confidences, right).error(),
        loss / truth.length,
        confusion,
        answers(namer));
  }

  /** With each group counted so many times. */
  private double top1(int[] times) {
    double hits = 0;
    double all = 0;
    for (int n = 0; n < truth.length; n++) {
      all += times[groups[n]];
      hits += best[n] == truth[n] ? times[groups[n]] : 0;
    }
    return hits / all;
  }

  private double meanRecall(int[] times) {
    double[] hits = new double[classes];
    double[] all = new double[classes];
    for (int n = 0; n < truth.length; n++) {
      all[truth[n]] += times[groups[n]];
      hits[truth[n]] += best[n] == truth[n] ? times[groups[n]] : 0;
    }
    return IntStream.range(0, classes)
        .filter(c -> all[c] > 0)
        .mapToDouble(c -> hits[c] / all[c])
        .average()
        .orElse(Double.NaN);
  }

  private Map<Answer, Integer> answers(Namer namer) {
    Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
    for (Answer answer : Answer.values()) {
      answers.put(answer, 0);
    }
    for (int n = 0; n < truth.length; n++) {
      answers.merge(answer(namer, n), 1, Integer::sum);
    }
    return answers;
  }

  private Answer answer(Namer namer, int n) {
    Name name = namer.name(scores.get(n));
    Taxon own = namer.classes().get(truth[n]);
    if (name.taxon().equals(namer.unidentified())) {
      return Answer.UNIDENTIFIED;
    }
    if (name.taxon().equals(own)) {
      return Answer.RIGHT;
    }
    return namer.taxonomy().isWithin(own, name.taxon()) ? Answer.BROADER : Answer.WRONG;
  }
}

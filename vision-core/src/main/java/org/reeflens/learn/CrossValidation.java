package org.reeflens.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.reeflens.classify.LinearHead;

/**
 * Scores of pictures by heads that were taught without their groups.
 *
 * @param pictures indices of the pictures that were scored; one whose class has no picture in
 *     another part is not, for no head that may score it knows its class
 * @param truth the class of each of these
 * @param logits the scores of each of these, by class; negative infinity for a class that the head
 *     was not taught
 */
// A bare array on purpose: counted through by loops only.
@SuppressWarnings("ArrayRecordComponent")
record CrossValidation(List<Integer> pictures, int[] truth, List<double[]> logits) {

  /**
   * Scores all pictures once for each choice of the fitter.
   *
   * @param table the pictures
   * @param folds the part of each picture
   * @param fitter makes the heads
   * @param progress told how many parts are done
   * @return by choice; all have the same pictures
   */
  static List<CrossValidation> run(
      FeatureTable table, int[] folds, HeadFitter fitter, IntConsumer progress) {
    List<Integer> pictures = new ArrayList<>();
    List<List<double[]>> logits = new ArrayList<>();
    for (int choice = 0; choice < fitter.choices(); choice++) {
      logits.add(new ArrayList<>());
    }
    int parts = Arrays.stream(folds).max().orElse(0) + 1;
    for (int part = 0; part < parts; part++) {
      int held = part;
      List<Integer> taught =
          IntStream.range(0, folds.length).filter(i -> folds[i] != held).boxed().toList();
      List<Integer> present = taught.stream().map(table::label).distinct().sorted().toList();
      List<Integer> asked =
          IntStream.range(0, folds.length)
              .filter(i -> folds[i] == held && present.contains(table.label(i)))
              .boxed()
              .toList();
      if (present.size() > 1 && !asked.isEmpty()) {
        pictures.addAll(asked);
        List<LinearHead> heads = fitter.fitAll(table.lesson(taught, present));
        for (int choice = 0; choice < heads.size(); choice++) {
          for (int i : asked) {
            double[] scores = heads.get(choice).scores(table.features().get(i));
            logits.get(choice).add(spread(scores, present, table.classes()));
          }
        }
      }
      progress.accept(part + 1);
    }
    int[] truth = pictures.stream().mapToInt(table::label).toArray();
    return logits.stream().map(some -> new CrossValidation(pictures, truth, some)).toList();
  }

  private static double[] spread(double[] scores, List<Integer> present, int classes) {
    double[] all = new double[classes];
    Arrays.fill(all, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < scores.length; k++) {
      all[present.get(k)] = scores[k];
    }
    return all;
  }

  int size() {
    return truth.length;
  }
}

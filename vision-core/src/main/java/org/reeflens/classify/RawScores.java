package org.reeflens.classify;

import org.jspecify.annotations.Nullable;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;

/** Turns a row of a network into a score for each class: by the package's head, or as it is. */
final class RawScores {

  private final ModelPackage model;
  private final @Nullable LinearHead head;

  RawScores(ModelPackage model) {
    this.model = model;
    this.head = LinearHead.of(model).orElse(null);
  }

  /** Whether the scores are logits; else they are probabilities already. */
  boolean areLogits() {
    return head != null || model.manifest().output().scoresAreLogits();
  }

  /**
   * The score of each class.
   *
   * @throws ModelException if the network gives another number of scores than there are classes
   */
  double[] of(float[] row) {
    if (head != null) {
      return head.scores(row);
    }
    if (row.length != model.classes().size()) {
      throw new ModelException(
          model
              + " gives "
              + row.length
              + " scores for the "
              + model.classes().size()
              + " classes of taxonomy.json");
    }
    double[] scores = new double[row.length];
    for (int c = 0; c < row.length; c++) {
      scores[c] = row[c];
    }
    return scores;
  }
}

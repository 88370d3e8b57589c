package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelManifest.NoObject;

/**
 * The outputs of DETR networks: {@code [N, Q, 4]} centre x, centre y, width, height as parts of the
 * input's sides, and {@code [N, Q, C]} scores; or both in one, {@code [N, Q, 4+C]}. Doubles do not
 * need suppression.
 *
 * <p>Where each class has a score of its own (RT-DETR, D-FINE, RF-DETR), each class of a query that
 * reaches the threshold is a box, as in their reference code. Where the classes and "no object"
 * share a softmax (Carion et al. 2020), a query is a box of its best class.
 */
final class DetrDecoder implements OutputDecoder {

  private final int width;
  private final int height;
  private final int classes;
  private final boolean logits;
  private final NoObject noObject;
  private final boolean joined;

  DetrDecoder(int width, int height, int classes, boolean logits, NoObject noObject) {
    this(width, height, classes, logits, noObject, false);
  }

  private DetrDecoder(
      int width, int height, int classes, boolean logits, NoObject noObject, boolean joined) {
    this.width = width;
    this.height = height;
    this.classes = classes;
    this.logits = logits;
    this.noObject = noObject;
    this.joined = joined;
  }

  /** For boxes and scores in one output. */
  static DetrDecoder joined(int width, int height, int classes, boolean logits, NoObject noObject) {
    return new DetrDecoder(width, height, classes, logits, noObject, true);
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    int scoreColumns = classes + (noObject == NoObject.NONE ? 0 : 1);
    int boxStep = joined ? 4 + scoreColumns : 4;
    Tensor boxes = OutputDecoder.require(outputs.get(0), -1, boxStep);
    int queries = boxes.length(1);
    Tensor scores = joined ? boxes : OutputDecoder.require(outputs.get(1), queries, scoreColumns);
    int scoreStep = joined ? boxStep : scoreColumns;
    int first = joined ? 4 : 0;
    for (int query = picture * queries; query < (picture + 1) * queries; query++) {
      int box = query * boxStep;
      int score = query * scoreStep + first;
      if (noObject == NoObject.SOFTMAX) {
        addBest(boxes.values(), box, scores.values(), score, confidence, found);
      } else {
        addEach(boxes.values(), box, scores.values(), score, confidence, found);
      }
    }
  }

  private void addEach(
      float[] boxes, int box, float[] scores, int first, float confidence, Candidates found) {
    for (int c = 0; c < classes; c++) {
      float value = scores[first + c];
      add(boxes, box, logits ? OutputDecoder.logistic(value) : value, c, confidence, found);
    }
  }

  private void addBest(
      float[] boxes, int box, float[] scores, int first, float confidence, Candidates found) {
    int best = 0;
    double highest = scores[first + classes];
    for (int c = 0; c < classes; c++) {
      if (scores[first + c] > scores[first + best]) {
        best = c;
      }
      highest = Math.max(highest, scores[first + c]);
    }
    double sum = 0;
    for (int c = 0; c <= classes; c++) {
      sum += Math.exp(scores[first + c] - highest);
    }
    float score = (float) (Math.exp(scores[first + best] - highest) / sum);
    add(boxes, box, score, best, confidence, found);
  }

  private void add(
      float[] boxes, int at, float score, int classIndex, float confidence, Candidates found) {
    if (score >= confidence) {
      found.addCentred(
          boxes[at] * width,
          boxes[at + 1] * height,
          boxes[at + 2] * width,
          boxes[at + 3] * height,
          score,
          classIndex);
    }
  }
}

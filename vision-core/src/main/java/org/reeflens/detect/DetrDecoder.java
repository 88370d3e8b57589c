package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;

/**
 * The outputs of DETR networks with one score per class (RT-DETR, D-FINE): {@code [N, Q, 4]} centre
 * x, centre y, width, height as parts of the input's sides, and {@code [N, Q, C]} scores. Each
 * class of a query that reaches the threshold is a box of its own, as in their reference code;
 * doubles do not need suppression.
 */
final class DetrDecoder implements OutputDecoder {

  private final int width;
  private final int height;
  private final int classes;
  private final boolean logits;

  DetrDecoder(int width, int height, int classes, boolean logits) {
    this.width = width;
    this.height = height;
    this.classes = classes;
    this.logits = logits;
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    Tensor boxes = OutputDecoder.require(outputs.get(0), -1, 4);
    int queries = boxes.length(1);
    float[] scores = OutputDecoder.require(outputs.get(1), queries, classes).values();
    float[] box = boxes.values();
    for (int query = picture * queries; query < (picture + 1) * queries; query++) {
      for (int c = 0; c < classes; c++) {
        float value = scores[query * classes + c];
        float score = logits ? OutputDecoder.logistic(value) : value;
        if (score >= confidence) {
          found.addCentred(
              box[4 * query] * width,
              box[4 * query + 1] * height,
              box[4 * query + 2] * width,
              box[4 * query + 3] * height,
              score,
              c);
        }
      }
    }
  }
}

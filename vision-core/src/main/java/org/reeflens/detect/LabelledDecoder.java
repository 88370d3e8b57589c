package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;

/**
 * The outputs of networks that were exported with their last step: {@code [N, K, 4]} left, top,
 * right, bottom in input pixels, {@code [N, K]} scores, {@code [N, K]} classes. Exports of RT-DETR
 * and D-FINE give it; their second input, the size, must be named in the manifest.
 */
final class LabelledDecoder implements OutputDecoder {

  private final int classes;

  LabelledDecoder(int classes) {
    this.classes = classes;
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    Tensor boxes = OutputDecoder.require(outputs.get(0), -1, 4);
    float[] box = boxes.values();
    float[] scores = outputs.get(1).values();
    float[] labels = outputs.get(2).values();
    if (4L * scores.length != box.length || labels.length != scores.length) {
      throw new ModelException(
          "the network gives "
              + box.length / 4
              + " boxes, "
              + scores.length
              + " scores and "
              + labels.length
              + " classes instead of as many of each; correct 'output' in the model package");
    }
    int rows = boxes.length(1);
    for (int row = picture * rows; row < (picture + 1) * rows; row++) {
      // A threshold of zero must not let filling in.
      if (scores[row] >= confidence && scores[row] > 0) {
        found.add(
            box[4 * row],
            box[4 * row + 1],
            box[4 * row + 2],
            box[4 * row + 3],
            scores[row],
            OutputDecoder.classIndex(labels[row], classes));
      }
    }
  }
}

package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;

/**
 * The output of networks that suppress doubles themselves, or need no suppression (YOLO26, YOLOv10
 * and exports with {@code nms}): {@code [N, K, 6]} with left, top, right, bottom in input pixels,
 * score, class. Rows below the threshold are filling.
 */
final class SuppressedDecoder implements OutputDecoder {

  private final int classes;

  SuppressedDecoder(int classes) {
    this.classes = classes;
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    Tensor output = OutputDecoder.require(outputs.get(0), -1, 6);
    float[] values = output.values();
    int rows = output.length(1);
    for (int row = 6 * picture * rows; row < 6 * (picture + 1) * rows; row += 6) {
      // A threshold of zero must not let the filling in.
      if (!(values[row + 4] >= confidence) || values[row + 4] <= 0) {
        continue;
      }
      int classIndex = OutputDecoder.classIndex(values[row + 5], classes);
      found.add(
          values[row],
          values[row + 1],
          values[row + 2],
          values[row + 3],
          values[row + 4],
          classIndex);
    }
  }
}

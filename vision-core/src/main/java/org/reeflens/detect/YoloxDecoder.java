package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;

/**
 * YOLOX rows before the grid is applied: {@code [N, A, 5+C]} with tx, ty, tw, th, score of an
 * object, scores of classes. A counts the cells of all grids, finest first, each by rows. The box
 * of cell (gx, gy) has its centre at ({@code (tx + gx) * stride}, {@code (ty + gy) * stride}) and
 * the sides {@code exp(tw) * stride}, {@code exp(th) * stride} (Ge et al. 2021, arXiv:2107.08430;
 * code {@code yolo_head.py}). A row's score is that of an object times that of its best class.
 */
final class YoloxDecoder implements OutputDecoder {

  private final int width;
  private final int height;
  private final List<Integer> strides;
  private final int classes;
  private final boolean logits;

  YoloxDecoder(int width, int height, List<Integer> strides, int classes, boolean logits) {
    this.width = width;
    this.height = height;
    this.strides = strides;
    this.classes = classes;
    this.logits = logits;
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    int cells = strides.stream().mapToInt(stride -> (width / stride) * (height / stride)).sum();
    int columns = 5 + classes;
    float[] values = OutputDecoder.require(outputs.get(0), cells, columns).values();
    int row = picture * cells * columns;
    for (int stride : strides) {
      for (int gy = 0; gy < height / stride; gy++) {
        for (int gx = 0; gx < width / stride; gx++, row += columns) {
          decode(values, row, gx, gy, stride, confidence, found);
        }
      }
    }
  }

  private void decode(
      float[] values, int row, int gx, int gy, int stride, float confidence, Candidates found) {
    float object = score(values[row + 4]);
    // A class can only lower the score, so most rows end here.
    if (!(object >= confidence)) {
      return;
    }
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (values[row + 5 + c] > values[row + 5 + best]) {
        best = c;
      }
    }
    float score = object * score(values[row + 5 + best]);
    if (score >= confidence) {
      found.addCentred(
          (values[row] + gx) * stride,
          (values[row + 1] + gy) * stride,
          (float) Math.exp(values[row + 2]) * stride,
          (float) Math.exp(values[row + 3]) * stride,
          score,
          best);
    }
  }

  private float score(float value) {
    return logits ? OutputDecoder.logistic(value) : value;
  }
}

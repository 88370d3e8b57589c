package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;

/**
 * The rows of NanoDet-Plus: {@code [N, A, C + 4 * D]}, A counting the cells of all grids, finest
 * first, each by rows, rounded up. A row holds the scores of the classes and, for left, top, right
 * and bottom, the logits of the distances 0 to D - 1; the distance is their mean under the softmax,
 * times the stride, from the upper left corner of the cell, ({@code gx * stride}, {@code gy *
 * stride}) (Li et al. 2020, Generalized Focal Loss, arXiv:2006.04388, equation 4; the corner from
 * {@code nanodet_plus_head.py}. The first NanoDet, of 2020, used the middle of the cell).
 */
final class NanoDetDecoder implements OutputDecoder {

  private final int width;
  private final int height;
  private final List<Integer> strides;
  private final int classes;
  private final boolean logits;

  NanoDetDecoder(int width, int height, List<Integer> strides, int classes, boolean logits) {
    this.width = width;
    this.height = height;
    this.strides = strides;
    this.classes = classes;
    this.logits = logits;
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    int cells = OutputDecoder.cells(width, height, strides);
    Tensor output = OutputDecoder.require(outputs.get(0), cells, -1);
    int columns = output.length(2);
    int distances = (columns - classes) / 4;
    if (distances < 2 || columns != classes + 4 * distances) {
      throw new ModelException(
          "the network's rows have "
              + columns
              + " numbers, which are not "
              + classes
              + " classes and four sides of two distances or more; correct the classes in the"
              + " model package");
    }
    float[] values = output.values();
    int row = picture * cells * columns;
    for (int stride : strides) {
      for (int gy = 0; gy < OutputDecoder.across(height, stride); gy++) {
        for (int gx = 0; gx < OutputDecoder.across(width, stride); gx++, row += columns) {
          int best = 0;
          for (int c = 1; c < classes; c++) {
            if (values[row + c] > values[row + best]) {
              best = c;
            }
          }
          float score = logits ? OutputDecoder.logistic(values[row + best]) : values[row + best];
          if (score >= confidence) {
            int sides = row + classes;
            found.add(
                (float) (stride * (gx - distance(values, sides, distances))),
                (float) (stride * (gy - distance(values, sides + distances, distances))),
                (float) (stride * (gx + distance(values, sides + 2 * distances, distances))),
                (float) (stride * (gy + distance(values, sides + 3 * distances, distances))),
                score,
                best);
          }
        }
      }
    }
  }

  /** The mean of 0, 1, 2 ... under the softmax of some logits. */
  private static double distance(float[] values, int first, int count) {
    double highest = values[first];
    for (int i = 1; i < count; i++) {
      highest = Math.max(highest, values[first + i]);
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < count; i++) {
      // Less the highest, so that nothing overflows.
      double weight = Math.exp(values[first + i] - highest);
      sum += weight;
      weighted += weight * i;
    }
    return weighted / sum;
  }
}

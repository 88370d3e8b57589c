package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;

/**
 * The output of anchor-free YOLO networks since version 8: {@code [N, 4+C, A]}, columns being
 * anchors: centre x, centre y, width, height in input pixels, then the scores of the classes.
 */
final class YoloV8Decoder implements OutputDecoder {

  private final int classes;
  private final boolean logits;

  YoloV8Decoder(int classes, boolean logits) {
    this.classes = classes;
    this.logits = logits;
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    Tensor output = OutputDecoder.require(outputs.get(0), 4 + classes, -1);
    float[] values = output.values();
    int anchors = output.length(2);
    int first = picture * (4 + classes) * anchors;
    for (int a = first; a < first + anchors; a++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (values[a + (4 + c) * anchors] > values[a + (4 + best) * anchors]) {
          best = c;
        }
      }
      float value = values[a + (4 + best) * anchors];
      float score = logits ? OutputDecoder.logistic(value) : value;
      if (score >= confidence) {
        found.addCentred(
            values[a],
            values[a + anchors],
            values[a + 2 * anchors],
            values[a + 3 * anchors],
            score,
            best);
      }
    }
  }
}

package org.reeflens.detect;

import java.util.List;
import org.reeflens.inference.Tensor;

/**
 * YOLO rows whose grid and anchors are applied already: {@code [N, A, 5+C]} with centre, width,
 * height in input pixels, score of an object, scores of classes. Exports of YOLOv5 and YOLOv7, and
 * of YOLOX with decoding inside, give it. A row's score is that of an object times that of its best
 * class.
 */
final class YoloV5Decoder implements OutputDecoder {

  private final int classes;
  private final boolean logits;

  YoloV5Decoder(int classes, boolean logits) {
    this.classes = classes;
    this.logits = logits;
  }

  @Override
  public void decode(List<Tensor> outputs, int picture, float confidence, Candidates found) {
    int columns = 5 + classes;
    Tensor output = OutputDecoder.require(outputs.get(0), -1, columns);
    float[] values = output.values();
    int rows = output.length(1);
    for (int row = picture * rows; row < (picture + 1) * rows; row++) {
      decode(values, row * columns, confidence, found);
    }
  }

  private void decode(float[] values, int at, float confidence, Candidates found) {
    float object = score(values[at + 4]);
    // A class can only lower the score, so most rows end here.
    if (!(object >= confidence)) {
      return;
    }
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (values[at + 5 + c] > values[at + 5 + best]) {
        best = c;
      }
    }
    float score = object * score(values[at + 5 + best]);
    if (score >= confidence) {
      found.addCentred(values[at], values[at + 1], values[at + 2], values[at + 3], score, best);
    }
  }

  private float score(float value) {
    return logits ? OutputDecoder.logistic(value) : value;
  }
}

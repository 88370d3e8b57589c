package org.reeflens.detect;

import java.util.Arrays;
import java.util.List;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;

/** Turns a network's numbers into boxes in input pixels. */
interface OutputDecoder {

  /**
   * Adds one picture's boxes.
   *
   * @param outputs (Input) what the network gave for the batch
   * @param picture 0-based place in the batch
   * @param confidence lowest score to add
   * @param found (Output) takes the boxes, doubles included
   * @throws ModelException if an output has another shape than the decoder expects
   */
  void decode(List<Tensor> outputs, int picture, float confidence, Candidates found);

  /**
   * The decoder that a manifest names.
   *
   * @param classes how many classes the package has
   * @throws ModelException if it is none for boxes
   */
  static OutputDecoder of(ModelManifest manifest, int classes) {
    ModelManifest.Output output = manifest.output();
    ModelManifest.Input input = manifest.input();
    return switch (output.decoder()) {
      case YOLOX ->
          new YoloxDecoder(
              input.width(), input.height(), output.strides(), classes, output.scoresAreLogits());
      case YOLOV8 -> new YoloV8Decoder(classes, output.scoresAreLogits());
      case YOLOV5 -> new YoloV5Decoder(classes, output.scoresAreLogits());
      case NANODET ->
          new NanoDetDecoder(
              input.width(), input.height(), output.strides(), classes, output.scoresAreLogits());
      case DETR ->
          new DetrDecoder(
              input.width(), input.height(), classes, output.scoresAreLogits(), output.noObject());
      case DETR_JOINED ->
          DetrDecoder.joined(
              input.width(), input.height(), classes, output.scoresAreLogits(), output.noObject());
      case LABELLED -> new LabelledDecoder(classes);
      case SUPPRESSED -> new SuppressedDecoder(classes);
      case SCORES, FEATURES, MASK ->
          throw new ModelException(manifest.id() + " gives no boxes, so it is not a detector");
    };
  }

  /**
   * The output's numbers, checked.
   *
   * @param rows length of the second axis, or -1 for any
   * @param columns length of the third axis, or -1 for any
   */
  static Tensor require(Tensor output, int rows, int columns) {
    boolean fits =
        output.shape().length == 3
            && (rows < 0 || output.length(1) == rows)
            && (columns < 0 || output.length(2) == columns);
    if (!fits) {
      throw new ModelException(
          "the network's output has the shape "
              + Arrays.toString(output.shape())
              + " instead of [batch, "
              + (rows < 0 ? "any" : rows)
              + ", "
              + (columns < 0 ? "any" : columns)
              + "]; correct 'input', 'output' or the classes in the model package");
    }
    return output;
  }

  /** The rows of a network with grids, finest first; a part of a cell counts as one. */
  static int cells(int width, int height, List<Integer> strides) {
    int cells = 0;
    for (int stride : strides) {
      cells += across(width, stride) * across(height, stride);
    }
    return cells;
  }

  /** Cells along a side; the networks round up where the stride does not divide it. */
  static int across(int side, int stride) {
    return (side + stride - 1) / stride;
  }

  /**
   * The class that a number of the network means.
   *
   * @throws ModelException if the package has no such class
   */
  static int classIndex(float value, int classes) {
    int index = Math.round(value);
    if (index < 0 || index >= classes) {
      throw new ModelException(
          "the network gives class "
              + value
              + " but the model package has "
              + classes
              + " classes");
    }
    return index;
  }

  /** The logistic function. */
  static float logistic(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}

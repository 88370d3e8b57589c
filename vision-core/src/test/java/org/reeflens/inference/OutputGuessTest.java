package org.reeflens.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.reeflens.inference.NetworkFile.Result;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.NoObject;

/** All on an input of 64 x 32: 32 cells of stride 8, 8 of 16, 2 of 32, 42 together. */
class OutputGuessTest {

  private static final int CELLS = 42;

  @Test
  void rowsOfCellsWithSmallNumbersAreYolox() {
    OutputGuess guess = guess(filled("output", 0.5f, CELLS, 12));

    assertThat(guess.decoder()).isEqualTo(Decoder.YOLOX);
    assertThat(guess.classes()).isEqualTo(7);
    assertThat(guess.strides()).containsExactly(8, 16, 32);
    assertThat(guess.logits()).isFalse();
    assertThat(guess.names()).containsExactly("output");
  }

  @Test
  void rowsOfCellsWithTheirOwnCentresAreYolov5() {
    OutputGuess guess = guess(centred(CELLS, 12));

    assertThat(guess.decoder()).isEqualTo(Decoder.YOLOV5);
    assertThat(guess.strides()).isEmpty();
    assertThat(guess.anchorsApplied()).isTrue();
  }

  @Test
  void threeRowsACellAreYolov5() {
    OutputGuess guess = guess(filled("output0", 0.5f, 3 * CELLS, 85));

    assertThat(guess.decoder()).isEqualTo(Decoder.YOLOV5);
    assertThat(guess.classes()).isEqualTo(80);
    assertThat(guess.anchorsApplied()).isFalse();
  }

  @Test
  void columnsOfCellsAreYolov8() {
    OutputGuess guess = guess(filled("output0", 0.5f, 9, CELLS));

    assertThat(guess.decoder()).isEqualTo(Decoder.YOLOV8);
    assertThat(guess.classes()).isEqualTo(5);
    assertThat(guess.logits()).isFalse();
  }

  @Test
  void probabilitiesBeforeLogitsAreNanoDet() {
    // Strides 8, 16, 32, 64 with parts of cells: 32 + 8 + 2 + 1.
    Result output = filled("output", 0.1f, 43, 3 + 32);
    for (int row = 0; row < 43; row++) {
      output.tensor().values()[row * 35 + 20] = -4;
    }

    OutputGuess guess = guess(output);

    assertThat(guess.decoder()).isEqualTo(Decoder.NANODET);
    assertThat(guess.classes()).isEqualTo(3);
    assertThat(guess.strides()).containsExactly(8, 16, 32, 64);
  }

  @Test
  void classesTellNanoDetFromYolox() {
    Result output = filled("output", 3, CELLS, 80 + 32);

    assertThat(guess(OptionalInt.of(80), output).decoder()).isEqualTo(Decoder.NANODET);
    assertThat(guess(OptionalInt.of(107), output).decoder()).isEqualTo(Decoder.YOLOX);
  }

  @Test
  void rowsOfSixAreSuppressedAndNeedTheClasses() {
    Result output = filled("output0", 20, 300, 6);

    assertThat(guess(OptionalInt.of(4), output).decoder()).isEqualTo(Decoder.SUPPRESSED);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> guess(output))
        .withMessage(
            "the outputs of a network read as suppressed do not show how many classes there are;"
                + " give their names with --classes");
  }

  @Test
  void partsOfTheSidesInOneOutputAreJoinedDetr() {
    OutputGuess guess = guess(filled("output0", 0.5f, 300, 84));

    assertThat(guess.decoder()).isEqualTo(Decoder.DETR_JOINED);
    assertThat(guess.classes()).isEqualTo(80);
  }

  @Test
  void boxesAndLogitsAreDetr() {
    OutputGuess guess = guess(filled("logits", -3, 300, 80), filled("pred_boxes", 0.5f, 300, 4));

    assertThat(guess.decoder()).isEqualTo(Decoder.DETR);
    assertThat(guess.names()).containsExactly("pred_boxes", "logits");
    assertThat(guess.logits()).isTrue();
    assertThat(guess.noObject()).isEqualTo(NoObject.NONE);
  }

  @Test
  void rfDetrHasAColumnForNoObjectAndPerhapsMasks() {
    OutputGuess guess =
        guess(
            filled("dets", 0.5f, 300, 4),
            filled("labels", -3, 300, 4),
            new Result("masks", false, new Tensor(new float[300], new long[] {1, 300, 1, 1})));

    assertThat(guess.names()).containsExactly("dets", "labels");
    assertThat(guess.noObject()).isEqualTo(NoObject.LAST);
    assertThat(guess.classes()).isEqualTo(3);
  }

  @Test
  void oneColumnMoreThanClassesIsNoObjectOfASoftmax() {
    OutputGuess guess =
        guess(OptionalInt.of(6), filled("logits", -3, 100, 7), filled("pred_boxes", 0.5f, 100, 4));

    assertThat(guess.noObject()).isEqualTo(NoObject.SOFTMAX);
    assertThat(guess.classes()).isEqualTo(6);
  }

  @Test
  void wholeNumbersAreTheClassesOfThreeOutputs() {
    OutputGuess guess =
        guess(
            OptionalInt.of(80),
            new Result("labels", true, new Tensor(new float[300], new long[] {1, 300})),
            filled("boxes", 20, 300, 4),
            new Result("scores", false, new Tensor(new float[300], new long[] {1, 300})));

    assertThat(guess.decoder()).isEqualTo(Decoder.LABELLED);
    assertThat(guess.names()).containsExactly("boxes", "scores", "labels");
  }

  @Test
  void oneRowIsAClassifiers() {
    OutputGuess guess =
        guess(new Result("out", false, new Tensor(new float[] {-1, 3, 2}, new long[] {1, 3})));

    assertThat(guess.decoder()).isEqualTo(Decoder.SCORES);
    assertThat(guess.classes()).isEqualTo(3);
    assertThat(guess.logits()).isTrue();
  }

  @Test
  void decoderOfTheUserIsTaken() {
    OutputGuess guess =
        OutputGuess.of(
            List.of(filled("output", 0.5f, CELLS, 12)),
            64,
            32,
            Optional.of(Decoder.YOLOV5),
            OptionalInt.empty());

    assertThat(guess.decoder()).isEqualTo(Decoder.YOLOV5);
  }

  @Test
  void decoderThatDoesNotFitIsRefused() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(
            () ->
                OutputGuess.of(
                    List.of(filled("output", 0.5f, 7, 12)),
                    64,
                    32,
                    Optional.of(Decoder.YOLOX),
                    OptionalInt.empty()))
        .withMessage(
            "the network's outputs do not fit the decoder yolox, because the rows are not the"
                + " cells of known strides: output [1, 7, 12]");
  }

  @Test
  void otherNumberOfClassesIsRefused() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> guess(OptionalInt.of(6), filled("output0", 0.5f, 9, CELLS)))
        .withMessage(
            "the network gives scores for 5 classes (read as yolov8), but 6 classes are named;"
                + " correct the list, or name another decoder with --decoder");
  }

  @Test
  void unknownFormIsDescribed() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> guess(filled("mystery", 20, 11, 13)))
        .withMessageContaining("no form that ReefLens knows: mystery [1, 11, 13]");
  }

  private static OutputGuess guess(Result... outputs) {
    return guess(OptionalInt.empty(), outputs);
  }

  private static OutputGuess guess(OptionalInt classes, Result... outputs) {
    return OutputGuess.of(List.of(outputs), 64, 32, Optional.empty(), classes);
  }

  private static Result filled(String name, float value, int rows, int columns) {
    float[] values = new float[rows * columns];
    Arrays.fill(values, value);
    return new Result(name, false, new Tensor(values, new long[] {1, rows, columns}));
  }

  /** Each cell's own corner, in pixels. */
  private static Result centred(int rows, int columns) {
    Result output = filled("output", 0.5f, rows, columns);
    int at = 0;
    for (int stride : new int[] {8, 16, 32}) {
      for (int y = 0; y < 32; y += stride) {
        for (int x = 0; x < 64; x += stride, at += columns) {
          output.tensor().values()[at] = x + stride / 2f;
          output.tensor().values()[at + 1] = y + stride / 2f;
        }
      }
    }
    return output;
  }
}

package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest.NoObject;

class OutputDecoderTest {

  private final Candidates found = new Candidates();

  @Test
  void yoloxRowBecomesABoxOfItsCell() {
    // 32 by 16 input: 4 x 2 cells of 8, 2 x 1 of 16, 1 x 0 of 32.
    YoloxDecoder decoder = new YoloxDecoder(32, 16, List.of(8, 16, 32), 2, false);
    float[] values = new float[2 * 10 * 7];
    // Second picture, row 6: stride 8, gx 2, gy 1.
    put(values, (10 + 6) * 7, 0.25f, 0.5f, 0, (float) Math.log(2), 0.5f, 0.25f, 0.75f);
    // Second picture, row 9: stride 16, gx 1, gy 0.
    put(values, (10 + 9) * 7, 0, 0.5f, 0, 0, 0.5f, 0.5f, 0.25f);
    // First picture, which must not be read.
    put(values, 0, 0, 0, 0, 0, 1, 1, 1);

    decoder.decode(List.of(new Tensor(values, new long[] {2, 10, 7})), 1, 0.25f, found);

    assertThat(found.size()).isEqualTo(2);
    // Centre (2.25, 1.5) * 8, sides 8 and 16.
    assertBox(0, 14, 4, 22, 20, 0.375f, 1);
    // Centre (1, 0.5) * 16, sides 16; its score is the threshold itself.
    assertBox(1, 8, 0, 24, 16, 0.25f, 0);
  }

  @Test
  void yoloxScoresCanBeLogits() {
    YoloxDecoder decoder = new YoloxDecoder(8, 8, List.of(8), 1, true);
    float[] values = {0.5f, 0.5f, 0, 0, 0, (float) Math.log(3)};

    decoder.decode(List.of(new Tensor(values, new long[] {1, 1, 6})), 0, 0.1f, found);

    assertBox(0, 0, 0, 8, 8, 0.375f, 0);
  }

  @Test
  void yoloxRowThatIsNotANumberIsLeftOut() {
    YoloxDecoder decoder = new YoloxDecoder(16, 8, List.of(8), 1, false);
    float[] values = {0, 0, 0, 0, Float.NaN, 1, 0, 0, 200, 0, 1, 1};

    decoder.decode(List.of(new Tensor(values, new long[] {1, 2, 6})), 0, 0, found);

    assertThat(found.size()).isZero();
  }

  @Test
  void yoloxOutputForOtherClassesIsRefused() {
    YoloxDecoder decoder = new YoloxDecoder(8, 8, List.of(8), 3, false);
    Tensor output = new Tensor(new float[6], new long[] {1, 1, 6});

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> decoder.decode(List.of(output), 0, 0, found))
        .withMessage(
            "the network's output has the shape [1, 1, 6] instead of [batch, 1, 8]; correct"
                + " 'input', 'output' or the classes in the model package");
  }

  @Test
  void yoloV8ColumnBecomesABox() {
    YoloV8Decoder decoder = new YoloV8Decoder(2, false);
    // Rows are x, y, w, h, two classes; columns are three anchors.
    float[] second = {
      10, 20, 30, //
      11, 21, 31, //
      4, 6, 8, //
      2, 2, 2, //
      0.1f, 0.6f, 0.2f, //
      0.3f, 0.5f, 0.1f
    };
    float[] values = new float[36];
    System.arraycopy(second, 0, values, 18, 18);

    decoder.decode(List.of(new Tensor(values, new long[] {2, 6, 3})), 1, 0.25f, found);

    assertThat(found.size()).isEqualTo(2);
    assertBox(0, 8, 10, 12, 12, 0.3f, 1);
    assertBox(1, 17, 20, 23, 22, 0.6f, 0);
  }

  @Test
  void detrQueryGivesABoxForEachClassThatIsSure() {
    DetrDecoder decoder = new DetrDecoder(100, 50, 2, true, NoObject.NONE);
    float log3 = (float) Math.log(3);
    Tensor boxes =
        new Tensor(
            new float[] {0.5f, 0.5f, 0.25f, 0.5f, 0.25f, 0.5f, 0.5f, 1}, new long[] {2, 1, 4});
    Tensor scores = new Tensor(new float[] {9, 9, log3, 0}, new long[] {2, 1, 2});

    decoder.decode(List.of(boxes, scores), 1, 0.5f, found);

    assertThat(found.size()).isEqualTo(2);
    assertBox(0, 0, 0, 50, 50, 0.75f, 0);
    assertBox(1, 0, 0, 50, 50, 0.5f, 1);
  }

  @Test
  void suppressedRowsAreTakenAsTheyAreWithoutTheFilling() {
    SuppressedDecoder decoder = new SuppressedDecoder(2);
    float[] values = {1, 2, 3, 4, 0.9f, 1, 5, 6, 7, 8, 0, 0};

    decoder.decode(List.of(new Tensor(values, new long[] {1, 2, 6})), 0, 0, found);

    assertThat(found.size()).isEqualTo(1);
    assertBox(0, 1, 2, 3, 4, 0.9f, 1);
  }

  @Test
  void suppressedClassThatThePackageLacksIsRefused() {
    Tensor output = new Tensor(new float[] {1, 2, 3, 4, 0.9f, 2}, new long[] {1, 1, 6});

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> new SuppressedDecoder(2).decode(List.of(output), 0, 0, found))
        .withMessage("the network gives class 2.0 but the model package has 2 classes");
  }

  @Test
  void yoloV5RowBecomesABoxWhereItStands() {
    YoloV5Decoder decoder = new YoloV5Decoder(2, false);
    float[] values = new float[2 * 3 * 7];
    put(values, 0, 1, 1, 1, 1, 1, 1, 1);
    put(values, 3 * 7, 20, 10, 8, 4, 0.5f, 0.25f, 0.75f);
    put(values, 4 * 7, 20, 10, 8, 4, 0.2f, 1, 1);
    put(values, 5 * 7, 6, 7, 2, 2, 1, 0.25f, 0.125f);

    decoder.decode(List.of(new Tensor(values, new long[] {2, 3, 7})), 1, 0.25f, found);

    assertThat(found.size()).isEqualTo(2);
    assertBox(0, 16, 8, 24, 12, 0.375f, 1);
    assertBox(1, 5, 6, 7, 8, 0.25f, 0);
  }

  @Test
  void nanoDetSidesAreTheMeansOfTheirDistances() {
    // 20 by 16 input: 3 x 2 cells of 8 (the last column half outside), 2 x 1 of 16.
    NanoDetDecoder decoder = new NanoDetDecoder(20, 16, List.of(8, 16), 2, false);
    float[] values = new float[8 * 10];
    // Row 4: stride 8, gx 1, gy 1. Logits 0, 0 mean 0.5 cells; 0, ln 3 mean 0.75; 9, -999 mean 0.
    float ln3 = (float) Math.log(3);
    put(values, 4 * 10, 0.25f, 0.5f, 0, 0, 0, ln3, 9, -999, -999, 9);
    // Row 7: stride 16, gx 1, gy 0.
    put(values, 7 * 10, 0.75f, 0.5f, 0, ln3, 0, 0, ln3, 0, 0, 0);

    decoder.decode(List.of(new Tensor(values, new long[] {1, 8, 10})), 0, 0.4f, found);

    assertThat(found.size()).isEqualTo(2);
    assertBox(0, 8 - 4, 8 - 6, 8, 16, 0.5f, 1);
    assertBox(1, 16 - 12, -8, 16 + 4, 8, 0.75f, 0);
  }

  @Test
  void nanoDetGivesWhatTheFormulaGives() {
    Random random = new Random(1);
    int[] strides = {8, 16, 32, 64};
    int rows = 11 * 6 + 6 * 3 + 3 * 2 + 2;
    int distances = 8;
    int columns = 3 + 4 * distances;
    float[] values = new float[2 * rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (4 * random.nextGaussian());
    }

    new NanoDetDecoder(88, 48, List.of(8, 16, 32, 64), 3, true)
        .decode(List.of(new Tensor(values, new long[] {2, rows, columns})), 1, 0.9f, found);

    int box = 0;
    int row = rows;
    for (int stride : strides) {
      for (int y = 0; y < 48; y += stride) {
        for (int x = 0; x < 88; x += stride, row++) {
          int at = row * columns;
          int best = 0;
          for (int c = 1; c < 3; c++) {
            best = values[at + c] > values[at + best] ? c : best;
          }
          float score = (float) (1 / (1 + Math.exp(-values[at + best])));
          if (score < 0.9f) {
            continue;
          }
          double[] side = new double[4];
          for (int s = 0; s < 4; s++) {
            double sum = 0;
            for (int d = 0; d < distances; d++) {
              sum += Math.exp(values[at + 3 + s * distances + d]);
            }
            for (int d = 0; d < distances; d++) {
              side[s] += d * Math.exp(values[at + 3 + s * distances + d]) / sum * stride;
            }
          }
          if (side[0] + side[2] > 0 && side[1] + side[3] > 0) {
            assertThat(found.left(box)).isCloseTo((float) (x - side[0]), within(1e-3f));
            assertThat(found.top(box)).isCloseTo((float) (y - side[1]), within(1e-3f));
            assertThat(found.right(box)).isCloseTo((float) (x + side[2]), within(1e-3f));
            assertThat(found.bottom(box)).isCloseTo((float) (y + side[3]), within(1e-3f));
            assertThat(found.score(box)).isEqualTo(score);
            assertThat(found.classIndex(box)).isEqualTo(best);
            box++;
          }
        }
      }
    }
    assertThat(box).isEqualTo(found.size()).isGreaterThan(50);
  }

  @Test
  void nanoDetWithOtherClassesIsRefused() {
    Tensor output = new Tensor(new float[11], new long[] {1, 1, 11});

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(
            () ->
                new NanoDetDecoder(8, 8, List.of(8), 4, false).decode(List.of(output), 0, 0, found))
        .withMessage(
            "the network's rows have 11 numbers, which are not 4 classes and four sides of two"
                + " distances or more; correct the classes in the model package");
  }

  @Test
  void columnForNoObjectIsPassedOver() {
    DetrDecoder decoder = new DetrDecoder(100, 50, 2, true, NoObject.LAST);
    float ln3 = (float) Math.log(3);
    Tensor boxes = new Tensor(new float[] {0.5f, 0.5f, 0.5f, 1}, new long[] {1, 1, 4});
    Tensor scores = new Tensor(new float[] {-9, ln3, 9}, new long[] {1, 1, 3});

    decoder.decode(List.of(boxes, scores), 0, 0.5f, found);

    assertThat(found.size()).isEqualTo(1);
    assertBox(0, 25, 0, 75, 50, 0.75f, 1);
  }

  @Test
  void softmaxOverClassesAndNoObjectGivesOneBoxAQuery() {
    DetrDecoder decoder = new DetrDecoder(100, 50, 2, true, NoObject.SOFTMAX);
    float ln2 = (float) Math.log(2);
    float ln5 = (float) Math.log(5);
    Tensor boxes =
        new Tensor(new float[] {0.5f, 0.5f, 0.5f, 1, 0.5f, 0.5f, 1, 1}, new long[] {1, 2, 4});
    // 2 : 5 : 1, and 1 : 1 : 5.
    Tensor scores = new Tensor(new float[] {ln2, ln5, 0, 0, 0, ln5}, new long[] {1, 2, 3});

    decoder.decode(List.of(boxes, scores), 0, 0.2f, found);

    assertThat(found.size()).isEqualTo(1);
    assertBox(0, 25, 0, 75, 50, 0.625f, 1);
  }

  @Test
  void boxesAndScoresCanStandInOneOutput() {
    DetrDecoder decoder = DetrDecoder.joined(100, 50, 2, false, NoObject.NONE);
    float[] values = {9, 9, 9, 9, 9, 9, 0.5f, 0.5f, 0.25f, 0.5f, 0.1f, 0.75f};

    decoder.decode(List.of(new Tensor(values, new long[] {2, 1, 6})), 1, 0.5f, found);

    assertThat(found.size()).isEqualTo(1);
    assertBox(0, 37.5f, 12.5f, 62.5f, 37.5f, 0.75f, 1);
  }

  @Test
  void boxesScoresAndClassesCanBeThreeOutputs() {
    Tensor boxes =
        new Tensor(
            new float[] {0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 8, 9, 9}, new long[] {2, 2, 4});
    Tensor scores = new Tensor(new float[] {1, 1, 0.5f, 0.1f}, new long[] {2, 2});
    Tensor labels = new Tensor(new float[] {0, 0, 2, 7}, new long[] {2, 2});

    new LabelledDecoder(3).decode(List.of(boxes, scores, labels), 1, 0.25f, found);

    assertThat(found.size()).isEqualTo(1);
    assertBox(0, 4, 5, 6, 7, 0.5f, 2);
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> new LabelledDecoder(3).decode(List.of(boxes, labels, boxes), 0, 0, found))
        .withMessage(
            "the network gives 4 boxes, 4 scores and 16 classes instead of as many of each;"
                + " correct 'output' in the model package");
  }

  private static void put(float[] values, int at, float... row) {
    System.arraycopy(row, 0, values, at, row.length);
  }

  private void assertBox(
      int i, float left, float top, float right, float bottom, float score, int classIndex) {
    float[] actual = {found.left(i), found.top(i), found.right(i), found.bottom(i), found.score(i)};
    // Logarithm and exponential round once each.
    assertThat(actual)
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(left, top, right, bottom, score);
    assertThat(found.classIndex(i)).isEqualTo(classIndex);
  }
}

package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.inference.Tensor;
import org.reeflens.model.ModelException;

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
    DetrDecoder decoder = new DetrDecoder(100, 50, 2, true);
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

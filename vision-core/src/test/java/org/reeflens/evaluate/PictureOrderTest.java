package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureOrderTest {

  @Test
  void lastNumberOrdersTheFramesOfARecording() throws IOException {
    List<Path> pictures =
        List.of(
            Path.of("a/7117_F1_f10.jpg"), Path.of("a/7117_F1_f9.png"), Path.of("a/7117_F2_f1.jpg"));

    assertThat(PictureOrder.numbered(5).recordings(pictures))
        .containsExactly(
            List.of(Path.of("a/7117_F1_f9.png"), Path.of("a/7117_F1_f10.jpg")),
            List.of(Path.of("a/7117_F2_f1.jpg")));
    assertThat(PictureOrder.SINGLE.recordings(pictures)).containsExactly(pictures);
  }

  @Test
  void pictureWithoutANumberIsNamed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> PictureOrder.numbered(5).recordings(List.of(Path.of("dive2_fish.jpg"))))
        .withMessage(
            "dive2_fish.jpg does not end with a frame number like 000123; rename it, or evaluate"
                + " the pictures one by one without a rate of frames");
  }

  @Test
  void twoPicturesOfOneNumberAreNamed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                PictureOrder.numbered(5)
                    .recordings(List.of(Path.of("a_01.jpg"), Path.of("a_1.jpg"))))
        .withMessage("a_1.jpg and a_01.jpg have the same number; rename one of them");
  }

  @Test
  void numberBeyondAllFramesIsNamed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> PictureOrder.numbered(5).recordings(List.of(Path.of("20260101120000123.jpg"))))
        .withMessage("20260101120000123.jpg has a number above 2147483647; rename it");
  }

  @Test
  void rateMustBeAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureOrder.numbered(0))
        .withMessage("frames a second must be above 0 and at most 1000: 0.0");
  }
}

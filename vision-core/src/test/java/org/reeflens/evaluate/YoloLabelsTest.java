package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.geometry.Box;

class YoloLabelsTest {

  @TempDir private Path folder;

  @Test
  void boxSpansThePixelsOfItsParts() throws IOException {
    Path file = file("0 0.5 0.5 1 1\n3 0.25 0.75 0.5 0.25\n\n");

    assertThat(YoloLabels.read(file, 640, 360))
        .containsExactly(
            new YoloLabels.Label(0, new Box(-0.5, -0.5, 639.5, 359.5)),
            new YoloLabels.Label(3, new Box(-0.5, 224.5, 319.5, 314.5)));
  }

  @Test
  void emptyFileIsAnEmptyPicture() throws IOException {
    assertThat(YoloLabels.read(file(""), 640, 360)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 0.5 0.5 1", "fish 0.5 0.5 1 1", "0 0.5 0.5 1 1.1", "0 NaN 0 1 1", "-1 0 0 0 0"})
  void wrongLineIsNamed(String line) throws IOException {
    Path file = file("0 0.5 0.5 1 1\n" + line);

    assertThatIOException()
        .isThrownBy(() -> YoloLabels.read(file, 640, 360))
        .withMessage(file + ", line 2 is no YOLO label 'class x y width height': " + line);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("picture.txt"), text);
  }
}

package org.reeflens.testvideos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingPicturesTest {

  @TempDir private Path folder;

  @Test
  void picturesAndLabelsBelongTogetherAndRepeat() throws IOException {
    Path first = folder.resolve("a");
    Path second = folder.resolve("b");

    String line = TrainingPictures.run(List.of(first.toString(), "3", "5"));
    TrainingPictures.run(List.of(second.toString(), "3", "5"));

    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "scene_0000" + i;
      BufferedImage picture = ImageIO.read(first.resolve("images/" + name + ".png").toFile());
      assertThat(picture.getWidth()).isEqualTo(640);
      assertThat(picture.getHeight()).isEqualTo(360);
      assertThat(first.resolve("images/" + name + ".png"))
          .hasSameBinaryContentAs(second.resolve("images/" + name + ".png"));
      labels.addAll(Files.readAllLines(first.resolve("labels/" + name + ".txt")));
    }
    assertThat(line).endsWith(": 3 pictures, " + labels.size() + " fish");
    assertThat(labels).isNotEmpty();
    assertThat(labels).allMatch(label -> label.matches("0( [01]\\.\\d{6}){4}"));
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> TrainingPictures.run(List.of("out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("three arguments are needed, not 1");
  }
}

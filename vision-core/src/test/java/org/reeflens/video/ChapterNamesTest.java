package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChapterNamesTest {
  private static List<Path> paths(String names) {
    return Arrays.stream(names.split(" ")).map(Path::of).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GX010042.MP4 GX020042.MP4 GX030042.MP4",
        "GH010042.MP4 GH030042.MP4",
        "GOPR0042.MP4 GP010042.MP4 GP020042.MP4",
        "gx010042.mp4 gx020042.mp4",
        "reef_1.mp4 reef_2.mp4",
        "reef.mp4 sand.mp4",
        "a7.mp4 b3.mp4",
      })
  void chaptersInOrderAreTaken(String names) {
    assertThatCode(() -> ChapterNames.check(paths(names))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GX010042.MP4 GX010043.MP4",
        "GX010042.MP4 GX020043.MP4",
        "GOPR0042.MP4 GP010043.MP4",
      })
  void chaptersOfDifferentRecordingsAreRefused(String names) {
    assertThatThrownBy(() -> ChapterNames.check(paths(names)))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("recording 0042")
        .hasMessageContaining("recording 0043")
        .hasMessageEndingWith("as a dive of its own.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GX020042.MP4 GX010042.MP4",
        "GX010042.MP4 GX010042.MP4",
        "GP010042.MP4 GOPR0042.MP4",
        "reef_2.mp4 reef_1.mp4",
        "reef_2.mp4 reef_2.mp4",
      })
  void chaptersOutOfOrderAreRefused(String names) {
    assertThatThrownBy(() -> ChapterNames.check(paths(names)))
        .isInstanceOf(VideoException.class)
        .hasMessageEndingWith("in rising order.");
  }
}

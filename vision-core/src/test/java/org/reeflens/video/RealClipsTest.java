package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reeflens.SharedData;
import org.reeflens.testvideos.clip.Clips;

class RealClipsTest {
  private static List<Path> videos(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.path(folder))) {
      return files.filter(f -> f.toString().endsWith(".mp4")).sorted().toList();
    }
  }

  @Test
  void reefClipsHaveTheFramesTheirTablesList() throws IOException {
    List<Path> videos = videos("data/clips/reef");
    assertThat(videos).hasSize(12);
    for (Path video : videos) {
      int frames = Files.readAllLines(video.resolveSibling("frames.csv")).size() - 1;
      assertWhole(video, frames);
    }
  }

  @Test
  void seagrassClipsHaveTheFramesTheirTableLists() throws IOException {
    Map<String, Integer> frames =
        Files.readAllLines(SharedData.path("data/clips/seagrass/clips.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .collect(Collectors.toMap(cells -> cells[1], cells -> Integer.valueOf(cells[2])));
    List<Path> videos = videos("data/clips/seagrass");
    assertThat(videos).hasSize(20);
    for (Path video : videos) {
      String name = video.resolveSibling("").getFileName().toString();
      assertThat(frames).containsKey(name);
      assertWhole(video, frames.getOrDefault(name, 0));
    }
  }

  private static void assertWhole(Path video, int frames) {
    Dive dive = Dive.of(video);
    assertThat(dive.chapters().get(0).frames()).as(video.toString()).isEqualTo(frames);
    Reading reading = Reading.of(dive, FrameSelection.perSecond(5));
    assertThat(reading.diveMicros()).isEqualTo(Clips.evenTimes(frames, 5));
    assertThat(reading.report().damaged()).isFalse();
  }

  @Test
  void riverClipsAreReadWhole() throws IOException {
    List<Path> videos = videos("data/clips/salmonid-river");
    assertThat(videos).hasSize(8);
    for (Path video : videos) {
      Dive dive = Dive.of(video);
      Reading reading = Reading.of(dive, FrameSelection.perSecond(5));
      ChapterReport report = reading.report().chapters().get(0);
      assertThat(report.damaged()).as(report.toString()).isFalse();
      assertThat(report.framesDecoded() + report.framesSkipped())
          .isEqualTo(dive.chapters().get(0).frames());
    }
  }
}

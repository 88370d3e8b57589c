package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.Pictures;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;
import org.reeflens.video.VideoWriter;

/** What can be read of a damaged recording is analysed, and the damage is told. */
class DamagedRecordingTest {

  @TempDir private Path folder;

  @Test
  void aRecordingCutOffAtItsEndIsAnalysedToWhereItCanBeRead()
      throws IOException, InterruptedException {
    byte[] whole = Files.readAllBytes(demoWithItsIndexFirst());
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2));

    Terminal ran = Terminal.run("inventory", cut.toString(), "--out", folder.toString());

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("The recording is damaged: ", "cut.mp4 cut off at ");
    JsonNode chapter =
        new ObjectMapper()
            .readTree(folder.resolve("run.json").toFile())
            .at("/provenance/decode/chapters/0");
    assertThat(chapter.get("truncated").asBoolean()).isTrue();
    assertThat(chapter.get("declaredSeconds").asDouble()).isBetween(11.9, 12.1);
    assertThat(chapter.get("readableSeconds").asDouble()).isBetween(4.0, 8.0);
    assertThat(chapter.get("framesReadable").asInt())
        .isBetween(60, 120)
        .isLessThan(chapter.get("framesDeclared").asInt());
    assertThat(Files.readAllLines(folder.resolve("inventory.csv")).get(1))
        .startsWith("(all fish),,,");
  }

  /** The demo clip, its index before its pictures, so that a cut at the end takes pictures only. */
  private Path demoWithItsIndexFirst() throws InterruptedException {
    Dive demo = Dive.of(Path.of("../test-videos/demo/demo-reef.mp4"));
    Path copy = folder.resolve("copy.mp4");
    try (VideoReader reader = demo.open(FrameSelection.all(), new FramePool(1));
        VideoWriter writer =
            VideoWriter.open(copy, demo.width(), demo.height(), VideoWriter.Codec.H264)) {
      Frame next;
      while ((next = reader.next()) != null) {
        try (Frame frame = next) {
          writer.write(Pictures.image(frame), frame.time().diveMicros());
        }
      }
    }
    return copy;
  }
}

package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.Pictures;

class VideoWriterTest {
  private static final List<Integer> COLOURS = List.of(0x208050, 0xC04020, 0x2040C0, 0xE0E0E0);
  private static final List<Long> TIMES = List.of(0L, 200_000L, 233_000L, 1_000_000L);

  @TempDir Path folder;

  private static BufferedImage picture(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(rgb));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  @ParameterizedTest
  @CsvSource({"out.mp4, H264", "out.webm, VP9", "out.mp4, VP9", "out.mkv, H264"})
  void whatIsWrittenCanBeReadAgain(String name, VideoWriter.Codec codec) throws Exception {
    Path path = folder.resolve(name);
    try (VideoWriter writer = VideoWriter.open(path, 97, 61, codec)) {
      for (int i = 0; i < 4; i++) {
        writer.write(picture(97, 61, COLOURS.get(i)), TIMES.get(i));
      }
    }
    Dive dive = Dive.of(path);
    assertThat(List.of(dive.width(), dive.height())).containsExactly(98, 62);
    FramePool pool = new FramePool(1);
    try (VideoReader reader = dive.open(FrameSelection.all(), pool)) {
      for (int i = 0; i < 4; i++) {
        try (Frame frame = reader.next()) {
          assertThat(frame).isNotNull();
          assertThat(frame.time().diveMicros()).isEqualTo(TIMES.get(i));
          BufferedImage image = Pictures.image(frame);
          assertClose(image.getRGB(40, 30), COLOURS.get(i), 4);
          assertClose(image.getRGB(0, 0), COLOURS.get(i), 4);
          // The coder's own padding to whole blocks of 16 tints the border that was added.
          assertClose(image.getRGB(97, 61), COLOURS.get(i), 24);
        }
      }
      assertThat(reader.next()).isNull();
      assertThat(reader.report().damaged()).isFalse();
    }
  }

  @Test
  void theIndexOfAnMp4StandsBeforeItsPictures() throws Exception {
    Path path = folder.resolve("out.mp4");
    try (VideoWriter writer = VideoWriter.open(path, 64, 64, VideoWriter.Codec.H264)) {
      writer.write(picture(64, 64, 0x405060), 0);
    }
    String bytes = Files.readString(path, StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
  }

  @Test
  void wrongSizesTimesAndFoldersAreRefused() {
    Path path = folder.resolve("out.mp4");
    try (VideoWriter writer = VideoWriter.open(path, 64, 64, VideoWriter.Codec.H264)) {
      writer.write(picture(64, 64, 0), 1000);
      assertThatThrownBy(() -> writer.write(picture(64, 63, 0), 2000))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.write(picture(64, 64, 0), 1000))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () ->
                VideoWriter.open(folder.resolve("no/such/out.mp4"), 64, 64, VideoWriter.Codec.H264))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("cannot be written");
  }

  private static void assertClose(int rgb, int truth, int tolerance) {
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(Math.abs((rgb >> shift & 0xff) - (truth >> shift & 0xff)))
          .as("%06x for %06x", rgb & 0xffffff, truth)
          .isLessThanOrEqualTo(tolerance);
    }
  }
}

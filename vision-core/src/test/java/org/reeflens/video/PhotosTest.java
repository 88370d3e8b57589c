package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;

class PhotosTest {
  @TempDir Path folder;

  private Path photo(String name, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(rgb));
    graphics.fillRect(0, 0, 48, 32);
    graphics.dispose();
    Path path = folder.resolve(name);
    ImageIO.write(image, name.substring(name.length() - 3), path.toFile());
    return path;
  }

  private static List<Integer> colours(Dive dive, FrameSelection selection, List<FrameTime> times)
      throws InterruptedException {
    FramePool pool = new FramePool(1);
    List<Integer> colours = new ArrayList<>();
    try (VideoReader reader = dive.open(selection, pool)) {
      for (Frame next = reader.next(); next != null; next = reader.next()) {
        try (Frame frame = next) {
          times.add(frame.time());
          colours.add(Pictures.image(frame).getRGB(20, 11) & 0xF8F8F8);
        }
      }
    }
    assertThat(pool.available()).isEqualTo(1);
    return colours;
  }

  @Test
  void photosOfAFolderComeByNameOneASecond() throws Exception {
    photo("b.png", 0x4080C0);
    photo("a.jpg", 0xC08040);
    photo("c.PNG", 0x80C040);
    Files.writeString(folder.resolve("notes.txt"), "no photo");
    Dive dive = Dive.of(folder);
    assertThat(dive.durationMicros()).isEqualTo(3_000_000);
    assertThat(List.of(dive.width(), dive.height())).containsExactly(48, 32);
    List<FrameTime> times = new ArrayList<>();
    List<Integer> colours = colours(dive, FrameSelection.all(), times);
    assertThat(colours).containsExactly(0xC08040, 0x4080C0, 0x80C040);
    assertThat(times.stream().map(FrameTime::diveMicros))
        .containsExactly(0L, 1_000_000L, 2_000_000L);
  }

  @Test
  void anotherRateAndExactPhotosCanBeAsked() throws Exception {
    for (int i = 0; i < 6; i++) {
      photo("p" + i + ".png", 0x202020 * (i + 1));
    }
    Dive dive = Dive.ofPhotos(2, List.of(folder));
    assertThat(dive.time(0, 5)).isEqualTo(new FrameTime(0, 5, 2_500_000, 2_500_000));
    FrameSelection selection = FrameSelection.exactly(List.of(dive.time(0, 1), dive.time(0, 4)));
    assertThat(colours(dive, selection, new ArrayList<>())).containsExactly(0x404040, 0xA0A0A0);
    assertThat(colours(dive, FrameSelection.perSecond(1), new ArrayList<>()))
        .containsExactly(0x202020, 0x606060, 0xA0A0A0);
  }

  @Test
  void aPhotoThatCannotBeReadIsReported() throws Exception {
    Path first = photo("a.jpg", 0x808080);
    Path broken = Files.writeString(folder.resolve("b.jpg"), "no photo");
    Path last = photo("c.jpg", 0x808080);
    FramePool pool = new FramePool(1);
    Dive dive = Dive.of(first, broken, last);
    try (VideoReader reader = dive.open(FrameSelection.all(), pool)) {
      for (Frame next = reader.next(); next != null; next = reader.next()) {
        next.close();
      }
      ChapterReport report = reader.report().chapters().get(0);
      assertThat(report.framesDecoded()).isEqualTo(2);
      assertThat(report.framesLost()).isEqualTo(1);
      assertThat(report.notes()).singleElement().asString().contains("b.jpg");
      assertThat(report.damaged()).isTrue();
    }
  }

  @Test
  void aFolderWithoutPhotosIsRefused() {
    assertThatThrownBy(() -> Dive.of(folder))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("holds no photos");
  }
}

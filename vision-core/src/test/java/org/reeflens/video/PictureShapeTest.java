package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.frame.Region;
import org.reeflens.testvideos.clip.Clip;
import org.reeflens.testvideos.clip.ClipFormat;
import org.reeflens.testvideos.clip.Clips;
import org.reeflens.testvideos.clip.FrameNumber;
import org.reeflens.testvideos.clip.YuvColour;

class PictureShapeTest {
  @TempDir Path folder;
  private Clips clips;
  private final FramePool pool = new FramePool(8);

  @BeforeEach
  void openFolder() {
    clips = new Clips(folder);
  }

  private Frame first(Path path) throws InterruptedException {
    try (VideoReader reader = Dive.of(path).open(FrameSelection.all(), pool)) {
      Frame frame = reader.next();
      assertThat(frame).isNotNull();
      return frame;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void rotatedPicturesAreUpright(int degrees) throws Exception {
    Clip plain = clips.plain("plain.mp4", 3);
    Clip turned = clips.rotated("turned.mp4", 3, degrees);
    Dive dive = Dive.of(turned.path());
    boolean lying = degrees != 180;
    assertThat(List.of(dive.width(), dive.height()))
        .isEqualTo(lying ? List.of(96, 160) : List.of(160, 96));
    try (Frame coded = first(plain.path());
        Frame upright = first(turned.path())) {
      assertThat(List.of(upright.width(), upright.height()))
          .isEqualTo(List.of(dive.width(), dive.height()));
      BufferedImage image = Pictures.image(coded);
      BufferedImage whole = Pictures.image(upright);
      Region region = new Region(11, 7, 50, 31);
      BufferedImage part = Pictures.image(upright, region, 50, 31);
      for (int y = 0; y < upright.height(); y++) {
        for (int x = 0; x < upright.width(); x++) {
          int truth =
              switch (degrees) {
                case 90 -> image.getRGB(y, 95 - x);
                case 180 -> image.getRGB(159 - x, 95 - y);
                default -> image.getRGB(159 - y, x);
              };
          assertThat(whole.getRGB(x, y)).isEqualTo(truth);
          if (x >= 11 && x < 61 && y >= 7 && y < 38) {
            assertThat(part.getRGB(x - 11, y - 7)).isEqualTo(truth);
          }
        }
      }
    }
  }

  @Test
  void oddSizesKeepTheirLastRowAndColumn() throws Exception {
    Clip clip = clips.oddSize("odd.mkv", 2);
    try (Frame frame = first(clip.path())) {
      assertThat(List.of(frame.width(), frame.height())).containsExactly(171, 107);
      BufferedImage image = Pictures.image(frame);
      assertClose(image.getRGB(170, 106), Clip.background(170, 106));
      assertClose(image.getRGB(152, 56), Clip.background(152, 56));
      BufferedImage corner = Pictures.image(frame, new Region(169, 105, 2, 2), 2, 2);
      assertThat(corner.getRGB(1, 1)).isEqualTo(image.getRGB(170, 106));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BT709_LIMITED", "BT709_FULL", "BT709_LIMITED_10"})
  void aRegionHasThePixelsOfTheWholePicture(YuvColour colour) throws Exception {
    ClipFormat format = ClipFormat.lossless(161, 97, colour);
    Clip clip = clips.numbered("colours.mkv", format, List.of(0L));
    Random random = new Random(3);
    try (Frame frame = first(clip.path())) {
      BufferedImage whole = Pictures.image(frame);
      for (int i = 0; i < 60; i++) {
        int x = random.nextInt(160);
        int y = random.nextInt(96);
        int w = 1 + random.nextInt(161 - x);
        int h = 1 + random.nextInt(97 - y);
        BufferedImage part = Pictures.image(frame, new Region(x, y, w, h), w, h);
        for (int v = 0; v < h; v++) {
          for (int u = 0; u < w; u++) {
            assertThat(part.getRGB(u, v))
                .as("region %d %d %d %d, pixel %d %d", x, y, w, h, u, v)
                .isEqualTo(whole.getRGB(x + u, y + v));
          }
        }
      }
    }
  }

  @Test
  void onlyTheRowsOfTheTargetAreWritten() throws Exception {
    Clip clip = clips.oddSize("odd.mkv", 1);
    try (Frame frame = first(clip.path())) {
      int[][] sizes = {{171, 107}, {64, 40}, {57, 33}, {7, 5}, {1, 1}};
      for (int[] size : sizes) {
        for (Region region : List.of(new Region(0, 0, 171, 107), new Region(3, 5, 57, 33))) {
          int stride = 3 * size[0] + 5;
          ByteBuffer target = ByteBuffer.allocateDirect(stride * size[1] + 64);
          for (int i = 0; i < target.capacity(); i++) {
            target.put(i, (byte) 0x5A);
          }
          target.position(17);
          frame.rgb(region, size[0], size[1], target, stride);
          assertThat(target.position()).isEqualTo(17);
          for (int i = 0; i < target.capacity(); i++) {
            if (i % stride >= 3 * size[0] || i >= stride * size[1]) {
              assertThat(target.get(i)).as("byte %d of %s", i, region).isEqualTo((byte) 0x5A);
            }
          }
        }
      }
    }
  }

  @Test
  void tenBitPicturesAreRead() throws Exception {
    ClipFormat ffv1 = ClipFormat.lossless(160, 96, YuvColour.BT709_LIMITED_10);
    Clip clip = clips.numbered("ten.mkv", ffv1, Clips.evenTimes(20, 25));
    Reading reading = Reading.of(Dive.of(clip.path()), FrameSelection.all());
    assertThat(reading.diveMicros()).isEqualTo(clip.times());
    assertThat(reading.numbers()).containsExactlyElementsOf(reading.indexes());
    try (Frame frame = first(clip.path())) {
      BufferedImage image = Pictures.image(frame);
      assertClose(image.getRGB(88, 56), Clip.background(88, 56));
    }
  }

  @Test
  void vp9IsRead() {
    ClipFormat vp9 = ClipFormat.h264(160, 96).withEncoder("libvpx-vp9", Map.of("cpu-used", "8"));
    Clip clip = clips.numbered("nine.webm", vp9, Clips.evenTimes(30, 25));
    Reading reading = Reading.of(Dive.of(clip.path()), FrameSelection.all());
    assertThat(reading.diveMicros()).isEqualTo(clip.times());
    assertThat(reading.numbers()).containsExactlyElementsOf(reading.indexes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fields.ts", "fields.mkv"})
  void interlacedFramesBecomeWholePicturesAtTheirTimes(String name) throws Exception {
    Clip clip = clips.interlaced(name, 30);
    try (VideoReader reader = Dive.of(clip.path()).open(FrameSelection.all(), pool)) {
      for (int i = 0; i < 30; i++) {
        try (Frame frame = reader.next()) {
          assertThat(frame).isNotNull();
          assertThat(frame.time().diveMicros()).isEqualTo(clip.times().get(i));
          BufferedImage image = Pictures.image(frame);
          int bar = Clips.fieldBar(i);
          for (int y = 20; y < 76; y++) {
            assertThat(image.getRGB(bar + 4, y) & 0xff)
                .as("frame %d row %d", i, y)
                .isGreaterThan(190);
            assertThat(image.getRGB(bar + 28, y) & 0xff).as("frame %d row %d", i, y).isLessThan(80);
          }
        }
      }
      assertThat(reader.next()).isNull();
      assertThat(reader.report().damaged()).isFalse();
    }
  }

  @Test
  void interlacedFramesCanBeSought() {
    Clip clip = clips.interlaced("fields.mkv", 120);
    Dive dive = Dive.of(clip.path());
    List<FrameTime> wanted = List.of(dive.time(0, 50), dive.time(0, 101));
    assertThat(Reading.of(dive, FrameSelection.exactly(wanted)).times()).isEqualTo(wanted);
  }

  @Test
  void framesOfOneReaderCanBeConvertedOnSeveralThreads() throws Exception {
    Clip clip = clips.plain("plain.mp4", 40);
    FramePool roomy = new FramePool(40);
    List<Frame> frames = new ArrayList<>();
    try (VideoReader reader = Dive.of(clip.path()).open(FrameSelection.all(), roomy)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.add(frame);
      }
    }
    List<Integer> numbers =
        frames.parallelStream()
            .map(
                frame -> {
                  try (frame) {
                    return FrameNumber.read(Pictures.image(frame));
                  }
                })
            .toList();
    assertThat(numbers).isEqualTo(IntStream.range(0, 40).boxed().toList());
    assertThat(roomy.available()).isEqualTo(40);
  }

  @Test
  void aFrameOutlivesItsReaderAndIsClosedOnce() throws Exception {
    Frame frame = first(clips.plain("plain.mp4", 30).path());
    assertThat(pool.available()).isEqualTo(7);
    assertThat(FrameNumber.read(Pictures.image(frame))).isZero();
    frame.close();
    frame.close();
    assertThat(pool.available()).isEqualTo(8);
    assertThatThrownBy(() -> Pictures.image(frame)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wrongTargetsAreRefused() throws Exception {
    try (Frame frame = first(clips.plain("plain.mp4", 2).path())) {
      ByteBuffer small = ByteBuffer.allocateDirect(299);
      Region region = new Region(0, 0, 10, 10);
      assertThatThrownBy(() -> frame.rgb(region, 10, 10, small, 30))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> frame.rgb(region, 10, 10, ByteBuffer.allocate(300), 30))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> frame.rgb(region, 10, 10, ByteBuffer.allocateDirect(300), 29))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () ->
                  frame.rgb(new Region(151, 0, 10, 10), 10, 10, ByteBuffer.allocateDirect(300), 30))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertClose(int rgb, int truth) {
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(Math.abs((rgb >> shift & 0xff) - (truth >> shift & 0xff))).isLessThanOrEqualTo(2);
    }
  }
}

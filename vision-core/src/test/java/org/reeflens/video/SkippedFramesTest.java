package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.testvideos.clip.Clips;

/** Frames that nobody needs are not decoded, and those that are asked for are the same as ever. */
class SkippedFramesTest {
  @TempDir Path folder;
  private Clips clips;

  @BeforeEach
  void openFolder() {
    clips = new Clips(folder);
  }

  /** Every pixel of the frames of a selection. */
  private record Pixels(Map<FrameTime, Integer> frames, ChapterReport report) {
    static Pixels of(Path clip, FrameSelection selection) {
      Map<FrameTime, Integer> frames = new LinkedHashMap<>();
      try (VideoReader reader = Dive.of(clip).open(selection, new FramePool(2))) {
        for (Frame next = reader.next(); next != null; next = reader.next()) {
          try (Frame frame = next) {
            BufferedImage picture = Pictures.image(frame);
            int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
            frames.put(frame.time(), Arrays.hashCode(pixels));
          }
        }
        return new Pixels(frames, reader.report().chapters().get(0));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Path clip(String name) {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
      Path copy = folder.resolve(name);
      Files.copy(in, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Counted by hand for the first: of 25 frames I BBP BBP ... the frames 0, 5, 10, 15 and 20 are
   * wanted; they, and the P frames up to 21, make 11, and of the last 20 frames 8. The others as
   * seen.
   */
  @ParameterizedTest
  @CsvSource({
    "b-frames.mp4,      24, 52",
    "pyramid.mp4,       24, 72",
    "pyramid.ts,        24, 72",
    "open-gop.mkv,      24, 71",
    "variable.mkv,      54, 78",
    "hevc.mp4,          24, 40",
    "hevc-open-gop.mkv, 24, 46",
    "hevc-layers.mp4,   24, 72",
  })
  void onlyWhatSampledFramesDependOnIsDecoded(String name, int sampled, int decoded) {
    Pixels pixels = Pixels.of(clip(name), FrameSelection.perSecond(5));
    assertThat(pixels.frames()).hasSize(sampled);
    ChapterReport report = pixels.report();
    assertThat(report.framesDecoded()).isEqualTo(decoded);
    assertThat(report.framesSkipped()).isEqualTo(120 - decoded);
    assertThat(report.damaged()).as(report.toString()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b-frames.mp4",
        "pyramid.mp4",
        "pyramid.ts",
        "open-gop.mkv",
        "variable.mkv",
        "hevc.mp4",
        "hevc-open-gop.mkv",
        "hevc-layers.mp4"
      })
  void framesThatAreAskedForAreTheSameAsIfAllWereDecoded(String name) {
    Path clip = clip(name);
    Map<FrameTime, Integer> whole = Pixels.of(clip, FrameSelection.all()).frames();
    assertThat(whole).hasSize(120);
    for (double rate : new double[] {0.9, 2, 3, 7, 12.5}) {
      Sampled sampled = new Sampled(rate);
      whole.keySet().forEach(sampled::see);
      assertThat(Pixels.of(clip, FrameSelection.perSecond(rate)).frames())
          .as("at %s frames a second", rate)
          .containsExactlyEntriesOf(sampled.of(whole));
    }
    List<FrameTime> some =
        whole.keySet().stream()
            .filter(time -> Set.of(7, 8, 61, 118).contains(time.index()))
            .toList();
    assertThat(Pixels.of(clip, FrameSelection.exactly(some)).frames().keySet())
        .containsExactlyElementsOf(some);
    assertThat(whole).containsAllEntriesOf(Pixels.of(clip, FrameSelection.exactly(some)).frames());
  }

  /** The first frame of each slot, which begins a tenth of its length early. */
  private static final class Sampled {
    private final double rate;
    private final Set<FrameTime> taken = new HashSet<>();
    private double slot = -1;

    Sampled(double rate) {
      this.rate = rate;
    }

    void see(FrameTime time) {
      double in = Math.floor(time.seconds() * rate + 0.1);
      if (in > slot) {
        slot = in;
        taken.add(time);
      }
    }

    Map<FrameTime, Integer> of(Map<FrameTime, Integer> whole) {
      Map<FrameTime, Integer> some = new LinkedHashMap<>(whole);
      some.keySet().retainAll(taken);
      return some;
    }
  }

  @Test
  void whatFollowsTheLastSampleBeforeAKeyframeIsSkipped() {
    // Keyframes at 0, 12, 24, 36 and 48, each frame depending on the one before; wanted are 0, 5,
    // 10, 15 and so on. So 11, 21 to 23, 46, 47, and 48 and 49 are for nothing.
    Path clip = clips.plain("plain.mp4", 50).path();
    Pixels pixels = Pixels.of(clip, FrameSelection.perSecond(5));
    assertThat(pixels.report().framesSkipped()).isEqualTo(1 + 3 + 2 + 2);
    assertThat(pixels.report().framesDecoded()).isEqualTo(50 - 8);
    assertThat(Pixels.of(clip, FrameSelection.all()).frames())
        .containsAllEntriesOf(pixels.frames());
  }

  @Test
  void interlacedVideoIsDecodedWhole() {
    Path clip = clips.interlaced("fields.mpg", 50).path();
    Pixels pixels = Pixels.of(clip, FrameSelection.perSecond(5));
    assertThat(pixels.report().framesSkipped()).isZero();
    assertThat(Pixels.of(clip, FrameSelection.all()).frames())
        .containsAllEntriesOf(pixels.frames());
  }

  @Test
  void videoWithoutTimesIsDecodedWhole() {
    Path clip = clips.missingTimes("old.avi", 50).path();
    assertThat(Pixels.of(clip, FrameSelection.perSecond(5)).report().framesSkipped()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyFrameOfADamagedRecordingIsAccountedFor(long seed) throws IOException {
    Path bad = clip("pyramid.mp4");
    byte[] bytes = Files.readAllBytes(bad);
    Random random = new Random(seed);
    // The first picture stays whole, and the index at the end.
    for (int i = 1500; i < 4000; i += 1 + random.nextInt(120)) {
      bytes[i] ^= (byte) (1 << random.nextInt(8));
    }
    Files.write(bad, bytes);
    ChapterReport report = Pixels.of(bad, FrameSelection.perSecond(5)).report();
    assertThat(report.damaged()).as(report.toString()).isTrue();
    assertThat(report.framesSkipped()).isPositive();
    assertThat(report.framesDecoded() + report.framesSkipped() + report.framesLost())
        .as(report.toString())
        .isEqualTo(120);
  }
}

package org.reeflens.testvideos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.testvideos.scene.SceneTruth;

final class RawEncoderTest {

  @TempDir private Path folder;

  @Test
  void clipHasAsManyFramesAsTheSceneAndLastsAsLong() throws IOException {
    Path file = folder.resolve("clip.mp4");

    SceneTruth truth = SceneFilm.write(SceneSettings.random(128, 96, 10, 1.7, 2, 3), file);

    Probe probe = Probe.of(file);
    assertThat(truth.frames()).hasSize(17);
    assertThat(probe.frames()).isEqualTo(17);
    assertThat(probe.seconds()).isEqualTo(1.7, within(1e-4));
  }

  @Test
  void colourIsBt709InLimitedRangeAndTheStreamSaysSo() throws IOException {
    Path file = folder.resolve("red.mkv");
    byte[] red = new byte[32 * 16 * 3];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 255;
    }

    try (RawEncoder encoder = RawEncoder.open(file, 32, 16, FrameRate.of(5), Codec.lossless())) {
      encoder.write(red);
    }

    Probe probe = Probe.of(file);
    assertThat(probe.matrix()).isEqualTo(AVCOL_SPC_BT709);
    assertThat(probe.range()).isEqualTo(AVCOL_RANGE_MPEG);
    // Y = 16 + 219 x 0.2126, Cb = 128 - 224 x 0.2126 / 1.8556, Cr = 128 + 112.
    assertThat(probe.middle().get(0)).isBetween(62, 64);
    assertThat(probe.middle().get(1)).isBetween(101, 103);
    assertThat(probe.middle().get(2)).isBetween(239, 241);
  }

  @Test
  void fractionalRatesAreExact() throws IOException {
    Path file = folder.resolve("ntsc.mp4");
    try (RawEncoder encoder =
        RawEncoder.open(file, 32, 16, new FrameRate(30000, 1001), Codec.h264(200_000))) {
      for (int i = 0; i < 30; i++) {
        encoder.write(new byte[32 * 16 * 3]);
      }
    }

    assertThat(Probe.of(file).seconds()).isEqualTo(30 * 1001 / 30000.0, within(1e-9));
  }

  @Test
  void sameSceneGivesTheSameFile() throws IOException {
    SceneSettings settings = SceneSettings.random(64, 48, 5, 1, 1, 3);
    Path one = folder.resolve("one.mp4");
    Path two = folder.resolve("two.mp4");

    SceneFilm.write(settings, one);
    SceneFilm.write(settings, two);

    assertThat(one).hasSameBinaryContentAs(two);
  }

  @Test
  void unknownEncoderIsNamed() {
    Path file = folder.resolve("clip.mp4");
    Codec codec = new Codec("libx999", Map.of());

    assertThatThrownBy(() -> RawEncoder.open(file, 32, 16, FrameRate.of(5), codec))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": FFmpeg has no encoder libx999");
  }

  @Test
  void unknownOptionIsNamed() {
    Path file = folder.resolve("clip.mp4");
    Codec codec = new Codec("libopenh264", Map.of("colour", "nice"));

    assertThatThrownBy(() -> RawEncoder.open(file, 32, 16, FrameRate.of(5), codec))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": the encoder has no option colour");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void fileThatCannotBeMadeIsNamed() {
    Path file = folder.resolve("missing").resolve("clip.mp4");

    assertThatThrownBy(() -> RawEncoder.open(file, 32, 16, FrameRate.of(5), Codec.h264(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": FFmpeg could not make the file: No such file or directory");
  }

  @Test
  void pictureOfAnotherSizeIsRefused() throws IOException {
    try (RawEncoder encoder =
        RawEncoder.open(folder.resolve("a.mp4"), 32, 16, FrameRate.of(5), Codec.h264(100_000))) {
      assertThatThrownBy(() -> encoder.write(new byte[5]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a picture has 1536 bytes here, not 5");
      encoder.write(new byte[1536]);
    }
  }

  @Test
  void oddSizesAreRefused() {
    assertThatThrownBy(
            () ->
                RawEncoder.open(
                    folder.resolve("a.mp4"), 33, 16, FrameRate.of(5), Codec.h264(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height must be even for 4:2:0, not 33 x 16");
  }
}

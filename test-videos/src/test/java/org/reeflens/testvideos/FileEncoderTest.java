package org.reeflens.testvideos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileEncoderTest {

  private static final StreamFormat FORMAT = StreamFormat.bt709(32, 16, FrameRate.of(5));

  @TempDir private Path folder;

  @Test
  void samplesGoInAsTheyAre() throws IOException {
    Path file = folder.resolve("grey.mkv");
    byte[] picture = new byte[FORMAT.pictureBytes()];
    Arrays.fill(picture, 0, 512, (byte) 90);
    Arrays.fill(picture, 512, 640, (byte) 100);
    Arrays.fill(picture, 640, 768, (byte) 200);

    try (FileEncoder encoder = FileEncoder.open(file, FORMAT, Codec.lossless(), Map.of())) {
      encoder.write(picture, 0);
    }

    assertThat(Probe.of(file).middle()).containsExactly(90, 100, 200);
  }

  @Test
  void timesAreTicksAndTheLastPictureLastsAsLongAsTheRateSays() throws IOException {
    Path file = folder.resolve("clip.mp4");
    StreamFormat format =
        new StreamFormat(32, 16, 8, false, ColourTags.BT709, FrameRate.of(1_000), FrameRate.of(25));

    try (FileEncoder encoder = FileEncoder.open(file, format, Codec.h264(100_000), Map.of())) {
      encoder.write(new byte[format.pictureBytes()], 0);
      encoder.write(new byte[format.pictureBytes()], 700);
    }

    assertThat(Probe.of(file).seconds()).isEqualTo(0.74, within(1e-9));
  }

  @Test
  void oddSizesAndTenBitsHaveTheirBytes() {
    FrameRate rate = FrameRate.of(25);

    assertThat(FORMAT.pictureBytes()).isEqualTo(768);
    assertThat(StreamFormat.bt709(5, 3, rate).pictureBytes()).isEqualTo(15 + 2 * 6);
    assertThat(new StreamFormat(5, 3, 10, false, ColourTags.BT709, rate, rate).pictureBytes())
        .isEqualTo(2 * (15 + 2 * 6));
  }

  @Test
  void unknownContainerOptionIsNamed() {
    Path file = folder.resolve("clip.mp4");
    Map<String, String> options = Map.of("lid", "tight");

    assertThatThrownBy(() -> FileEncoder.open(file, FORMAT, Codec.h264(100_000), options))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": the container has no option lid");
  }

  @Test
  void unknownEndingIsExplained() {
    Path file = folder.resolve("clip.reef");

    assertThatThrownBy(() -> FileEncoder.open(file, FORMAT, Codec.lossless(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": FFmpeg could not find a container for this file name: ");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void timeThatGoesBackIsRefusedAndTheFileStaysUnfinished() throws IOException {
    Path file = folder.resolve("clip.mp4");

    try (FileEncoder encoder = FileEncoder.open(file, FORMAT, Codec.h264(100_000), Map.of())) {
      encoder.write(new byte[768], 1);
      assertThatThrownBy(() -> encoder.write(new byte[768], 0))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": FFmpeg could not write a picture: Invalid argument");
      encoder.write(new byte[768], 2);
    }

    assertThatThrownBy(() -> Probe.of(file)).hasMessage("cannot open " + file);
  }

  @Test
  void nothingCanBeWrittenToAClosedFile() throws IOException {
    Path file = folder.resolve("clip.mkv");
    FileEncoder encoder = FileEncoder.open(file, FORMAT, Codec.lossless(), Map.of());
    encoder.write(new byte[768], 0);

    encoder.close();
    encoder.close();

    assertThat(Probe.of(file).frames()).isEqualTo(1);
    assertThatThrownBy(() -> encoder.write(new byte[768], 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file + " is already closed");
  }
}

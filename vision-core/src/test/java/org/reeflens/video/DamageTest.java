package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.testvideos.clip.Clip;
import org.reeflens.testvideos.clip.ClipFormat;
import org.reeflens.testvideos.clip.Clips;

class DamageTest {
  @TempDir Path folder;
  private Clips clips;

  @BeforeEach
  void openFolder() {
    clips = new Clips(folder);
  }

  @ParameterizedTest
  @CsvSource({"mp4, 0.7", "mkv, 0.7", "avi, 0.5", "ts, 0.7"})
  void aRecordingThatIsCutOffIsReadToWhereItCanBe(String ending, double part) {
    ClipFormat format =
        ending.equals("avi")
            ? ClipFormat.mpeg4(160, 96, 0).withTicksPerSecond(25)
            : ClipFormat.h264(160, 96);
    Clip whole = clips.numbered("whole." + ending, format, Clips.evenTimes(250, 25));
    Clip cut = clips.truncated(whole, "cut." + ending, part);
    Reading reading = Reading.of(Dive.of(cut.path()), FrameSelection.all());
    int frames = reading.times().size();
    assertThat(frames).isBetween(100, 245);
    assertThat(reading.diveMicros()).isEqualTo(whole.times().subList(0, frames));
    ChapterReport chapter = reading.report().chapters().get(0);
    assertThat(chapter.truncated()).isTrue();
    assertThat(chapter.framesReadable()).isBetween(frames, frames + 1);
    assertThat(chapter.readableSeconds()).isBetween(frames * 0.04 - 0.001, frames * 0.04 + 0.041);
    assertThat(reading.report().damaged()).isTrue();
    assertThat(reading.report().summary()).contains("cut." + ending + " cut off at ");
    assertThat(Reading.of(Dive.of(whole.path()), FrameSelection.all()).report().damaged())
        .isFalse();
  }

  @Test
  void theNextChapterBeginsAfterWhatWasCutOff() {
    List<Clip> parts = clips.chapters(42, 100, 10);
    Clip cut = clips.truncated(parts.get(0), "GX010042.MP4", 0.7);
    Dive dive = Dive.of(cut.path(), parts.get(1).path());
    assertThat(dive.chapters().get(1).offsetMicros()).isEqualTo(4_000_000);
    Reading reading = Reading.of(dive, FrameSelection.all());
    assertThat(reading.times().get(reading.times().size() - 10))
        .isEqualTo(dive.time(1, 0))
        .hasFieldOrPropertyWithValue("diveMicros", 4_000_000L);
  }

  @Test
  void bitErrorsAreCounted() {
    Clip clip = clips.plain("good.mp4", 200);
    Clip bad = clips.bitErrors(clip, "bad.mp4", 300, 5);
    Reading reading = Reading.of(Dive.of(bad.path()), FrameSelection.all());
    ChapterReport chapter = reading.report().chapters().get(0);
    assertThat(reading.report().damaged()).isTrue();
    assertThat(chapter.framesCorrupt() + chapter.framesLost()).isBetween(10, 200);
    assertThat(chapter.framesDecoded() + chapter.framesLost()).isEqualTo(200);
    assertThat(reading.times()).hasSize(chapter.framesDecoded());
    assertThat(clip.times()).containsAll(reading.diveMicros());
  }

  @Test
  void anIndexThatIsMissingIsExplained() {
    ClipFormat format = ClipFormat.h264(160, 96);
    // Without "faststart" cameras write the index last.
    Clip whole = clips.numbered("whole.mov", format, Clips.evenTimes(50, 25));
    Clip cut = clips.truncated(whole, "cut.mov", 0.5);
    assertRefused(cut.path(), "cut off before its index was written");
  }

  @Test
  void filesThatAreNoVideoAreRefusedInOneSentence() {
    assertRefused(folder.resolve("nothing.mp4"), "does not exist");
    assertRefused(clips.empty("empty.mp4"), "is empty");
    assertRefused(clips.text("notes.mp4"), "is not a video");
    assertRefused(clips.soundOnly("sound.mp4"), "holds only sound");
    assertRefused(clips.zeroFrames("zero.mp4"), "holds no video");
  }

  private static void assertRefused(Path path, String reason) {
    assertThatThrownBy(() -> Dive.of(path))
        .isInstanceOf(VideoException.class)
        .hasMessageStartingWith(path.toString())
        .hasMessageContaining(reason)
        .hasMessageMatching("[^\\n]*; [^\\n]*\\.");
  }

  @Test
  void thePoolIsFullAfterAFailure() throws Exception {
    List<Clip> parts = clips.chapters(42, 10, 10);
    Dive dive = Dive.of(parts.get(0).path(), parts.get(1).path());
    Files.delete(parts.get(1).path());
    FramePool pool = new FramePool(2);
    try (VideoReader reader = dive.open(FrameSelection.all(), pool)) {
      for (int i = 0; i < 10; i++) {
        Frame frame = reader.next();
        assertThat(frame).isNotNull();
        frame.close();
      }
      assertThatThrownBy(reader::next)
          .isInstanceOf(VideoException.class)
          .hasMessageContaining("GX020042.MP4 does not exist");
    }
    assertThat(pool.available()).isEqualTo(pool.capacity());
  }

  @Test
  void aReaderThatWaitsForThePoolCanBeInterrupted() throws Exception {
    Dive dive = Dive.of(clips.plain("plain.mp4", 10).path());
    FramePool pool = new FramePool(1);
    try (VideoReader reader = dive.open(FrameSelection.all(), pool);
        Frame held = reader.next()) {
      assertThat(held).isNotNull();
      Thread.currentThread().interrupt();
      assertThatThrownBy(reader::next).isInstanceOf(InterruptedException.class);
    }
    assertThat(pool.available()).isEqualTo(1);
  }

  @Test
  void readingCanStopAnywhere() throws Exception {
    Dive dive = Dive.of(clips.plain("plain.mp4", 100).path());
    FramePool pool = new FramePool(4);
    VideoReader reader = dive.open(FrameSelection.all(), pool);
    try (Frame frame = reader.next()) {
      assertThat(frame).isNotNull();
    }
    reader.close();
    reader.close();
    assertThat(reader.report().chapters().get(0).framesDecoded()).isEqualTo(1);
    assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
    assertThat(pool.available()).isEqualTo(4);
  }
}

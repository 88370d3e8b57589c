package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.frame.FrameTime;
import org.reeflens.testvideos.clip.Clip;
import org.reeflens.testvideos.clip.ClipFormat;
import org.reeflens.testvideos.clip.Clips;

class FrameTimesTest {
  @TempDir Path folder;
  private Clips clips;

  @BeforeEach
  void openFolder() {
    clips = new Clips(folder);
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static void assertReadsWhole(Clip clip) {
    Dive dive = Dive.of(clip.path());
    Reading reading = Reading.of(dive, FrameSelection.all());
    assertThat(reading.diveMicros()).isEqualTo(clip.times());
    assertThat(reading.numbers()).isEqualTo(numbers(0, clip.frames()));
    assertThat(reading.indexes()).isEqualTo(numbers(0, clip.frames()));
    assertThat(reading.report().damaged()).as(reading.report().toString()).isFalse();
    assertThat(dive.chapters().get(0).frames()).isEqualTo(clip.frames());
  }

  @Test
  void framesOfAPlainClipKeepTheirTimes() {
    Clip clip = clips.plain("plain.mp4", 50);
    assertReadsWhole(clip);
    Chapter chapter = Dive.of(clip.path()).chapters().get(0);
    assertThat(chapter).isEqualTo(new Chapter(clip.path(), 50, 160, 96, 0, 2_000_000, 25, "h264"));
  }

  @Test
  void framesOfAVariableRateClipKeepTheirTimes() {
    assertReadsWhole(clips.variableRate("variable.mp4", 41));
  }

  @Test
  void aStartOffsetIsTakenAway() {
    assertReadsWhole(clips.startOffset("offset.mp4", 20));
    assertReadsWhole(clips.startOffset("offset.mkv", 20));
  }

  @Test
  void framesCodedInAnotherOrderComeInTheOrderOfTheirTimes() {
    assertReadsWhole(clips.bFrames("b.mp4", 40));
    assertReadsWhole(clips.bFrames("b.mkv", 40));
  }

  @Test
  void aTransportStreamIsReadToItsLastFrame() {
    ClipFormat format = ClipFormat.h264(160, 96);
    assertReadsWhole(clips.numbered("stream.ts", format, Clips.evenTimes(30, 25)));
  }

  @Test
  void missingTimesAreInferredAndCounted() {
    Clip clip = clips.missingTimes("old.avi", 40);
    Reading reading = Reading.of(Dive.of(clip.path()), FrameSelection.all());
    assertThat(reading.diveMicros()).isEqualTo(clip.times());
    assertThat(reading.numbers()).isEqualTo(numbers(0, 40));
    assertThat(reading.report().chapters().get(0).timesMissing()).isPositive();
    assertThat(reading.report().damaged()).isFalse();
  }

  @Test
  void diveTimeRunsOnAcrossChapters() {
    List<Clip> parts = clips.chapters(42, 30, 20, 10);
    Dive dive = Dive.of(parts.stream().map(Clip::path).toList());
    assertThat(dive.chapters().stream().map(Chapter::offsetMicros))
        .containsExactly(0L, 1_200_000L, 2_000_000L);
    assertThat(dive.durationMicros()).isEqualTo(2_400_000);
    Reading reading = Reading.of(dive, FrameSelection.all());
    assertThat(reading.numbers()).isEqualTo(numbers(0, 60));
    assertThat(reading.diveMicros()).isEqualTo(Clips.evenTimes(60, 25));
    assertThat(reading.times().get(30)).isEqualTo(new FrameTime(1, 0, 0, 1_200_000));
  }

  @Test
  void aChapterThatWasLeftOutIsNoted() {
    List<Clip> parts = clips.chapters(42, 5, 5, 5);
    Dive dive = Dive.of(parts.get(0).path(), parts.get(2).path());
    Reading reading = Reading.of(dive, FrameSelection.all());
    assertThat(reading.report().chapters().get(1).notes())
        .containsExactly(
            "Chapters of the recording left out before this file: 1; dive time does not count them.");
  }

  @Test
  void samplingTakesTheFirstFrameOfEachSlot() {
    Dive dive = Dive.of(clips.plain("plain.mp4", 50).path());
    // At 25 frames a second a slot of 0.2 s begins at frames 0, 5, 10 and so on.
    assertThat(Reading.of(dive, FrameSelection.perSecond(5)).numbers())
        .containsExactly(0, 5, 10, 15, 20, 25, 30, 35, 40, 45);
    // Slots of 1/3 s, a tenth early, begin at 0.3, 0.6333, 0.9667, 1.3, 1.6333 and 1.9667 s.
    assertThat(Reading.of(dive, FrameSelection.perSecond(3)).numbers())
        .containsExactly(0, 8, 16, 25, 33, 41);
  }

  @Test
  void samplingGoesByTimeOnAVariableRate() {
    Dive dive = Dive.of(clips.variableRate("variable.mp4", 16).path());
    // Frames at 0, 40, 60, 160, then the same again every 360 ms.
    assertThat(Reading.of(dive, FrameSelection.perSecond(5)).diveMicros())
        .containsExactly(0L, 360_000L, 400_000L, 720_000L, 780_000L, 1_080_000L, 1_240_000L);
  }

  @Test
  void samplingAtTheRateOfAJitteringClipKeepsAllItsFrames() {
    Random random = new Random(7);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      times.add(i == 0 ? 0L : i * 200_000L + 1_000L * (random.nextInt(31) - 15));
    }
    Clip clip = clips.numbered("jitter.mp4", ClipFormat.h264(160, 96), times);
    Reading reading = Reading.of(Dive.of(clip.path()), FrameSelection.perSecond(5));
    assertThat(reading.numbers()).isEqualTo(numbers(0, 40));
  }

  @Test
  void samplingRunsOnAcrossChapters() {
    List<Clip> parts = clips.chapters(42, 7, 13, 5);
    Dive dive = Dive.of(parts.stream().map(Clip::path).toList());
    assertThat(Reading.of(dive, FrameSelection.perSecond(5)).numbers())
        .containsExactly(0, 5, 10, 15, 20);
  }

  @Test
  void aSpanOfTimeIncludesItsBeginningAndNotItsEnd() {
    List<Clip> parts = clips.chapters(42, 30, 20, 10);
    Dive dive = Dive.of(parts.stream().map(Clip::path).toList());
    Reading reading = Reading.of(dive, FrameSelection.all().between(1.0, 1.4));
    assertThat(reading.numbers()).isEqualTo(numbers(25, 35));
    assertThat(reading.report().chapters().get(2).framesDecoded()).isZero();
    assertThat(Reading.of(dive, FrameSelection.perSecond(5).between(1.1, 1.9)).numbers())
        .containsExactly(28, 30, 35, 40, 45);
  }

  @Test
  void exactlyTheNamedFramesComeBackFarApartAndCloseTogether() {
    for (String name : List.of("long.mp4", "long.mkv", "long.ts")) {
      Clip clip = clips.numbered(name, ClipFormat.h264(160, 96), Clips.evenTimes(300, 25));
      assertSeeks(clip, List.of(0, 1, 2, 47, 48, 49, 130, 131, 260, 299));
      assertSeeks(clip, List.of(299));
      assertSeeks(clip, List.of(288));
      assertSeeks(clip, List.of(287, 288));
    }
  }

  @Test
  void seekingIsExactWhereFramesAreCodedInAnotherOrder() {
    for (String name : List.of("b.mp4", "b.mkv")) {
      Clip clip = clips.bFrames(name, 200);
      for (int frame = 90; frame < 120; frame++) {
        assertSeeks(clip, List.of(3, frame, 190));
      }
    }
  }

  @Test
  void seekingIsExactWithoutTimesInTheFile() {
    assertSeeks(clips.missingTimes("old.avi", 120), List.of(5, 77, 78, 119));
  }

  @Test
  void seekingReachesAcrossChapters() {
    List<Clip> parts = clips.chapters(42, 100, 100, 100);
    Dive dive = Dive.of(parts.stream().map(Clip::path).toList());
    List<FrameTime> wanted =
        new ArrayList<>(List.of(dive.time(0, 90), dive.time(2, 3), dive.time(2, 88)));
    Collections.reverse(wanted);
    Reading reading = Reading.of(dive, FrameSelection.exactly(wanted));
    assertThat(reading.numbers()).containsExactly(90, 203, 288);
    assertThat(reading.report().chapters().get(1).decoder()).isNull();
  }

  @Test
  void sparseFramesCostOnlyTheirSurroundings() {
    Clip clip = clips.plain("long.mp4", 600);
    Dive dive = Dive.of(clip.path());
    Reading reading =
        Reading.of(dive, FrameSelection.exactly(List.of(dive.time(0, 300), dive.time(0, 590))));
    assertThat(reading.numbers()).containsExactly(300, 590);
    assertThat(reading.report().chapters().get(0).framesDecoded()).isLessThan(30);
  }

  @Test
  void framesOfAnotherDiveAreRefused() {
    Dive dive = Dive.of(clips.plain("plain.mp4", 10).path());
    FrameSelection other = FrameSelection.exactly(List.of(new FrameTime(0, 3, 100_000, 100_000)));
    assertThatThrownBy(() -> Reading.of(dive, other)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertSeeks(Clip clip, List<Integer> frames) {
    Dive dive = Dive.of(clip.path());
    List<FrameTime> wanted = frames.stream().map(i -> dive.time(0, i)).toList();
    Reading reading = Reading.of(dive, FrameSelection.exactly(wanted));
    assertThat(reading.times()).as(clip.path().toString()).isEqualTo(wanted);
    assertThat(reading.numbers()).as(clip.path().toString()).isEqualTo(frames);
    assertThat(reading.report().damaged()).isFalse();
  }
}

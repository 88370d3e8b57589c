package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.frame.Region;
import org.reeflens.testvideos.clip.Clip;
import org.reeflens.testvideos.clip.Clips;
import org.reeflens.testvideos.clip.FrameNumber;

class StereoDiveTest {

  private static final Region MARK = new Region(0, 0, FrameNumber.WIDTH, FrameNumber.HEIGHT);

  @TempDir private Path folder;
  private Dive left;
  private Dive right;

  /** 25 frames a second; chapters of other lengths on both sides. */
  @BeforeEach
  void film() {
    Clips clips = new Clips(folder);
    left = Dive.of(clips.chapters(1, 40, 60).stream().map(Clip::path).toList());
    right = Dive.of(clips.chapters(2, 30, 50).stream().map(Clip::path).toList());
  }

  @Test
  void nearestFrameIsFoundAcrossChapters() {
    assertThat(right.nearest(-3)).isEqualTo(right.time(0, 0));
    assertThat(right.nearest(0.061)).isEqualTo(right.time(0, 2));
    assertThat(right.nearest(0.059)).isEqualTo(right.time(0, 1));
    // The first chapter's last frame is at 1.16 s, the second one's first at 1.2 s.
    assertThat(right.nearest(1.175)).isEqualTo(right.time(0, 29));
    assertThat(right.nearest(1.185)).isEqualTo(right.time(1, 0));
    assertThat(right.nearest(99)).isEqualTo(right.time(1, 49));
  }

  @Test
  void leftFrameGoesWithTheRightOneOfItsMomentAndTheLagIsTold() {
    StereoDive dive = new StereoDive(left, right, Synchronisation.given(-0.53));

    // 1.6 s is 1.07 s in the right recording, between frame 26 at 1.04 s and 27 at 1.08 s.
    StereoDive.Pair pair = dive.pair(left.time(1, 0)).orElseThrow();
    assertThat(pair.right()).isEqualTo(right.time(0, 27));
    assertThat(pair.lagSeconds()).isCloseTo(0.01, within(1e-9));
    // Before the right camera was started, and after it ended.
    assertThat(dive.pair(left.time(0, 5))).isEmpty();
    assertThat(dive.pair(left.time(1, 59))).isEmpty();
  }

  @Test
  void driftOfTheClocksIsFollowed() {
    Synchronisation sync = new Synchronisation(0.1, 5e-4, 0, 1, "test");

    assertThat(sync.rightSeconds(0)).isEqualTo(0.1);
    assertThat(sync.rightSeconds(1000)).isCloseTo(1000.6, within(1e-9));
  }

  @Test
  void recordingsWithoutCommonTimeAreRefused() {
    assertThatThrownBy(() -> new StereoDive(left, right, Synchronisation.given(-4.5)))
        .isInstanceOf(VideoException.class)
        .hasMessage(
            "With an offset of -4.500 s the left recording of 4.0 s and the right one of 3.2 s"
                + " share no time; look at the offset and its sign.");
  }

  @Test
  void pairsAreReadTogether() throws InterruptedException {
    StereoDive dive = new StereoDive(left, right, Synchronisation.given(-0.4));
    List<StereoDive.Pair> pairs = new ArrayList<>();
    for (int frame = 0; frame < 60; frame += 7) {
      FrameTime time = left.time(1, frame);
      dive.pair(time).ifPresent(pairs::add);
    }

    List<List<Integer>> numbers = new ArrayList<>();
    try (StereoReader reader = new StereoReader(dive, pairs)) {
      for (var next = reader.next(); next != null; next = reader.next()) {
        try (StereoReader.Frames frames = next) {
          numbers.add(List.of(number(frames.left()), number(frames.right())));
        }
      }
    }
    // Frames are numbered on from chapter to chapter; 0.4 s are ten frames.
    assertThat(numbers)
        .containsExactly(
            List.of(40, 30),
            List.of(47, 37),
            List.of(54, 44),
            List.of(61, 51),
            List.of(68, 58),
            List.of(75, 65),
            List.of(82, 72),
            List.of(89, 79));
  }

  private static int number(Frame frame) {
    return FrameNumber.read(Pictures.image(frame, MARK, FrameNumber.WIDTH, FrameNumber.HEIGHT));
  }

  @Test
  void oneEventInBothIsKnownToAFrame() {
    Synchronisation sync =
        Synchronisation.atEvents(List.of(new Synchronisation.Event(2.4, 1.88)), left, right);

    assertThat(sync.offsetSeconds()).isCloseTo(-0.52, within(1e-9));
    assertThat(sync.driftPerSecond()).isZero();
    assertThat(sync.errorSeconds()).isCloseTo(0.04 * Math.sqrt(2.0 / 12), within(1e-4));
    assertThat(Optional.of(sync.describe()))
        .contains(
            "offset -0.5200 s +- 0.0163 s, drift 0.0 ppm, confidence 1.00 (an event in both)");
  }

  @Test
  void eventsThatContradictEachOtherAreRefused() {
    List<Synchronisation.Event> events =
        List.of(new Synchronisation.Event(0.4, 0.2), new Synchronisation.Event(2.4, 1.7));

    assertThatThrownBy(() -> Synchronisation.atEvents(events, left, right))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("250 ms off what the others say");
  }

  @Test
  void eventOutsideARecordingIsRefused() {
    assertThatThrownBy(
            () -> Synchronisation.atEvents(List.of(new Synchronisation.Event(1, 5)), left, right))
        .isInstanceOf(VideoException.class)
        .hasMessage("The event at 5.000 s lies outside the right recording of 3.200 s.");
  }
}

package org.reeflens.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reeflens.frame.FrameTime;
import org.reeflens.measure.Position;
import org.reeflens.measure.StereoLength;
import org.reeflens.measure.StereoPoint;
import org.reeflens.video.StereoDive;

class TrackLengthTest {

  private static final FrameTime TIME = new FrameTime(0, 1, 40_000, 40_000);
  private static final StereoDive.Pair PAIR = new StereoDive.Pair(TIME, TIME, 0);

  private static StereoLength length(double mm, double error) {
    return new StereoLength(mm, error, place(-mm / 2), place(mm / 2));
  }

  private static StereoPoint place(double x) {
    return new StereoPoint(new Position(x, 0, 2000), 0, 0, 0, 0, 0);
  }

  private static MeasuredFish fish(int track, double mm, boolean passed) {
    return new MeasuredFish(
        track,
        9,
        0,
        PAIR,
        Optional.of(length(mm, 3)),
        Optional.empty(),
        Optional.empty(),
        passed,
        passed ? List.of() : List.of("range 9120.0 over 8000.0 mm"));
  }

  @Test
  void medianAndNinetiethPercentileAreOfTheFramesThatPassed() {
    List<MeasuredFish> frames = new ArrayList<>();
    for (double mm : new double[] {200, 204, 196, 208, 202}) {
      frames.add(fish(4, mm, true));
    }
    frames.add(fish(4, 900, false));

    Lengths lengths = Lengths.of(frames, Map.of());

    TrackLength track = lengths.of(4).orElseThrow();
    assertThat(track.medianMm()).isEqualTo(202);
    // Between 204 and 208: 0.9 of the way from the first to the last of five is 3.6.
    assertThat(track.percentile90Mm()).isCloseTo(206.4, within(1e-9));
    assertThat(track.frames()).isEqualTo(5);
    assertThat(track.measured()).isEqualTo(6);
    // Median miss 2 mm, which over five frames is 1.7 mm; what is stated for one frame is more.
    assertThat(track.standardErrorMm()).isEqualTo(3);
    assertThat(lengths.refusals()).containsExactly(Map.entry("range N over N mm", 1L));
  }

  @Test
  void trackWhoseFramesAllFailHasNoLength() {
    Lengths lengths = Lengths.of(List.of(fish(2, 300, false)), Map.of());

    assertThat(lengths.tracks()).isEmpty();
    assertThat(lengths.of(2)).isEmpty();
    assertThat(lengths.frames()).hasSize(1);
  }

  @Test
  void nothingThatHasNoLengthPasses() {
    assertThatThrownBy(
            () ->
                new MeasuredFish(
                    1,
                    0,
                    0,
                    PAIR,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

class ScoreBoostTest {
  private static final List<Double> TIMES = List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);

  @Nested
  class BoostedByteTrack extends TrackerContract {
    @Override
    Tracker tracker() {
      return new BoostedTracker(ByteTrack.forFish(), ScoreBoost.forFish());
    }
  }

  @Test
  void whatWasThereBeforeIsRaisedAndAFlickerIsLowered() {
    List<List<Detection>> frames =
        List.of(
            List.of(seen(10, 0.8)),
            List.of(seen(12, 0.8)),
            List.of(seen(14, 0.8)),
            List.of(seen(16, 0.4), seen(200, 0.4)),
            List.of(),
            List.of());
    List<List<Detection>> boosted = new ScoreBoost(0.6, 0, 0.3).apply(TIMES, frames);
    assertThat(confidence(boosted, 0, 0)).isEqualTo(0.8); // nothing before
    assertThat(confidence(boosted, 3, 0)).isCloseTo(0.7 * 0.4 + 0.3 * 0.8, within(1e-12));
    assertThat(confidence(boosted, 3, 1)).isCloseTo(0.7 * 0.4, within(1e-12));
    assertThat(boosted.get(3).get(1).box()).isEqualTo(seen(200, 0.4).box());
  }

  @Test
  void aFrameWithoutTheAnimalCountsAsZeroAndIsPassedOver() {
    List<List<Detection>> frames =
        List.of(
            List.of(seen(10, 0.9)),
            List.of(),
            List.of(seen(10, 0.6)),
            List.of(),
            List.of(),
            List.of());
    assertThat(confidence(new ScoreBoost(0.4, 0, 0.5).apply(TIMES, frames), 2, 0))
        .isCloseTo(0.5 * 0.6 + 0.5 * 0.45, within(1e-12));
  }

  @Test
  void looksAheadOnlyWhereItMay() {
    List<List<Detection>> frames =
        List.of(
            List.of(seen(10, 0.5)),
            List.of(seen(10, 0.9)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(confidence(new ScoreBoost(0.2, 0.2, 0.5).apply(TIMES, frames), 0, 0))
        .isCloseTo(0.7, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BoostedTracker(ByteTrack.forFish(), new ScoreBoost(0.2, 0.2, 0.5)))
        .withMessageContaining("cannot look ahead by 0.2 s");
  }

  @Test
  void framesAsTheyComeAreBoostedAsAllTogether() {
    List<List<Detection>> frames = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (int f = 0; f < 40; f++) {
      times.add(f * 0.2);
      frames.add(List.of(seen(10 + f, 0.3 + 0.01 * (f % 7)), seen(150 - f, 0.5)));
    }
    List<List<Detection>> expected = ScoreBoost.forFish().apply(times, frames);
    List<List<Detection>> given = new ArrayList<>();
    Tracker watcher =
        new Tracker() {
          @Override
          public List<TrackPoint> update(
              double timeSeconds, List<Detection> detections, Affine camera) {
            given.add(detections);
            return List.of();
          }

          @Override
          public String describe() {
            return "a watcher";
          }
        };
    BoostedTracker tracker = new BoostedTracker(watcher, ScoreBoost.forFish());
    for (int f = 0; f < 40; f++) {
      tracker.update(times.get(f), frames.get(f));
    }
    assertThat(given).isEqualTo(expected);
  }

  @Test
  void tellsTheConfidencesOfTheDetector() {
    BoostedTracker tracker = new BoostedTracker(ByteTrack.forFish(), ScoreBoost.forFish());
    List<TrackPoint> points = new ArrayList<>();
    for (int f = 0; f < 10; f++) {
      points.addAll(tracker.update(f * 0.2, List.of(seen(10, 0.5 + 0.03 * f))));
    }
    assertThat(points).hasSize(10);
    assertThat(points)
        .allSatisfy(p -> assertThat(p.detection().confidence()).isEqualTo(0.5 + 0.03 * p.sample()));
  }

  @Test
  void refusesPartsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ScoreBoost(-1, 0, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScoreBoost(1, 0, 1.5))
        .withMessage("the share of the neighbours must be 0 to 1: 1.5");
  }

  private static double confidence(List<List<Detection>> frames, int frame, int detection) {
    return frames.get(frame).get(detection).confidence();
  }

  private static Detection seen(double left, double confidence) {
    return new Detection(Box.ofSize(left, 50, 30, 20), confidence, 0);
  }
}

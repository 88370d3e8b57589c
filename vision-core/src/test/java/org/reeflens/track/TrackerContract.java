package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/**
 * What every {@link Tracker} that follows must keep; see {@link TrackersTest} for those that do.
 */
abstract class TrackerContract {
  private static final double STEP = 0.2;

  /** A new tracker that believes confidences of 0.9. */
  abstract Tracker tracker();

  @Test
  void followsOneFishFromItsFirstHit() {
    List<TrackPoint> points = new ArrayList<>();
    Tracker tracker = tracker();
    for (int sample = 0; sample < 10; sample++) {
      points.addAll(tracker.update(sample * STEP, List.of(fish(100 + 3 * sample, 50))));
    }
    assertThat(points).extracting(TrackPoint::track).containsOnly(1);
    assertThat(points).extracting(TrackPoint::sample).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(points).extracting(p -> p.detection().box().left()).startsWith(100.0, 103.0, 106.0);
  }

  @Test
  void keepsTwoFishApart() {
    List<TrackPoint> points = new ArrayList<>();
    Tracker tracker = tracker();
    for (int sample = 0; sample < 10; sample++) {
      // The order in which a detector reports means nothing.
      Detection above = fish(100, 50);
      Detection below = fish(100, 200);
      points.addAll(
          tracker.update(
              sample * STEP, sample % 2 == 0 ? List.of(above, below) : List.of(below, above)));
    }
    assertThat(points).hasSize(20);
    assertThat(points)
        .filteredOn(p -> p.track() == 1)
        .extracting(p -> p.detection().box().top())
        .hasSize(10)
        .containsOnly(50.0);
  }

  @Test
  void hasNothingToTellOfEmptyFrames() {
    Tracker tracker = tracker();
    for (int sample = 0; sample < 5; sample++) {
      assertThat(tracker.update(sample * STEP, List.of())).isEmpty();
    }
  }

  @Test
  void doesNotJoinWhatLiesAnHourApart() {
    List<TrackPoint> points = new ArrayList<>();
    Tracker tracker = tracker();
    for (double start : new double[] {0, 3600}) {
      for (int sample = 0; sample < 10; sample++) {
        points.addAll(tracker.update(start + sample * STEP, List.of(fish(100, 50))));
      }
    }
    assertThat(points)
        .filteredOn(p -> p.sample() < 10)
        .extracting(TrackPoint::track)
        .containsOnly(1);
    assertThat(points)
        .filteredOn(p -> p.sample() >= 10)
        .extracting(TrackPoint::track)
        .isNotEmpty()
        .containsOnly(2);
  }

  @Test
  void bearsBoxesWithoutArea() {
    Tracker tracker = tracker();
    List<Detection> flat =
        List.of(
            new Detection(Box.ofSize(10, 10, 0, 0), 0.9, 0),
            new Detection(Box.ofSize(10, 10, 0, 5), 0.9, 0),
            new Detection(Box.ofSize(10, 10, 5, 0), 0.9, 0));
    for (int sample = 0; sample < 10; sample++) {
      for (TrackPoint point : tracker.update(sample * STEP, flat)) {
        assertThat(flat).contains(point.detection());
      }
    }
  }

  @Test
  void tellsEachObservationOnceAndNumbersTracksWithoutGaps() {
    Random random = new Random(7);
    Tracker tracker = tracker();
    Set<List<Integer>> seen = new HashSet<>();
    Set<Integer> ids = new TreeSet<>();
    List<List<Detection>> given = new ArrayList<>();
    for (int sample = 0; sample < 60; sample++) {
      List<Detection> detections = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        if (random.nextDouble() < 0.7) {
          double x = 40 * i + 10 * random.nextGaussian();
          detections.add(new Detection(Box.ofSize(x, 50, 30, 20), random.nextDouble(), 0));
        }
      }
      given.add(detections);
      List<TrackPoint> points = tracker.update(sample * STEP, detections);
      assertThat(points)
          .isSortedAccordingTo(
              (a, b) -> a.sample() != b.sample() ? a.sample() - b.sample() : a.track() - b.track());
      for (TrackPoint point : points) {
        assertThat(point.sample()).isBetween(0, sample);
        assertThat(given.get(point.sample())).contains(point.detection());
        assertThat(seen.add(List.of(point.track(), point.sample())))
            .as("one detection of a track in a frame: %s", point)
            .isTrue();
        ids.add(point.track());
      }
    }
    assertThat(ids).isNotEmpty();
    assertThat(ids).last().isEqualTo(ids.size());
  }

  @Test
  void bearsHundredsOfFish() {
    Tracker tracker = tracker();
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 5; sample++) {
      List<Detection> school = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        school.add(fish(i % 20 * 60 + 2 * sample, i / 20 * 40));
      }
      points.addAll(tracker.update(sample * STEP, school));
    }
    assertThat(points).hasSize(2000);
    assertThat(points).extracting(TrackPoint::track).contains(400).doesNotContain(401);
  }

  @Test
  void dropsNoBoxForItsShapeOrSize() {
    Tracker tracker = tracker();
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 10; sample++) {
      points.addAll(
          tracker.update(
              sample * STEP,
              List.of(
                  new Detection(Box.ofSize(10, 10, 400, 20), 0.9, 0),
                  new Detection(Box.ofSize(10, 100, 8, 300), 0.9, 0),
                  new Detection(Box.ofSize(500, 100, 3, 2), 0.9, 0))));
    }
    assertThat(points).hasSize(30);
    assertThat(points).extracting(TrackPoint::track).containsOnly(1, 2, 3);
  }

  @Test
  void theOrderInWhichADetectorReportsMeansNothing() {
    List<List<Detection>> dive = crowd(new Random(3));
    Random shuffle = new Random(4);
    List<List<Detection>> shuffled = new ArrayList<>();
    for (List<Detection> frame : dive) {
      List<Detection> other = new ArrayList<>(frame);
      Collections.shuffle(other, shuffle);
      shuffled.add(other);
    }
    // The numbers of tracks that begin in the same frame are free.
    assertThat(tracksOf(dive)).isNotEmpty().isEqualTo(tracksOf(shuffled));
  }

  @Test
  void aPanIsNoSwimming() {
    // A hand-held camera that jerks about by more than the fish are wide.
    Random random = new Random(5);
    Tracker told = tracker();
    Tracker untold = tracker();
    List<TrackPoint> steady = new ArrayList<>();
    List<TrackPoint> broken = new ArrayList<>();
    Affine before = Affine.identity();
    for (int sample = 0; sample < 20; sample++) {
      Affine view = Affine.shift(80 * random.nextGaussian(), 80 * random.nextGaussian());
      List<Detection> seen = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        // The third row hides now and then.
        if (i < 8 || sample % 7 < 4) {
          Detection there = fish(i % 4 * 130 + 2 * sample, i / 4 * 110);
          seen.add(new Detection(view.apply(there.box()), 0.9, 0));
        }
      }
      steady.addAll(told.update(sample * STEP, seen, before.inverse().then(view)));
      broken.addAll(untold.update(sample * STEP, seen));
      before = view;
    }
    assertThat(steady).extracting(TrackPoint::track).contains(12).doesNotContain(13);
    assertThat(steady).hasSize(8 * 20 + 4 * 12);
    assertThat(broken).filteredOn(p -> p.track() <= 12).hasSizeLessThan(steady.size() / 2);
  }

  @Test
  void aZoomIsNoGrowth() {
    Tracker tracker = tracker();
    List<TrackPoint> points = new ArrayList<>();
    for (int sample = 0; sample < 16; sample++) {
      // In and out again by half, about a corner far from the fish.
      Affine view = sample % 4 < 2 ? Affine.identity() : new Affine(1.5, 0, 0, 0, 1.5, 0);
      Affine camera =
          sample % 4 == 2
              ? view
              : sample % 4 == 0 && sample > 0
                  ? new Affine(1.5, 0, 0, 0, 1.5, 0).inverse()
                  : Affine.identity();
      Box there = fish(400 + 3 * sample, 300).box();
      points.addAll(
          tracker.update(sample * STEP, List.of(new Detection(view.apply(there), 0.9, 0)), camera));
    }
    assertThat(points).hasSize(16).extracting(TrackPoint::track).containsOnly(1);
  }

  @Test
  void refusesACameraThatFlattensThePicture() {
    assertThatThrownBy(() -> tracker().update(0, List.of(), new Affine(1, 0, 0, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a camera neither flattens nor mirrors the picture");
  }

  @Test
  void sameInputGivesSameOutput() {
    assertThat(crowd(tracker())).isNotEmpty().isEqualTo(crowd(tracker()));
  }

  @Test
  void refusesTimeThatDoesNotRise() {
    Tracker tracker = tracker();
    assertThat(tracker.update(1, List.of())).isEmpty();
    for (double wrong : new double[] {1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> tracker.update(wrong, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("time must rise, but " + wrong + " s follows 1.0 s");
    }
  }

  private static List<TrackPoint> crowd(Tracker tracker) {
    List<TrackPoint> points = new ArrayList<>();
    double time = 0;
    for (List<Detection> frame : crowd(new Random(11))) {
      points.addAll(tracker.update(time, frame));
      time += STEP;
    }
    return points;
  }

  private static List<List<Detection>> crowd(Random random) {
    List<List<Detection>> frames = new ArrayList<>();
    for (int sample = 0; sample < 30; sample++) {
      List<Detection> detections = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        detections.add(fish(200 + 60 * random.nextGaussian(), 100 + 30 * random.nextGaussian()));
      }
      frames.add(detections);
    }
    return frames;
  }

  /** The observations of each track, without its number. */
  private Set<List<Detection>> tracksOf(List<List<Detection>> dive) {
    Tracker tracker = tracker();
    Map<Integer, List<Detection>> tracks = new HashMap<>();
    for (int sample = 0; sample < dive.size(); sample++) {
      for (TrackPoint point : tracker.update(sample * STEP, dive.get(sample))) {
        tracks.computeIfAbsent(point.track(), id -> new ArrayList<>()).add(point.detection());
      }
    }
    return Set.copyOf(tracks.values());
  }

  static Detection fish(double left, double top) {
    return new Detection(Box.ofSize(left, top, 30, 15), 0.9, 0);
  }
}

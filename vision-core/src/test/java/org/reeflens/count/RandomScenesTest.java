package org.reeflens.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.reeflens.count.CountSeries.ALL_FISH;
import static org.reeflens.count.Fishes.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;
import org.reeflens.geometry.Segment;
import org.reeflens.track.TrackPoint;

/** Each rule on random small dives against its definition, spelt out the long way. */
class RandomScenesTest {
  private static final int SAMPLES = 12;
  private static final int TRACKS = 5;

  @RepeatedTest(200)
  void rulesOfOneCameraAreTheirDefinitions(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    boolean[][] seen = new boolean[SAMPLES][TRACKS];
    CountBook book = new CountBook();
    for (int s = 0; s < SAMPLES; s++) {
      List<TrackPoint> points = new ArrayList<>();
      for (int t = 0; t < TRACKS; t++) {
        seen[s][t] = random.nextInt(3) == 0;
        if (seen[s][t]) {
          points.add(Fishes.seen(t + 1, s, 0.5));
        }
      }
      book.add(time(s), points);
    }
    int first = random.nextInt(SAMPLES);
    int end = first + 1 + random.nextInt(SAMPLES - first);
    Period period = new Period(0.2 * first - (first == 0 ? 0 : 0.1), 0.2 * end - 0.1);

    int most = 0;
    int mostAt = first;
    int sum = 0;
    OptionalInt arrival = OptionalInt.empty();
    boolean[] ever = new boolean[TRACKS];
    List<Integer> steps = new ArrayList<>();
    for (int s = first; s < end; s++) {
      int n = 0;
      for (int t = 0; t < TRACKS; t++) {
        n += seen[s][t] ? 1 : 0;
        ever[t] |= seen[s][t];
      }
      if (n > most) {
        most = n;
        mostAt = s;
        steps.add(s);
      }
      sum += n;
      if (n > 0 && arrival.isEmpty()) {
        arrival = OptionalInt.of(s);
      }
    }
    CountSeries series = book.allFish();
    MaxN maxN = MaxN.of(series, period).orElseThrow();
    assertThat(maxN).isEqualTo(new MaxN(ALL_FISH, period, most, mostAt, time(mostAt)));
    assertThat(MeanCount.of(series, period).orElseThrow().mean())
        .isEqualTo((double) sum / (end - first));
    assertThat(FirstArrival.of(series, period).map(FirstArrival::sample))
        .isEqualTo(arrival.isPresent() ? Optional.of(arrival.getAsInt()) : Optional.empty());
    int tracks = 0;
    for (boolean one : ever) {
      tracks += one ? 1 : 0;
    }
    assertThat(UniqueTracks.of(book, ALL_FISH, track -> true, period).tracks()).isEqualTo(tracks);
    CumulativeMaxN cumulative = CumulativeMaxN.of(series, period);
    assertThat(cumulative.steps()).extracting(MaxN::sample).isEqualTo(steps);
    for (int s = first; s < end; s++) {
      Period upTo = new Period(period.fromSeconds(), 0.2 * s + 0.1);
      assertThat(cumulative.at(0.2 * s + 0.05)).isEqualTo(MaxN.of(series, upTo).orElseThrow().n());
    }
  }

  /** Against a walk along each step in a hundred thousand pieces. */
  @RepeatedTest(50)
  void pathsCrossWhereAFineWalkDoes(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Segment line = new Segment(place(random), place(random));
    List<TrackPath.Place> way = new ArrayList<>();
    for (int s = 0; s < 6; s++) {
      way.add(new TrackPath.Place(time(s), place(random)));
    }
    int expected = 0;
    for (int s = 1; s < way.size(); s++) {
      Point a = way.get(s - 1).centre();
      Point b = way.get(s).centre();
      int pieces = 100_000;
      for (int i = 1; i <= pieces; i++) {
        Point before = between(a, b, (i - 1.0) / pieces);
        Point after = between(a, b, (double) i / pieces);
        if (line.hasOnItsRight(before) != line.hasOnItsRight(after)) {
          double along =
              ((after.x() - line.from().x()) * (line.to().x() - line.from().x())
                      + (after.y() - line.from().y()) * (line.to().y() - line.from().y()))
                  / (Math.pow(line.to().x() - line.from().x(), 2)
                      + Math.pow(line.to().y() - line.from().y(), 2));
          expected += along >= 0 && along <= 1 ? 1 : 0;
        }
      }
    }
    assertThat(PathCrossing.of(List.of(new TrackPath(1, way)), line, Period.WHOLE_DIVE).passings())
        .hasSize(expected);
  }

  @RepeatedTest(200)
  void smaxNIsTheBestOfAllChoices(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int size = 1 + random.nextInt(4);
    List<CameraCounts> cameras = new ArrayList<>();
    for (int c = 0; c < size; c++) {
      int samples = 1 + random.nextInt(6);
      CountBook book = new CountBook();
      for (int s = 0; s < samples; s++) {
        List<TrackPoint> points = new ArrayList<>();
        for (int n = random.nextInt(5); n > 0; n--) {
          Box box = Box.ofSize(10 * n, 0, 5, 5);
          points.add(new TrackPoint(n, s, new Detection(box, 0.5, 0), box));
        }
        book.add(time(s), points);
      }
      cameras.add(new CameraCounts(book.allFish(), random.nextInt(4) * 0.25));
    }
    double[][] metres = new double[size][size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < a; b++) {
        metres[a][b] = random.nextInt(4) * 0.3;
        metres[b][a] = metres[a][b];
      }
    }
    SmaxN smaxN = SmaxN.of(cameras, metres, 2);
    assertThat(smaxN.n()).isEqualTo(bruteForce(cameras, metres, 2, new int[size], 0));
    int sum = 0;
    int largest = 0;
    for (int c = 0; c < size; c++) {
      CountSeries series = cameras.get(c).series();
      sum += smaxN.samples().get(c).isPresent() ? series.n(smaxN.samples().get(c).getAsInt()) : 0;
      largest = Math.max(largest, MaxN.of(series, Period.WHOLE_DIVE).orElseThrow().n());
    }
    assertThat(sum).isEqualTo(smaxN.n());
    List<CountSeries> series = cameras.stream().map(CameraCounts::series).toList();
    SumMaxN sumMaxN = SumMaxN.of(series, Period.WHOLE_DIVE);
    assertThat(smaxN.n()).isBetween(largest, sumMaxN.n());
    assertThat(sumMaxN.n()).isEqualTo(sumMaxN.ofCameras().stream().mapToInt(MaxN::n).sum());
  }

  /** Every frame of every camera, or the camera left out (-1). */
  private static int bruteForce(
      List<CameraCounts> cameras, double[][] metres, double speed, int[] chosen, int next) {
    if (next == cameras.size()) {
      int sum = 0;
      for (int a = 0; a < chosen.length; a++) {
        if (chosen[a] < 0) {
          continue;
        }
        sum += cameras.get(a).series().n(chosen[a]);
        for (int b = 0; b < a; b++) {
          if (chosen[b] >= 0) {
            long dt = Math.abs(cameras.get(a).micros(chosen[a]) - cameras.get(b).micros(chosen[b]));
            double limit = 1e6 * metres[a][b] / speed;
            if (limit == 0 ? dt != 0 : dt >= limit) {
              return 0;
            }
          }
        }
      }
      return sum;
    }
    int best = 0;
    for (int s = -1; s < cameras.get(next).series().samples(); s++) {
      chosen[next] = s;
      best = Math.max(best, bruteForce(cameras, metres, speed, chosen, next + 1));
    }
    return best;
  }

  @Test
  void nineCamerasOfAnHourAreReckonedAtOnce() {
    SplittableRandom random = new SplittableRandom(9);
    List<CameraCounts> cameras = new ArrayList<>();
    for (int c = 0; c < 9; c++) {
      CountBook book = new CountBook();
      int n = 3;
      for (int s = 0; s < 3600; s++) {
        n = Math.max(0, Math.min(12, n + random.nextInt(3) - 1));
        int sample = s;
        book.add(
            time(5 * s),
            IntStream.rangeClosed(1, n).mapToObj(t -> Fishes.seen(t, sample, 0.5)).toList());
      }
      cameras.add(new CameraCounts(book.allFish(), 0));
    }
    double[][] metres = new double[9][9];
    for (int a = 0; a < 9; a++) {
      for (int b = 0; b < 9; b++) {
        metres[a][b] = 5.0 * Math.abs(a - b);
      }
    }
    long start = System.nanoTime();
    int atOneTime = SmaxN.of(cameras, new double[9][9], 1).n();
    int apart = SmaxN.of(cameras, metres, 1).n();
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    assertThat(apart).isGreaterThan(atOneTime).isLessThanOrEqualTo(9 * 12);
  }

  @Test
  void refusesDistancesAndSpeedsThatAreNone() {
    CameraCounts camera = new CameraCounts(Fishes.book(Fishes.tracks(1)).allFish(), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmaxN.of(List.of(camera), new double[1][1], 0))
        .withMessage("a speed must be above 0: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmaxN.of(List.of(camera), new double[2][2], 1))
        .withMessage("2 rows of distances for 1 cameras");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmaxN.of(List.of(camera, camera), new double[][] {{0, 1}, {2, 0}}, 1))
        .withMessageContaining("must be 0 or more and the same both ways");
  }

  private static Point place(SplittableRandom random) {
    return new Point(random.nextDouble() * 100, random.nextDouble() * 100);
  }

  private static Point between(Point a, Point b, double part) {
    return new Point(a.x() + part * (b.x() - a.x()), a.y() + part * (b.y() - a.y()));
  }
}

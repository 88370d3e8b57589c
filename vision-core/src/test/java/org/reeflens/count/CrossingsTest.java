package org.reeflens.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.reeflens.count.Fishes.time;
import static org.reeflens.count.Period.WHOLE_DIVE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reeflens.geometry.Point;
import org.reeflens.geometry.Polygon;
import org.reeflens.geometry.Segment;

class CrossingsTest {

  /** From below upwards, so that the picture's right is the line's right. */
  private static final Segment UPRIGHT = new Segment(new Point(50, 80), new Point(50, 20));

  private static final Polygon SQUARE =
      new Polygon(
          List.of(new Point(10, 10), new Point(30, 10), new Point(30, 30), new Point(10, 30)));

  @Test
  void everyPassingCountsAndNetIsWhatStays() {
    PathCrossing crossing =
        PathCrossing.of(
            List.of(
                path(1, 40, 50, 60, 50), // right
                path(2, 60, 50, 40, 50, 70, 50), // left, and right again
                path(3, 40, 50, 45, 50)), // stays
            UPRIGHT,
            WHOLE_DIVE);
    assertThat(crossing.toRight()).isEqualTo(2);
    assertThat(crossing.toLeft()).isEqualTo(1);
    assertThat(crossing.net()).isEqualTo(1);
    assertThat(crossing.tracks()).isEqualTo(2);
    assertThat(crossing.passings())
        .containsExactly(
            new PathCrossing.Passing(1, time(1), true),
            new PathCrossing.Passing(2, time(1), false),
            new PathCrossing.Passing(2, time(2), true));
  }

  @Test
  void whoSwimsRoundAnEndDoesNotPass() {
    List<TrackPath> paths = List.of(path(1, 40, 10, 60, 10), path(2, 40, 90, 60, 90));
    assertThat(PathCrossing.of(paths, UPRIGHT, WHOLE_DIVE).passings()).isEmpty();
    assertThat(PathCrossing.of(List.of(path(1, 40, 20, 60, 20)), UPRIGHT, WHOLE_DIVE).toRight())
        .isEqualTo(1);
  }

  @Test
  void aCentreOnTheLineIsOnItsRight() {
    assertThat(PathCrossing.of(List.of(path(1, 40, 50, 50, 50)), UPRIGHT, WHOLE_DIVE).toRight())
        .isEqualTo(1);
    assertThat(PathCrossing.of(List.of(path(1, 60, 50, 50, 50)), UPRIGHT, WHOLE_DIVE).toLeft())
        .isZero();
    // There and along it and back: once each way.
    PathCrossing along =
        PathCrossing.of(List.of(path(1, 40, 50, 50, 50, 50, 60, 40, 60)), UPRIGHT, WHOLE_DIVE);
    assertThat(List.of(along.toRight(), along.toLeft())).containsExactly(1, 1);
  }

  @Test
  void theOtherWayRoundTheLineSwapsItsSides() {
    Segment downwards = new Segment(UPRIGHT.to(), UPRIGHT.from());
    PathCrossing crossing =
        PathCrossing.of(List.of(path(1, 40, 50, 60, 50)), downwards, WHOLE_DIVE);
    assertThat(List.of(crossing.toRight(), crossing.toLeft())).containsExactly(0, 1);
  }

  @Test
  void aPassingBelongsToThePeriodOfItsLaterFrame() {
    List<TrackPath> paths = List.of(path(1, 40, 50, 60, 50, 40, 50));
    assertThat(PathCrossing.of(paths, UPRIGHT, new Period(0, 0.2)).passings()).isEmpty();
    assertThat(PathCrossing.of(paths, UPRIGHT, new Period(0.2, 0.4)).toRight()).isEqualTo(1);
    assertThat(PathCrossing.of(paths, UPRIGHT, new Period(0.4, 9)).toLeft()).isEqualTo(1);
  }

  @Test
  void aZoneCountsWhoGoesInAndOutAndHowLongItIsUsed() {
    ZoneCrossing zone =
        ZoneCrossing.of(
            List.of(
                path(1, 0, 20, 20, 20, 25, 20, 40, 20), // in and out
                path(2, 20, 20, 21, 20), // always inside
                path(3, 0, 0, 5, 5)), // never
            SQUARE,
            WHOLE_DIVE);
    assertThat(zone).isEqualTo(new ZoneCrossing(1, 1, 2, 0.6));
  }

  @Test
  void inAndOutDifferByThoseInsideAtTheEndsOfTheirTracks() {
    List<TrackPath> paths =
        List.of(path(1, 0, 20, 20, 20), path(2, 20, 20, 40, 20), path(3, 0, 20, 20, 20, 40, 20));
    ZoneCrossing zone = ZoneCrossing.of(paths, SQUARE, WHOLE_DIVE);
    assertThat(List.of(zone.in(), zone.out(), zone.tracks())).containsExactly(2, 2, 3);
  }

  @Test
  void aHollowZoneIsOutsideInItsHollow() {
    Polygon horseshoe =
        new Polygon(
            List.of(
                new Point(0, 0),
                new Point(30, 0),
                new Point(30, 30),
                new Point(20, 30),
                new Point(20, 10),
                new Point(10, 10),
                new Point(10, 30),
                new Point(0, 30)));
    assertThat(horseshoe.contains(new Point(15, 20))).isFalse();
    assertThat(horseshoe.contains(new Point(15, 5))).isTrue();
    assertThat(horseshoe.contains(new Point(5, 20))).isTrue();
    assertThat(horseshoe.contains(new Point(25, 20))).isTrue();
  }

  @Test
  void refusesLinesAndZonesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Segment(new Point(1, 2), new Point(1, 2)))
        .withMessage("a line needs two different ends, but both are 1.0, 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Polygon(List.of(new Point(0, 0), new Point(1, 1))))
        .withMessage("an area needs three corners or more, not 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Polygon(List.of(new Point(0, 0), new Point(1, 1), new Point(2, 2))))
        .withMessageStartingWith("the corners of an area lie on one line");
  }

  /** A track seen in each sample from the first, at places given as x, y, x, y … */
  private static TrackPath path(int track, double... xy) {
    List<TrackPath.Place> places = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      places.add(new TrackPath.Place(time(i / 2), new Point(xy[i], xy[i + 1])));
    }
    return new TrackPath(track, places);
  }
}

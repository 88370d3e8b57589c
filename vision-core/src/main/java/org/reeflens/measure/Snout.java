package org.reeflens.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reeflens.geometry.Point;

/** The tip of the snout: the place of the head that is farthest from the fork. */
final class Snout {

  /** A tip is what lies within this share of the length of the farthest place. */
  private static final double TIP = 0.01;

  /** The head is this share of the columns. */
  private static final double HEAD = 0.4;

  private Snout() {}

  private record Place(double angle, double distance) {}

  static Point farthestFrom(Point fork, StraightFish fish, BodyProfile profile) {
    List<Place> places = places(fork, fish, profile);
    Place farthest = places.stream().max(Comparator.comparingDouble(Place::distance)).orElseThrow();
    // The middle of the tip, for a blunt one has no single farthest place; of an open mouth only
    // the jaw that reaches farther counts.
    List<Place> tip =
        places.stream()
            .filter(place -> place.distance() > (1 - TIP) * farthest.distance())
            .sorted(Comparator.comparingDouble(Place::angle))
            .toList();
    double gap = 2.5 * fish.step() / farthest.distance();
    int at = tip.indexOf(farthest);
    int low = at;
    while (low > 0 && tip.get(low).angle() - tip.get(low - 1).angle() < gap) {
      low--;
    }
    int high = at;
    while (high < tip.size() - 1 && tip.get(high + 1).angle() - tip.get(high).angle() < gap) {
      high++;
    }
    double angle = (tip.get(low).angle() + tip.get(high).angle()) / 2;
    double distance =
        tip.subList(low, high + 1).stream()
            .filter(place -> Math.abs(place.angle() - angle) <= gap)
            .mapToDouble(Place::distance)
            .max()
            .orElse(farthest.distance());
    double toSnout = direction(fork, fish, profile) + angle;
    return new Point(
        fork.x() + distance * Math.cos(toSnout), fork.y() + distance * Math.sin(toSnout));
  }

  /** The cells of the head, seen from the fork: angles from the direction of the head's end. */
  private static List<Place> places(Point fork, StraightFish fish, BodyProfile profile) {
    double direction = direction(fork, fish, profile);
    int columns = (int) Math.ceil(HEAD * (profile.last() - profile.first() + 1));
    int from = profile.tailFirst() ? profile.last() - columns + 1 : profile.first();
    List<Place> places = new ArrayList<>();
    for (int column = from; column < from + columns; column++) {
      for (int row = 0; row < fish.rows(); row++) {
        if (fish.contains(column, row)) {
          Point place = fish.place(column, row);
          double dx = place.x() - fork.x();
          double dy = place.y() - fork.y();
          double angle = Math.IEEEremainder(Math.atan2(dy, dx) - direction, 2 * Math.PI);
          places.add(new Place(angle, Math.hypot(dx, dy)));
        }
      }
    }
    return places;
  }

  private static double direction(Point fork, StraightFish fish, BodyProfile profile) {
    int end = profile.tailFirst() ? profile.last() : profile.first();
    Point head = fish.place(end, fish.rows() / 2.0);
    return Math.atan2(head.y() - fork.y(), head.x() - fork.x());
  }
}

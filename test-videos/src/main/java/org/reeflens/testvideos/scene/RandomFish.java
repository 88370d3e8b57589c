package org.reeflens.testvideos.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws fish and their paths at random for a picture of a given size. */
final class RandomFish {

  private static final double NEAREST_MM = 900;
  private static final double FARTHEST_MM = 5500;

  private final SplittableRandom random;
  private final int width;
  private final int height;
  private final double focal;
  private final double seconds;

  RandomFish(long seed, int width, int height, double focal, double seconds) {
    this.random = new SplittableRandom(seed);
    this.width = width;
    this.height = height;
    this.focal = focal;
    this.seconds = seconds;
  }

  List<FishSpec> draw(int count) {
    List<FishSpec> fish = new ArrayList<>();
    FishKind[] kinds = FishKind.values();
    for (int i = 0; i < count; i++) {
      FishKind kind = kinds[random.nextInt(kinds.length)];
      double length = between(kind.shortest, kind.longest);
      double distance = distance(length);
      double size = length * focal / distance;
      double share = random.nextDouble();
      List<Waypoint> path =
          share < 0.5
              ? through(size, distance)
              : share < 0.75 ? visit(size, distance) : stay(size, distance);
      fish.add(new FishSpec(kind, length, path));
    }
    return fish;
  }

  /** Any distance at which the fish is 1.5 % to 31 % of the picture's width long. */
  private double distance(double length) {
    double nearest = Math.max(NEAREST_MM, length * focal / (0.31 * width));
    double farthest = Math.max(nearest, Math.min(FARTHEST_MM, length * focal / (0.015 * width)));
    return nearest + (farthest - nearest) * Math.pow(random.nextDouble(), 1.3);
  }

  private List<Waypoint> through(double size, double distance) {
    double side = random.nextBoolean() ? 1 : -1;
    double start = side > 0 ? -size : width + size;
    double end = side > 0 ? width + size : -size;
    double speed = size * between(0.8, 1.7);
    double time = Math.abs(end - start) / speed;
    // Most of the passage falls into the clip.
    double from = between(-0.3 * time, Math.max(0.2, seconds - 0.6 * time));
    double y = row();
    double climb = between(-0.06, 0.06) * height;
    double drift = between(0.85, 1.15);
    return List.of(
        new Waypoint(from, start, y, distance),
        new Waypoint(from + time / 2, (start + end) / 2, y + climb, distance * Math.sqrt(drift)),
        new Waypoint(from + time, end, y + between(-0.5, 0.5) * climb, distance * drift));
  }

  private List<Waypoint> visit(double size, double distance) {
    double side = random.nextBoolean() ? 1 : -1;
    double outside = side > 0 ? -size : width + size;
    double inside = side > 0 ? between(0.3, 0.6) * width : between(0.4, 0.7) * width;
    double time = Math.abs(inside - outside) / (size * between(0.8, 1.5));
    double from = between(-0.3 * time, Math.max(0.1, seconds - 1.8 * time));
    double y = row();
    double lift = between(-0.05, 0.05) * height;
    return List.of(
        new Waypoint(from, outside, y, distance),
        new Waypoint(from + 0.8 * time, inside - side * 0.5 * size, y, 0.97 * distance),
        new Waypoint(from + 1.3 * time, inside, y + lift, 1.06 * distance),
        new Waypoint(from + 1.8 * time, inside - side * 0.6 * size, y + lift, 1.15 * distance),
        new Waypoint(from + 2.7 * time, outside, y + lift, 1.2 * distance));
  }

  /** Slow loops inside the picture. */
  private List<Waypoint> stay(double size, double distance) {
    double x = between(0.25, 0.75) * width;
    double y = row();
    double wide = Math.min(0.2 * width, size * between(0.9, 1.6));
    double deep = wide * distance / focal * 0.45;
    double turn = between(4.5, 7);
    double phase = between(0, 2 * Math.PI);
    double way = random.nextBoolean() ? 1 : -1;
    List<Waypoint> path = new ArrayList<>();
    for (double t = -turn; t <= seconds + turn; t += turn / 8) {
      double angle = phase + way * 2 * Math.PI * t / turn;
      path.add(
          new Waypoint(
              t,
              x + wide * Math.cos(angle),
              y + 0.03 * height * Math.sin(0.6 * angle),
              distance + deep * Math.sin(angle)));
    }
    return path;
  }

  private double row() {
    return between(0.15, 0.68) * height;
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}

package org.reeflens.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.reeflens.geometry.Mask;
import org.reeflens.geometry.Point;
import org.reeflens.geometry.Polygon;

/**
 * A fish's silhouette with known ends: a body that is thickest a third of the way, a peduncle, a
 * caudal fin, and a dorsal fin.
 *
 * @param depth largest height, as a share of the length to the fin's tips
 * @param peduncle height before the caudal fin, likewise
 * @param span height of the caudal fin, likewise
 * @param notch depth of its notch, likewise; below zero it is rounded outwards
 * @param dorsal height of the dorsal fin, likewise
 */
record DrawnFish(double depth, double peduncle, double span, double notch, double dorsal) {

  private static final double WIDEST = 0.33;
  private static final double FIN = 0.82;

  /**
   * Where it is.
   *
   * @param x of the middle, pixels
   * @param y of the middle, pixels
   * @param length to the fin's tips, pixels
   * @param turn radians
   * @param bend how much the body's direction changes from end to end, radians
   * @param mirrored whether the back is below
   */
  record Pose(double x, double y, double length, double turn, double bend, boolean mirrored) {

    /** Any pose in the middle of a picture. */
    static Pose any(Random random, double length, double bend) {
      return new Pose(
          0.75 * length + random.nextDouble(),
          0.75 * length + random.nextDouble(),
          length,
          random.nextDouble() * 2 * Math.PI,
          bend * (2 * random.nextDouble() - 1),
          random.nextBoolean());
    }

    /** Takes a place of the straight fish, 0 to 1 along and across, to the picture. */
    Point apply(double along, double across) {
      double s = along - 0.5;
      double angle = bend * s;
      double u = bend == 0 ? s : Math.sin(angle) / bend;
      double v = bend == 0 ? 0 : (1 - Math.cos(angle)) / bend;
      u -= across * Math.sin(angle);
      v = (v + across * Math.cos(angle)) * (mirrored ? -1 : 1);
      return new Point(
          x + length * (u * Math.cos(turn) - v * Math.sin(turn)),
          y + length * (u * Math.sin(turn) + v * Math.cos(turn)));
    }
  }

  /** Any fish: slender or deep, with a forked, straight or rounded fin. */
  static DrawnFish any(Random random) {
    double depth = 0.18 + 0.3 * random.nextDouble();
    return new DrawnFish(
        depth,
        Math.min(0.35 * depth, 0.04 + 0.07 * random.nextDouble()),
        (0.6 + 0.6 * random.nextDouble()) * Math.max(0.22, depth),
        random.nextInt(3) == 0 ? -0.03 : 0.1 * random.nextDouble(),
        0.12 * random.nextDouble());
  }

  Point snout(Pose pose) {
    return pose.apply(0, 0);
  }

  Point fork(Pose pose) {
    return pose.apply(1 - Math.max(0, notch) + Math.max(0, -notch), 0);
  }

  /** Its outline in a picture. */
  Mask mask(Pose pose) {
    return Mask.of(new Polygon(outline(pose)));
  }

  private List<Point> outline(Pose pose) {
    List<double[]> back = new ArrayList<>();
    for (int i = 0; i <= 80; i++) {
      double along = FIN * i / 80;
      double half = half(along);
      boolean fin = along > 0.35 && along < 0.6;
      back.add(
          new double[] {
            along, half + (fin ? dorsal * Math.sin(Math.PI * (along - 0.35) / 0.25) : 0)
          });
    }
    List<Point> corners = new ArrayList<>();
    back.forEach(place -> corners.add(pose.apply(place[0], place[1])));
    // The margin of the caudal fin: a notch with straight sides, or an arc.
    for (int i = 0; i <= 40; i++) {
      double across = span / 2 * (1 - i / 20.0);
      double part = Math.abs(across) / (span / 2);
      double along = notch >= 0 ? 1 - notch * (1 - part) : 1 - notch * (1 - part * part);
      corners.add(pose.apply(along, across));
    }
    for (int i = 80; i > 0; i--) {
      double along = FIN * i / 80;
      corners.add(pose.apply(along, -half(along)));
    }
    return corners;
  }

  private double half(double along) {
    if (along < WIDEST) {
      double part = (WIDEST - along) / WIDEST;
      return depth / 2 * Math.pow(1 - part * part, 0.7);
    }
    double part = (along - WIDEST) / (FIN - WIDEST);
    return peduncle / 2 + (depth - peduncle) / 2 * (1 + Math.cos(Math.PI * part)) / 2;
  }
}

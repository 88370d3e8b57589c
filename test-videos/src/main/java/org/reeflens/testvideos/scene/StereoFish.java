package org.reeflens.testvideos.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Fish that swim before a stereo rig at a chosen distance and angle. */
public final class StereoFish {

  private StereoFish() {}

  /**
   * A fish that swims straight on.
   *
   * @param scene says where waypoints lie
   * @param kind its shape and pattern
   * @param lengthMm fork length, mm
   * @param middleSeconds when it passes its middle place, s
   * @param x its middle place to the right of the left camera, mm
   * @param y its middle place below the left camera, mm
   * @param z its middle place away from the left camera, mm
   * @param turnDegrees which way it swims: 0 to the right, 90 away from the camera, 180 to the left
   * @param mmPerSecond how fast
   */
  public static FishSpec straight(
      SceneSettings scene,
      FishKind kind,
      double lengthMm,
      double middleSeconds,
      double x,
      double y,
      double z,
      double turnDegrees,
      double mmPerSecond) {
    double right = mmPerSecond * Math.cos(Math.toRadians(turnDegrees));
    double away = mmPerSecond * Math.sin(Math.toRadians(turnDegrees));
    List<Waypoint> path = new ArrayList<>();
    for (int second = -1; second <= 1; second++) {
      path.add(
          waypoint(
              scene,
              middleSeconds + second,
              x + second * right,
              y,
              Math.max(300, z + second * away)));
    }
    return new FishSpec(kind, lengthMm, path);
  }

  /**
   * Fish of random kinds, lengths and ways, all of which pass through what both cameras see.
   *
   * @param scene says where waypoints lie, and how long it lasts
   * @param rig the cameras
   * @param count how many
   * @param seed of everything
   */
  public static List<FishSpec> random(SceneSettings scene, StereoRig rig, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FishSpec> fish = new ArrayList<>();
    FishKind[] kinds = FishKind.values();
    while (fish.size() < count) {
      FishKind kind = kinds[random.nextInt(kinds.length)];
      double length = random.nextDouble(kind.shortest, kind.longest);
      double z = random.nextDouble(1500, 4500);
      double x = random.nextDouble(-0.2, 0.45) * z;
      double y = random.nextDouble(-0.2, 0.08) * z;
      double when = random.nextDouble(0.2, 0.8) * scene.seconds();
      double turn = random.nextDouble(-50, 50) + (random.nextBoolean() ? 180 : 0);
      FishSpec spec =
          straight(scene, kind, length, when, x, y, z, turn, length * random.nextDouble(0.8, 1.6));
      if (inside(rig, rig.inLeft(x, y, z)) && inside(rig, rig.inRight(x, y, z))) {
        fish.add(spec);
      }
    }
    return fish;
  }

  private static boolean inside(StereoRig rig, PixelPoint place) {
    return place.x() >= 0 && place.y() >= 0 && place.x() < rig.width() && place.y() < rig.height();
  }

  private static Waypoint waypoint(
      SceneSettings scene, double seconds, double x, double y, double z) {
    double scale = scene.focalPixels() / z;
    return new Waypoint(
        seconds, (scene.width() - 1) / 2.0 + x * scale, (scene.height() - 1) / 2.0 + y * scale, z);
  }
}

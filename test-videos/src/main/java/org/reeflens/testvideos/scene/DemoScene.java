package org.reeflens.testvideos.scene;

import java.util.List;

/** The scene of the clip that comes with the project. */
public final class DemoScene {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  /** 640 x 360 pixels, 15 frames a second, 12 s, six fish of five kinds on a reef. */
  public static final SceneSettings SETTINGS =
      new SceneSettings(WIDTH, HEIGHT, 15, 12, 20261122, 560, 12, 2.5, 50, fish());

  private DemoScene() {}

  private static List<FishSpec> fish() {
    return List.of(
        // A bream swims through, from left to right.
        new FishSpec(
            FishKind.SILVER,
            265,
            List.of(
                new Waypoint(-1.5, -90, 120, 1500),
                new Waypoint(3.5, 270, 135, 1450),
                new Waypoint(9, 730, 110, 1600))),
        // A snapper comes the other way, behind it.
        new FishSpec(
            FishKind.STRIPES,
            240,
            List.of(
                new Waypoint(0.5, 700, 150, 1900),
                new Waypoint(5, 370, 160, 1800),
                new Waypoint(11.5, -80, 130, 1750))),
        // A sergeant goes round over the reef.
        new FishSpec(
            FishKind.BARS,
            165,
            List.of(
                new Waypoint(-1, 400, 190, 1300),
                new Waypoint(2, 490, 182, 1250),
                new Waypoint(3.5, 525, 182, 1400),
                new Waypoint(5, 480, 186, 1500),
                new Waypoint(8, 370, 190, 1400),
                new Waypoint(9.5, 330, 188, 1250),
                new Waypoint(11, 370, 182, 1150),
                new Waypoint(14, 500, 178, 1150))),
        // A grouper patrols near the bed.
        new FishSpec(
            FishKind.SPOTTED,
            390,
            List.of(
                new Waypoint(2.5, 760, 238, 1500),
                new Waypoint(8, 430, 232, 1550),
                new Waypoint(15, 10, 236, 1500))),
        // Two damsels: one near on the left, one that comes in late.
        new FishSpec(
            FishKind.TWO_TONE,
            130,
            List.of(
                new Waypoint(-1, 80, 215, 1250),
                new Waypoint(3, 150, 205, 1300),
                new Waypoint(7, 215, 200, 1400),
                new Waypoint(10, 290, 190, 1500),
                new Waypoint(14, 390, 180, 1700))),
        new FishSpec(
            FishKind.SILVER,
            220,
            List.of(
                new Waypoint(4, -60, 75, 2300),
                new Waypoint(9, 220, 90, 2200),
                new Waypoint(16, 640, 80, 2300))));
  }
}

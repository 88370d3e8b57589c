package org.reeflens.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/** A minute of boxes that swim on straight lines, at five frames a second; the same every time. */
final class StraightFish {

  static final int FRAMES = 300;
  static final double FRAMES_PER_SECOND = 5;

  private StraightFish() {}

  /** The boxes of each frame. */
  static List<List<Detection>> draw(int boxes) {
    SplittableRandom random = new SplittableRandom(7);
    double[][] fish = new double[boxes][];
    for (int i = 0; i < boxes; i++) {
      fish[i] =
          new double[] {
            random.nextDouble(1920),
            random.nextDouble(1080),
            random.nextDouble(-20, 20),
            random.nextDouble(-8, 8),
            random.nextDouble(20, 80)
          };
    }
    List<List<Detection>> dive = new ArrayList<>();
    for (int f = 0; f < FRAMES; f++) {
      List<Detection> found = new ArrayList<>();
      for (double[] one : fish) {
        double x = Math.floorMod(Math.round(one[0] + f * one[2]), 1920);
        double y = Math.floorMod(Math.round(one[1] + f * one[3]), 1080);
        found.add(
            new Detection(Box.ofSize(x, y, one[4], one[4] / 2), random.nextDouble(0.3, 1), 0));
      }
      dive.add(found);
    }
    return dive;
  }
}

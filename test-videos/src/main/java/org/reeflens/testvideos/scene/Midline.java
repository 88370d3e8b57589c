package org.reeflens.testvideos.scene;

/**
 * The bent line from snout to fork of a fish whose length along it stays what it is, so that the
 * straight way from end to end is the shorter the more the fish bends.
 */
final class Midline {

  private static final int STEPS = 96;

  /** How far beyond the fork the tips of the tail may reach, in lengths. */
  private static final double END = 1.3;

  private final double[] forwards = new double[STEPS + 1];
  private final double[] sideways = new double[STEPS + 1];

  /** The line of a fish of length 1 whose middle is at 0. */
  Midline(FishPose pose) {
    double step = END / STEPS;
    for (int i = 1; i <= STEPS; i++) {
      double slope = (pose.bent(i * step) - pose.bent((i - 1) * step)) / step;
      double straight = step / Math.sqrt(1 + slope * slope);
      forwards[i] = forwards[i - 1] - straight;
      sideways[i] = sideways[i - 1] + slope * straight;
    }
    double middle = at(forwards, 0.5);
    double aside = at(sideways, 0.5);
    for (int i = 0; i <= STEPS; i++) {
      forwards[i] -= middle;
      sideways[i] -= aside;
    }
  }

  /** Lengths before the middle of the fish at a share of its length from the snout. */
  double forwards(double along) {
    return at(forwards, along);
  }

  /** Lengths beside the middle. */
  double sideways(double along) {
    return at(sideways, along);
  }

  private static double at(double[] line, double along) {
    double place = Math.max(0, Math.min(STEPS, along / END * STEPS));
    int before = (int) Math.min(STEPS - 1, Math.floor(place));
    return Noise.mix(line[before], line[before + 1], place - before);
  }
}

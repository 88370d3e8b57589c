package org.reeflens.testvideos.scene;

/** The moving net of light that waves throw on the sea bed, as a gain around 1. */
final class Caustics {

  private static final int SIZE = 256;
  private static final int CELLS = 8;

  /** Metres that one repeat of the net covers. */
  private static final double METRES = 2.4;

  private final float[] net = new float[SIZE * SIZE];

  Caustics(int seed) {
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double u = (double) x * CELLS / SIZE;
        double v = (double) y * CELLS / SIZE;
        double bendX = 1.2 * wrapped(u, v, seed + 1) - 0.6;
        double bendY = 1.2 * wrapped(u, v, seed + 2) - 0.6;
        double ridge = 1 - Math.abs(2 * wrapped(u + bendX, v + bendY, seed) - 1);
        net[y * SIZE + x] = (float) ridge;
      }
    }
  }

  /** Gain of the light at a place of the bed, m, about 0.8 to 2. */
  float gain(double x, double z, double seconds) {
    float a = at(x + 0.06 * seconds, z + 0.035 * seconds);
    float b = at(0.8 * z - 0.05 * seconds + 0.7, -0.8 * x + 0.045 * seconds);
    float both = Math.min(a, b);
    float sharp = both * both;
    return 0.82f + 1.35f * sharp * sharp;
  }

  private float at(double x, double z) {
    double u = x / METRES * SIZE;
    double v = z / METRES * SIZE;
    int x0 = (int) Math.floor(u);
    int y0 = (int) Math.floor(v);
    float fx = (float) (u - x0);
    float fy = (float) (v - y0);
    int left = x0 & SIZE - 1;
    int right = x0 + 1 & SIZE - 1;
    int upper = (y0 & SIZE - 1) * SIZE;
    int lower = (y0 + 1 & SIZE - 1) * SIZE;
    float above = net[upper + left] + fx * (net[upper + right] - net[upper + left]);
    float below = net[lower + left] + fx * (net[lower + right] - net[lower + left]);
    return above + fy * (below - above);
  }

  /** Value noise that repeats after {@link #CELLS} cells. */
  private static double wrapped(double x, double y, int seed) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double u = Noise.smooth(x - x0);
    double v = Noise.smooth(y - y0);
    int left = x0 & CELLS - 1;
    int right = x0 + 1 & CELLS - 1;
    int upper = y0 & CELLS - 1;
    int lower = y0 + 1 & CELLS - 1;
    double above = Noise.mix(Noise.hash(left, upper, seed), Noise.hash(right, upper, seed), u);
    double below = Noise.mix(Noise.hash(left, lower, seed), Noise.hash(right, lower, seed), u);
    return Noise.mix(above, below, v);
  }
}

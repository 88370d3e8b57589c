package org.reeflens.testvideos.scene;

/** Value noise from an integer hash: smooth random fields that need no storage. */
final class Noise {

  private Noise() {}

  /** A number in 0..1 that depends on nothing but the arguments. */
  static double hash(int x, int y, int seed) {
    int h = x * 0x1B873593 ^ Integer.rotateLeft(y * 0x2C1B3C6D, 13) ^ seed * 0x27D4EB2F;
    h = (h ^ h >>> 15) * 0x85EBCA6B;
    h = (h ^ h >>> 13) * 0xC2B2AE35;
    h ^= h >>> 16;
    return (h >>> 8) * 0x1p-24;
  }

  /** A smooth field with values in 0..1 and features about one unit wide. */
  static double value(double x, double y, int seed) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double u = smooth(x - x0);
    double v = smooth(y - y0);
    double upper = mix(hash(x0, y0, seed), hash(x0 + 1, y0, seed), u);
    double lower = mix(hash(x0, y0 + 1, seed), hash(x0 + 1, y0 + 1, seed), u);
    return mix(upper, lower, v);
  }

  /** Sum of octaves of {@link #value}, each twice as fine and half as strong; 0..1. */
  static double octaves(double x, double y, int octaves, int seed) {
    double sum = 0;
    double weight = 0;
    double amplitude = 1;
    for (int i = 0; i < octaves; i++) {
      sum += amplitude * value(x, y, seed + i);
      weight += amplitude;
      amplitude /= 2;
      // A turn between the octaves hides the lattice.
      double turned = 1.6 * x + 1.2 * y;
      y = 1.6 * y - 1.2 * x + 17.3;
      x = turned;
    }
    return sum / weight;
  }

  static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }

  /** Smooth step: 0 at {@code from} and before, 1 at {@code to} and after. */
  static double step(double from, double to, double x) {
    return smooth(Math.max(0, Math.min(1, (x - from) / (to - from))));
  }
}

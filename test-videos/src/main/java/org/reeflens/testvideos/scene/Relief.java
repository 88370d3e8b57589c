package org.reeflens.testvideos.scene;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Height and ground of the sea bed: a sandy floor with rubble, boulders and coral heads. X goes to
 * the right, Z away from the camera, heights upwards, all in metres.
 */
final class Relief {

  /** What covers a place. */
  enum Ground {
    SAND,
    ROCK,
    MASSIVE_CORAL,
    BRANCHING_CORAL
  }

  static final double NEAREST = 0.35;
  static final double FARTHEST = 18;

  private static final int SIZE = 1024;
  private static final double LEFT = -9;
  private static final double CELL = 18.0 / SIZE;
  private static final int HEADS = 70;

  /** How much more is made than is seen, m, for the surroundings of what is seen. */
  private static final double BEYOND_VIEW = 0.6;

  private final float[] height = new float[SIZE * SIZE];
  private final float[] around = new float[SIZE * SIZE];
  private final Ground[] ground = new Ground[SIZE * SIZE];
  private final byte[] head = new byte[SIZE * SIZE];
  private final int seed;
  private float highest;

  /**
   * Makes a bed.
   *
   * @param seed of its shape
   * @param halfView half the width of the view at a distance of 1 m, m: what lies outside stays
   *     flat
   */
  Relief(int seed, double halfView) {
    this.seed = seed;
    floor(halfView);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < HEADS; i++) {
      raise(random, i);
    }
    for (float h : height) {
      highest = Math.max(highest, h);
    }
    smoothInto(around, 9);
  }

  /** No place is higher, m. */
  double highest() {
    return highest;
  }

  double heightAt(double x, double z) {
    return sample(height, x, z);
  }

  /** Mean height of the surroundings, m: a place below it lies in shade. */
  double aroundAt(double x, double z) {
    return sample(around, x, z);
  }

  Ground groundAt(double x, double z) {
    return ground[cell(x, z)];
  }

  /** Number of the boulder or coral head at a place, to give each its own colour. */
  int headAt(double x, double z) {
    return head[cell(x, z)];
  }

  private void floor(double halfView) {
    Arrays.fill(ground, Ground.SAND);
    for (int j = 0; j < SIZE; j++) {
      for (int i = 0; i < SIZE; i++) {
        double x = LEFT + i * CELL;
        double z = j * CELL;
        if (Math.abs(x) > halfView * z + BEYOND_VIEW) {
          continue;
        }
        double dunes = 0.38 * (Noise.octaves(0.45 * x, 0.45 * z, 3, seed) - 0.5);
        double rubble = Noise.octaves(3.1 * x, 3.1 * z, 4, seed + 7);
        double patch = Noise.step(0.46, 0.62, Noise.octaves(0.6 * x + 5, 0.6 * z, 3, seed + 11));
        double stones = patch * 0.3 * Math.max(0, rubble - 0.42);
        height[j * SIZE + i] = (float) (dunes + stones);
        ground[j * SIZE + i] = stones > 0.012 ? Ground.ROCK : Ground.SAND;
      }
    }
  }

  private void raise(SplittableRandom random, int number) {
    double z = 1.7 + 12 * Math.pow(random.nextDouble(), 0.8);
    // Wider apart with distance, as the view is.
    double x = (random.nextDouble() - 0.5) * Math.min(17, 2.2 + 1.25 * z);
    double radius = 0.12 + 0.55 * Math.pow(random.nextDouble(), 1.6) * Math.min(1.5, z / 3);
    double rise = Math.min(0.72, radius * (0.55 + 0.7 * random.nextDouble()));
    Ground kind = Ground.values()[1 + random.nextInt(3)];
    int reach = (int) (1.4 * radius / CELL) + 2;
    int middleI = (int) ((x - LEFT) / CELL);
    int middleJ = (int) (z / CELL);
    double base = heightAt(x, z);
    for (int j = Math.max(0, middleJ - reach); j < Math.min(SIZE, middleJ + reach); j++) {
      for (int i = Math.max(0, middleI - reach); i < Math.min(SIZE, middleI + reach); i++) {
        double atX = LEFT + i * CELL;
        double atZ = j * CELL;
        double far = Math.hypot(atX - x, atZ - z) / radius;
        far *= 0.7 + 0.6 * Noise.octaves(2.4 * atX / radius, 2.4 * atZ / radius, 3, seed + number);
        if (far >= 1) {
          continue;
        }
        double dome = Math.pow(1 - far * far, 0.65);
        double relief = dome * rise * (1 + bumps(kind, atX, atZ, number));
        int at = j * SIZE + i;
        if (base - 0.05 + relief > height[at]) {
          height[at] = (float) (base - 0.05 + relief);
          ground[at] = kind;
          head[at] = (byte) number;
        }
      }
    }
  }

  private double bumps(Ground kind, double x, double z, int number) {
    return switch (kind) {
      case ROCK -> 0.55 * (Noise.octaves(5 * x, 5 * z, 5, seed + 31 * number) - 0.5);
      case MASSIVE_CORAL -> {
        double lobes = Noise.value(11 * x, 11 * z, seed + 17 * number);
        yield 0.3 * (Math.sqrt(lobes) - 0.6);
      }
      default -> {
        double twigs = Noise.octaves(20 * x, 20 * z, 2, seed + 13 * number);
        yield 0.5 * (1 - 2 * Math.abs(2 * twigs - 1));
      }
    };
  }

  private void smoothInto(float[] target, int reach) {
    float[] rows = new float[SIZE * SIZE];
    for (int j = 0; j < SIZE; j++) {
      slide(height, rows, j * SIZE, 1, reach);
    }
    for (int i = 0; i < SIZE; i++) {
      slide(rows, target, i, SIZE, reach);
    }
  }

  private static void slide(float[] from, float[] to, int start, int stride, int reach) {
    double sum = 0;
    for (int k = -reach; k <= reach; k++) {
      sum += from[start + stride * clamp(k)];
    }
    for (int k = 0; k < SIZE; k++) {
      to[start + stride * k] = (float) (sum / (2 * reach + 1));
      sum += from[start + stride * clamp(k + reach + 1)] - from[start + stride * clamp(k - reach)];
    }
  }

  private static int clamp(int index) {
    return Math.max(0, Math.min(SIZE - 1, index));
  }

  private static int cell(double x, double z) {
    return clamp((int) Math.round(z / CELL)) * SIZE + clamp((int) Math.round((x - LEFT) / CELL));
  }

  private static double sample(float[] field, double x, double z) {
    double u = Math.max(0, Math.min(SIZE - 1.001, (x - LEFT) / CELL));
    double v = Math.max(0, Math.min(SIZE - 1.001, z / CELL));
    int i = (int) u;
    int j = (int) v;
    double fx = u - i;
    double fy = v - j;
    int at = j * SIZE + i;
    double above = field[at] + fx * (field[at + 1] - field[at]);
    double below = field[at + SIZE] + fx * (field[at + SIZE + 1] - field[at + SIZE]);
    return above + fy * (below - above);
  }
}

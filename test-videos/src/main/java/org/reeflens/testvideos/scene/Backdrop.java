package org.reeflens.testvideos.scene;

/**
 * The still part of a scene, drawn once and larger than the picture so that a swaying camera finds
 * its edges filled: sea bed, haze and open water. Each place keeps what the caustics need, so that
 * a frame costs little.
 */
final class Backdrop {

  /** Height of the camera above the mean sea bed, m. */
  private static final double CAMERA_HEIGHT = 0.85;

  private static final double HORIZON = 0.4;

  private static final double[] SAND = {0.5, 0.44, 0.31};
  private static final double[] ROCK = {0.17, 0.15, 0.1};
  private static final double[][] CORALS = {
    {0.34, 0.24, 0.1}, {0.25, 0.24, 0.08}, {0.22, 0.19, 0.12}, {0.42, 0.36, 0.2}, {0.2, 0.22, 0.14}
  };

  private final int margin;
  private final int width;
  private final int height;
  private final Eye eye;
  private final double horizon;
  private final Water water;
  private final Relief relief;
  private final Caustics caustics;
  private final int seed;

  /** Glow of the water in front, 3 a place. */
  private final float[] glow;

  /** Light of the bed under an even sun, 3 a place; 0 in open water. */
  private final float[] bed;

  private final float[] bedX;
  private final float[] depth;

  Backdrop(SceneSettings settings, Water water, Eye eye, int seed) {
    this.margin = (int) Math.ceil(1.5 * settings.swayPixels()) + 2;
    this.width = settings.width() + 2 * margin;
    this.height = settings.height() + 2 * margin;
    this.eye = eye;
    this.horizon = horizonOf(settings.height()) + margin;
    this.water = water;
    this.relief = new Relief(seed, width / (2 * settings.focalPixels()));
    this.caustics = new Caustics(seed + 99);
    this.seed = seed;
    this.glow = new float[width * height * 3];
    this.bed = new float[width * height * 3];
    this.bedX = new float[width * height];
    this.depth = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        look(x, y);
      }
    }
  }

  /** Row of the horizon in a picture, pixels. */
  static double horizonOf(int pictureHeight) {
    return HORIZON * pictureHeight;
  }

  /**
   * Draws one frame.
   *
   * @param shiftX how far the picture's content has moved to the right, pixels
   * @param shiftY how far it has moved down, pixels
   * @param seconds time, for the caustics and the shafts of light
   * @param light receives linear light, 3 a pixel
   * @param distance receives the distance along the axis, m; infinite in open water
   * @param pictureWidth width of the picture, pixels
   * @param pictureHeight height of the picture, pixels
   */
  void draw(
      double shiftX,
      double shiftY,
      double seconds,
      float[] light,
      float[] distance,
      int pictureWidth,
      int pictureHeight) {
    float[] lit = new float[width * height * 3];
    float[] shafts = shafts(seconds);
    for (int at = 0; at < width * height; at++) {
      float metres = depth[at];
      float gain = 1;
      if (metres < Relief.FARTHEST) {
        gain = caustics.gain(bedX[at], metres, seconds);
      }
      int y = at / width;
      int x = at - y * width;
      float shaft = shafts[x + (int) (0.3 * (height - y))];
      float fade = (float) Noise.step(1.1 * horizon, -0.3 * height, y);
      float water = 1 + fade * (shaft - 1);
      for (int c = 0; c < 3; c++) {
        lit[3 * at + c] = glow[3 * at + c] * water + bed[3 * at + c] * gain;
      }
    }
    for (int y = 0; y < pictureHeight; y++) {
      double fromY = y + margin - shiftY;
      int y0 = (int) Math.floor(fromY);
      float fy = (float) (fromY - y0);
      for (int x = 0; x < pictureWidth; x++) {
        double fromX = x + margin - shiftX;
        int x0 = (int) Math.floor(fromX);
        float fx = (float) (fromX - x0);
        int at = y0 * width + x0;
        int to = y * pictureWidth + x;
        for (int c = 0; c < 3; c++) {
          float above = lit[3 * at + c] + fx * (lit[3 * at + 3 + c] - lit[3 * at + c]);
          int under = 3 * (at + width) + c;
          float below = lit[under] + fx * (lit[under + 3] - lit[under]);
          light[3 * to + c] = above + fy * (below - above);
        }
        distance[to] = depth[at + (fy < 0.5f ? 0 : width) + (fx < 0.5f ? 0 : 1)];
      }
    }
  }

  private float[] shafts(double seconds) {
    float[] gains = new float[width + (int) (0.3 * height) + 2];
    for (int i = 0; i < gains.length; i++) {
      double u = 14.0 * i / width;
      double broad = Noise.value(0.5 * u + 0.1 * seconds, 0.15 * seconds, seed + 5);
      double fine = Noise.value(1.7 * u - 0.2 * seconds, 0.35 * seconds, seed + 6);
      gains[i] = (float) (0.86 + 0.42 * broad * fine + 0.16 * broad);
    }
    return gains;
  }

  private void look(int x, int y) {
    int at = y * width + x;
    double[] sight = new double[3];
    eye.look(x - margin, y - margin, sight);
    double right = sight[0];
    double start = sight[2];
    double metres = march(start, right, sight[1]);
    depth[at] = metres < Relief.FARTHEST ? (float) metres : Float.POSITIVE_INFINITY;
    for (int c = 0; c < 3; c++) {
      double veil = water.glow(c, y - margin);
      if (metres < Relief.FARTHEST) {
        glow[3 * at + c] = (float) (veil * (1 - water.arriving(c, metres)));
      } else {
        glow[3 * at + c] = (float) veil;
      }
    }
    if (metres < Relief.FARTHEST) {
      bedX[at] = (float) (start + right * metres);
      paint(at, start + right * metres, metres);
    }
  }

  /** Distance at which the ray meets the bed, m; beyond the farthest if it does not. */
  private double march(double start, double right, double down) {
    double z = Relief.NEAREST;
    if (CAMERA_HEIGHT > relief.highest()) {
      if (down <= 0) {
        return Double.POSITIVE_INFINITY;
      }
      z = Math.max(z, (CAMERA_HEIGHT - relief.highest()) / down);
    }
    double before = z;
    while (z < Relief.FARTHEST) {
      if (CAMERA_HEIGHT - down * z < relief.heightAt(start + right * z, z)) {
        double near = before;
        double far = z;
        for (int i = 0; i < 6; i++) {
          double middle = (near + far) / 2;
          if (CAMERA_HEIGHT - down * middle < relief.heightAt(start + right * middle, middle)) {
            far = middle;
          } else {
            near = middle;
          }
        }
        return far;
      }
      before = z;
      z += 0.006 + 0.008 * z;
    }
    return Double.POSITIVE_INFINITY;
  }

  private void paint(int at, double x, double z) {
    double step = 0.012 + 0.003 * z;
    double slopeX = (relief.heightAt(x + step, z) - relief.heightAt(x - step, z)) / (2 * step);
    double slopeZ = (relief.heightAt(x, z + step) - relief.heightAt(x, z - step)) / (2 * step);
    Relief.Ground ground = relief.groundAt(x, z);
    double grain = ground == Relief.Ground.SAND ? 0.03 : 0.05;
    double fine = 26;
    // Height takes part in the texture, or steep sides would show it drawn out into streaks.
    double skinX = x + 0.7 * relief.heightAt(x, z);
    double skinZ = z + 0.9 * relief.heightAt(x, z);
    double u = fine * skinX;
    double v = fine * skinZ;
    double here = Noise.octaves(u, v, 4, seed + 21);
    slopeX += grain * fine * (Noise.octaves(u + 0.35, v, 4, seed + 21) - here) / 0.35;
    slopeZ += grain * fine * (Noise.octaves(u, v + 0.35, 4, seed + 21) - here) / 0.35;
    double length = Math.sqrt(1 + slopeX * slopeX + slopeZ * slopeZ);
    double sun = Math.max(0, (0.92 + 0.28 * slopeX + 0.22 * slopeZ) / length);
    double sky = 0.5 + 0.5 / length;
    double hollow = relief.heightAt(x, z) - relief.aroundAt(x, z);
    double shade = 0.3 + 0.7 * Noise.step(-0.11, 0.05, hollow);
    double lightness = shade * (0.62 * sun + 0.38 * sky);
    for (int c = 0; c < 3; c++) {
      double albedo = albedo(ground, c, relief.headAt(x, z), skinX, skinZ, here);
      bed[3 * at + c] = (float) (albedo * lightness * Skin.SUN[c] * water.arriving(c, z));
    }
  }

  private double albedo(
      Relief.Ground ground, int channel, int head, double x, double z, double fine) {
    double blotch = Noise.octaves(3.5 * x, 3.5 * z, 4, seed + 41);
    double turf = Noise.step(0.45, 0.65, Noise.octaves(7 * x + 3, 7 * z, 4, seed + 43));
    double speckle = 0.55 + 0.9 * fine;
    return switch (ground) {
      case SAND -> SAND[channel] * (0.5 + 0.6 * blotch) * (0.4 + 1.1 * fine);
      case ROCK -> {
        double[] green = {0.13, 0.15, 0.055};
        yield Noise.mix(ROCK[channel] * (0.6 + blotch), green[channel], turf) * speckle;
      }
      case MASSIVE_CORAL -> {
        double polyps = 0.7 + 0.6 * Noise.value(60 * x, 60 * z, seed + 51);
        yield CORALS[head % CORALS.length][channel] * polyps * (0.55 + 0.8 * blotch);
      }
      default -> {
        double twigs = Noise.octaves(20 * x, 20 * z, 2, seed + 13 * head);
        double tips = 1 - Math.abs(2 * twigs - 1);
        yield CORALS[(head + 1) % CORALS.length][channel] * (0.25 + 1.3 * tips * tips * tips);
      }
    };
  }
}

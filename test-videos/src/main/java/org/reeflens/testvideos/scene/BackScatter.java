package org.reeflens.testvideos.scene;

/** Drifting particles that throw light back into the camera: marine snow. */
final class BackScatter {

  private static final double[] WHITE = {0.5, 0.62, 0.62};

  private final int count;
  private final int seed;

  BackScatter(int count, int seed) {
    this.count = count;
    this.seed = seed;
  }

  /** Draws all particles over the light of a picture; the shift is the camera's sway, pixels. */
  void draw(float[] light, int width, int height, double seconds, double shiftX, double shiftY) {
    for (int i = 0; i < count; i++) {
      double near = Noise.hash(i, 1, seed);
      double speed = (0.4 + near) * width / 100;
      double wander = 0.01 * width * Math.sin(0.9 * seconds + 6.3 * Noise.hash(i, 2, seed));
      double x = Noise.hash(i, 3, seed) * width + speed * 1.3 * seconds + wander + shiftX;
      double y = Noise.hash(i, 4, seed) * height + speed * (near - 0.35) * seconds + shiftY;
      double blur = (0.55 + 1.9 * near * near * near) * Math.max(0.6, width / 640.0);
      double strength = (0.1 + 0.35 * Noise.hash(i, 5, seed)) / (blur + 0.3);
      int border = 8;
      spot(
          light,
          width,
          height,
          wrap(x, width + 2 * border) - border,
          wrap(y, height + 2 * border) - border,
          blur,
          0.55 * strength);
    }
  }

  private static double wrap(double value, double size) {
    return value - Math.floor(value / size) * size;
  }

  private static void spot(
      float[] light, int width, int height, double x, double y, double sigma, double strength) {
    int reach = (int) Math.ceil(2.5 * sigma);
    int middleX = (int) Math.round(x);
    int middleY = (int) Math.round(y);
    for (int j = Math.max(0, middleY - reach); j <= Math.min(height - 1, middleY + reach); j++) {
      for (int i = Math.max(0, middleX - reach); i <= Math.min(width - 1, middleX + reach); i++) {
        double far = (Math.pow(i - x, 2) + Math.pow(j - y, 2)) / (2 * sigma * sigma);
        double share = Math.min(0.8, strength * Math.exp(-far));
        for (int c = 0; c < 3; c++) {
          int at = 3 * (j * width + i) + c;
          light[at] += (float) (share * Math.max(0, WHITE[c] - light[at]));
        }
      }
    }
  }
}

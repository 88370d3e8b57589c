package org.reeflens.testvideos.scene;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fish drawn alone: light and cover of a block of pixels, with soft edges, and its mask. The
 * block reaches beyond the picture where the fish does.
 */
final class Sprite {

  /** Empty pixels around the fish, room for the blur. */
  private static final int MARGIN = 5;

  final int left;
  final int top;
  final int width;
  final int height;

  /** Linear light times cover, 3 a pixel. */
  final float[] light;

  /** Cover, 0..1. */
  final float[] cover;

  /** Whether the pixel belongs to the fish: the un-blurred shape fills half of it or more. */
  final boolean[] mask;

  private Sprite(int left, int top, int width, int height) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.light = new float[width * height * 3];
    this.cover = new float[width * height];
    this.mask = new boolean[width * height];
  }

  /**
   * Draws a fish.
   *
   * @param surfaces its parts in the picture
   * @param skin its colours
   * @param size its un-turned length, pixels
   * @param sun strength of the light on it
   */
  static Sprite draw(List<Surface> surfaces, Skin skin, double size, double sun) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (Surface surface : surfaces) {
      for (int i = 0; i < surface.points.length; i += 8) {
        minX = Math.min(minX, surface.points[i]);
        maxX = Math.max(maxX, surface.points[i]);
        minY = Math.min(minY, surface.points[i + 1]);
        maxY = Math.max(maxY, surface.points[i + 1]);
      }
    }
    int left = (int) Math.floor(minX) - MARGIN;
    int top = (int) Math.floor(minY) - MARGIN;
    Sprite sprite =
        new Sprite(
            left,
            top,
            (int) Math.ceil(maxX) + MARGIN + 1 - left,
            (int) Math.ceil(maxY) + MARGIN + 1 - top);
    int fineness = size < 70 ? 5 : 3;
    Samples samples = new Samples(sprite, fineness);
    for (Surface surface : surfaces) {
      samples.add(surface);
    }
    samples.resolve(skin, sun);
    return sprite;
  }

  /** Blurs light and cover (the mask stays). */
  void blur(double sigma) {
    if (sigma < 0.2) {
      return;
    }
    float[] kernel = new float[4];
    float sum = 0;
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] = (float) Math.exp(-k * k / (2 * sigma * sigma));
      sum += k == 0 ? kernel[k] : 2 * kernel[k];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= sum;
    }
    blur(light, 3, kernel);
    blur(cover, 1, kernel);
  }

  private void blur(float[] field, int channels, float[] kernel) {
    float[] rows = new float[field.length];
    spread(field, rows, channels, width, kernel);
    float[] both = new float[field.length];
    spread(rows, both, channels * width, height, kernel);
    System.arraycopy(both, 0, field, 0, field.length);
  }

  /** Convolves along one direction; what leaves the block is lost, which the margin keeps empty. */
  private static void spread(float[] from, float[] to, int stride, int count, float[] kernel) {
    for (int at = 0; at < from.length; at++) {
      int place = at / stride % count;
      float sum = from[at] * kernel[0];
      for (int k = 1; k < kernel.length; k++) {
        if (place >= k) {
          sum += from[at - k * stride] * kernel[k];
        }
        if (place + k < count) {
          sum += from[at + k * stride] * kernel[k];
        }
      }
      to[at] = sum;
    }
  }

  /** The frontmost place of the fish at several points in each pixel. */
  private static final class Samples {

    private final Sprite sprite;
    private final int fineness;
    private final int columns;
    private final int rows;
    private final float[] behind;
    private final Skin.@Nullable Part[] part;
    private final float[] along;
    private final float[] skinUp;
    private final float[] normalX;
    private final float[] normalY;
    private final float[] normalZ;

    Samples(Sprite sprite, int fineness) {
      this.sprite = sprite;
      this.fineness = fineness;
      this.columns = sprite.width * fineness;
      this.rows = sprite.height * fineness;
      int count = columns * rows;
      this.behind = new float[count];
      this.part = new Skin.Part[count];
      this.along = new float[count];
      this.skinUp = new float[count];
      this.normalX = new float[count];
      this.normalY = new float[count];
      this.normalZ = new float[count];
      Arrays.fill(behind, Float.POSITIVE_INFINITY);
    }

    void add(Surface surface) {
      for (int j = 0; j + 1 < surface.rows; j++) {
        for (int i = 0; i + 1 < surface.columns; i++) {
          int a = 8 * (j * surface.columns + i);
          int b = a + 8;
          int c = a + 8 * surface.columns;
          int d = c + 8;
          triangle(surface, a, b, c);
          triangle(surface, b, d, c);
        }
      }
    }

    private void triangle(Surface surface, int a, int b, int c) {
      double[] p = surface.points;
      double ax = column(p[a]);
      double ay = row(p[a + 1]);
      double bx = column(p[b]);
      double by = row(p[b + 1]);
      double cx = column(p[c]);
      double cy = row(p[c + 1]);
      double area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
      if (Math.abs(area) < 1e-9) {
        return;
      }
      int fromX = (int) Math.ceil(Math.min(ax, Math.min(bx, cx)));
      int toX = (int) Math.floor(Math.max(ax, Math.max(bx, cx)));
      int fromY = (int) Math.ceil(Math.min(ay, Math.min(by, cy)));
      int toY = (int) Math.floor(Math.max(ay, Math.max(by, cy)));
      for (int y = fromY; y <= toY; y++) {
        for (int x = fromX; x <= toX; x++) {
          double wb = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area;
          double wc = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area;
          double wa = 1 - wb - wc;
          if (wa < -1e-9 || wb < -1e-9 || wc < -1e-9) {
            continue;
          }
          int at = y * columns + x;
          float z = (float) (wa * p[a + 2] + wb * p[b + 2] + wc * p[c + 2]);
          if (z < behind[at]) {
            behind[at] = z;
            part[at] = surface.part;
            along[at] = (float) (wa * p[a + 3] + wb * p[b + 3] + wc * p[c + 3]);
            skinUp[at] = (float) (wa * p[a + 4] + wb * p[b + 4] + wc * p[c + 4]);
            normalX[at] = (float) (wa * p[a + 5] + wb * p[b + 5] + wc * p[c + 5]);
            normalY[at] = (float) (wa * p[a + 6] + wb * p[b + 6] + wc * p[c + 6]);
            normalZ[at] = (float) (wa * p[a + 7] + wb * p[b + 7] + wc * p[c + 7]);
          }
        }
      }
    }

    private double column(double x) {
      return (x - sprite.left + 0.5) * fineness - 0.5;
    }

    private double row(double y) {
      return (y - sprite.top + 0.5) * fineness - 0.5;
    }

    void resolve(Skin skin, double sun) {
      double[] colour = new double[3];
      double share = 1.0 / (fineness * fineness);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          int at = y * columns + x;
          Skin.Part seen = part[at];
          if (seen == null) {
            continue;
          }
          skin.paint(seen, along[at], skinUp[at], colour);
          double opacity = skin.opacity(seen, Math.max(0, Math.min(1, skinUp[at])));
          shade(at, skin.shine(), sun, colour);
          int pixel = y / fineness * sprite.width + x / fineness;
          double weight = opacity * share;
          sprite.cover[pixel] += (float) weight;
          for (int c = 0; c < 3; c++) {
            sprite.light[3 * pixel + c] += (float) (weight * colour[c]);
          }
        }
      }
      mark();
    }

    private void mark() {
      int half = (fineness * fineness + 1) / 2;
      for (int pixel = 0; pixel < sprite.mask.length; pixel++) {
        int fromX = pixel % sprite.width * fineness;
        int fromY = pixel / sprite.width * fineness;
        int filled = 0;
        for (int y = fromY; y < fromY + fineness; y++) {
          for (int x = fromX; x < fromX + fineness; x++) {
            filled += part[y * columns + x] != null ? 1 : 0;
          }
        }
        sprite.mask[pixel] = filled >= half;
      }
    }

    /** Turns reflectance into light: sky from above, sun, the bed's glow from below, a gloss. */
    private void shade(int at, double shine, double sun, double[] colour) {
      double length =
          Math.sqrt(
                  normalX[at] * normalX[at] + normalY[at] * normalY[at] + normalZ[at] * normalZ[at])
              + 1e-6;
      double up = -normalY[at] / length;
      double right = normalX[at] / length;
      double towards = -normalZ[at] / length;
      double direct = Math.max(0, 0.88 * up + 0.18 * right + 0.42 * towards);
      double diffuse = 0.2 + 0.26 * (0.5 + 0.5 * up) + 0.55 * direct * sun;
      double gloss = Math.pow(Math.max(0, 0.8 * up + 0.6 * towards), 14);
      for (int c = 0; c < 3; c++) {
        colour[c] = Skin.SUN[c] * (colour[c] * diffuse + 0.3 * shine * gloss * sun);
      }
    }
  }
}

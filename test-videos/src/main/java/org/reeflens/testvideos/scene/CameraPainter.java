package org.reeflens.testvideos.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws what one camera sees: sea bed, fish and particles in the water between. */
final class CameraPainter {

  private static final int TONES = 4096;

  private static final float EXPOSURE = 1.45f;

  /** Linear light to sRGB-like bytes, with a little more contrast in the middle. */
  private static final float[] TONE = new float[TONES + 1];

  static {
    for (int i = 0; i <= TONES; i++) {
      double encoded = Math.pow((double) i / TONES, 1 / 2.2);
      TONE[i] = (float) (255 * Noise.mix(encoded, Noise.smooth(encoded), 0.5));
    }
  }

  private final SceneSettings settings;
  private final int seed;
  private final Water water;
  private final Backdrop backdrop;
  private final BackScatter backScatter;
  private final int grainSeed;

  /**
   * Prepares a camera; this draws the sea bed, which takes longer than a frame.
   *
   * @param settings the scene
   * @param eye which way the camera's pixels look
   * @param camera tells the noise of one camera from that of another, 0 for a scene's only one
   */
  CameraPainter(SceneSettings settings, Eye eye, int camera) {
    this.settings = settings;
    this.seed = Long.hashCode(settings.seed() * 0x9E3779B97F4A7C15L);
    double horizon = Backdrop.horizonOf(settings.height());
    this.water = new Water(settings.visibilityMetres(), horizon, settings.height());
    this.backdrop = new Backdrop(settings, water, eye, seed);
    this.backScatter = new BackScatter(settings.particles(), seed + 3 + 1000 * camera);
    this.grainSeed = seed + 9 + 1000 * camera;
  }

  /**
   * Draws a frame.
   *
   * @param index its number
   * @param seconds time of the scene, s
   * @param shiftX sway of the picture to the right, pixels
   * @param shiftY sway of the picture downwards, pixels
   * @param poses of all fish, by rising id
   */
  RenderedFrame paint(
      int index, double seconds, double shiftX, double shiftY, List<? extends Pose> poses) {
    int width = settings.width();
    int height = settings.height();
    float[] light = new float[width * height * 3];
    float[] distance = new float[width * height];
    backdrop.draw(shiftX, shiftY, seconds, light, distance, width, height);

    int[] ids = new int[width * height];
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < poses.size(); i++) {
      if (poses.get(i).beforeCamera()) {
        drawn.add(draw(i + 1, settings.fish().get(i), poses.get(i)));
      }
    }
    drawn.stream()
        .sorted(Comparator.comparingDouble((Drawn fish) -> -fish.pose.distanceMm()))
        .forEach(fish -> paste(fish, light, distance, ids));
    backScatter.draw(light, width, height, seconds, shiftX, shiftY);

    List<FishView> views = new ArrayList<>();
    for (Drawn fish : drawn) {
      FishView view = view(fish, ids);
      if (view != null) {
        views.add(view);
      }
    }
    return new RenderedFrame(encode(light, index), ids, new FrameTruth(index, seconds, views));
  }

  private Drawn draw(int id, FishSpec fish, Pose pose) {
    double metres = pose.distanceMm() / 1000;
    // The light of the waves wanders over the fish as well.
    double sun = 0.85 + 0.35 * Noise.value(2.5 * pose.beat() / 20, id, seed + 61);
    List<Surface> surfaces = new FishBody(fish.kind()).surfaces(pose);
    Sprite sprite =
        Sprite.draw(surfaces, new Skin(fish.kind(), seed + 101 * id), pose.sizePixels(), sun);
    sprite.blur(Math.min(1.1, 0.3 + 0.09 * metres) * Math.min(1, settings.width() / 480.0));
    return new Drawn(id, pose, sprite);
  }

  private void paste(Drawn fish, float[] light, float[] distance, int[] ids) {
    Sprite sprite = fish.sprite;
    double metres = fish.pose.distanceMm() / 1000;
    float[] arriving = new float[3];
    for (int c = 0; c < 3; c++) {
      arriving[c] = (float) water.arriving(c, metres);
    }
    for (int y = Math.max(0, -sprite.top); y < sprite.height; y++) {
      int row = y + sprite.top;
      if (row >= settings.height()) {
        break;
      }
      float[] glow = new float[3];
      for (int c = 0; c < 3; c++) {
        glow[c] = (float) water.glow(c, row) * (1 - arriving[c]);
      }
      for (int x = Math.max(0, -sprite.left); x < sprite.width; x++) {
        int column = x + sprite.left;
        if (column >= settings.width()) {
          break;
        }
        int from = y * sprite.width + x;
        int to = row * settings.width() + column;
        if (distance[to] < metres || sprite.cover[from] <= 0) {
          continue;
        }
        float cover = Math.min(1, sprite.cover[from]);
        for (int c = 0; c < 3; c++) {
          float own = sprite.light[3 * from + c] * arriving[c] + cover * glow[c];
          light[3 * to + c] = light[3 * to + c] * (1 - cover) + own;
        }
        if (sprite.mask[from]) {
          ids[to] = fish.id;
        }
      }
    }
  }

  private @Nullable FishView view(Drawn fish, int[] ids) {
    Sprite sprite = fish.sprite;
    Extent all = new Extent();
    Extent seen = new Extent();
    for (int y = 0; y < sprite.height; y++) {
      for (int x = 0; x < sprite.width; x++) {
        if (!sprite.mask[y * sprite.width + x]) {
          continue;
        }
        int column = x + sprite.left;
        int row = y + sprite.top;
        all.add(column, row);
        if (column >= 0
            && row >= 0
            && column < settings.width()
            && row < settings.height()
            && ids[row * settings.width() + column] == fish.id) {
          seen.add(column, row);
        }
      }
    }
    PixelBox amodal = all.box();
    if (amodal == null || !amodal.touches(settings.width(), settings.height())) {
      return null;
    }
    return new FishView(
        fish.id,
        seen.box(),
        (double) seen.count / all.count,
        amodal,
        fish.pose.point(0),
        fish.pose.point(1),
        fish.pose.distanceMm());
  }

  private byte[] encode(float[] light, int index) {
    int width = settings.width();
    int height = settings.height();
    byte[] rgb = new byte[light.length];
    for (int y = 0; y < height; y++) {
      double fromMiddleY = (2.0 * y - height + 1) / height;
      for (int x = 0; x < width; x++) {
        double fromMiddleX = (2.0 * x - width + 1) / width;
        float lens = (float) (1 - 0.16 * (fromMiddleX * fromMiddleX + fromMiddleY * fromMiddleY));
        int at = 3 * (y * width + x);
        float grain = 1.6f * (float) (Noise.hash(y * width + x, index, grainSeed) - 0.5);
        for (int c = 0; c < 3; c++) {
          float value = Math.max(0, Math.min(1, EXPOSURE * light[at + c] * lens));
          float tone = TONE[Math.round(value * TONES)] + grain;
          rgb[at + c] = (byte) Math.max(0, Math.min(255, Math.round(tone)));
        }
      }
    }
    return rgb;
  }

  private record Drawn(int id, Pose pose, Sprite sprite) {}

  /** Grows to hold pixels. */
  private static final class Extent {
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right = Integer.MIN_VALUE;
    private int bottom = Integer.MIN_VALUE;
    private int count;

    void add(int x, int y) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      count++;
    }

    @Nullable PixelBox box() {
      return count == 0 ? null : new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }
  }
}

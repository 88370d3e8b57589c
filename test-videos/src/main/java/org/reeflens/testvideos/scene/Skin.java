package org.reeflens.testvideos.scene;

/** Colour of a fish's skin and fins: linear reflectance at a place of the body. */
final class Skin {

  /** Light of the sun where the scene lies: the water above has taken some of the red. */
  static final double[] SUN = {0.95, 1.12, 1.05};

  /** Parts of a fish. */
  enum Part {
    BODY,
    TAIL,
    DORSAL,
    ANAL,
    PELVIC,
    PECTORAL
  }

  private final FishKind kind;
  private final Shades ground;
  private final int seed;
  private final double tone;

  Skin(FishKind kind, int seed) {
    this.kind = kind;
    this.ground = Shades.of(kind);
    this.seed = seed;
    this.tone = 0.85 + 0.3 * Noise.hash(seed, 3, 77);
  }

  /** How much of the light behind a part it stops, 0..1: fins are thin, most at their edge. */
  double opacity(Part part, double outwards) {
    return switch (part) {
      // The pectoral fin lies on the flank, not on the water behind.
      case BODY, PECTORAL -> 1;
      case TAIL -> 0.92 - 0.32 * outwards;
      default -> 0.88 - 0.4 * outwards;
    };
  }

  /** How much the surface mirrors, 0..1. */
  double shine() {
    return kind == FishKind.SILVER ? 0.42 : kind == FishKind.SPOTTED ? 0.08 : 0.2;
  }

  /**
   * The colour.
   *
   * @param part the part
   * @param along from the snout (0) to the fork (1)
   * @param up on the body: from belly (-1) to back (1); on fins: from the body (0) to the edge (1)
   * @param out receives red, green and blue reflectance
   */
  void paint(Part part, double along, double up, double[] out) {
    if (part == Part.BODY) {
      body(along, up, out);
      head(along, up, out);
      for (int c = 0; c < 3; c++) {
        out[c] *= tone;
      }
      return;
    }
    // Fins have the colour of the body next to them, without its pattern.
    double beside = part == Part.DORSAL ? 0.8 : part == Part.TAIL ? 0.15 : -0.1;
    ground(Math.min(along, 0.8), beside, 0.5, out);
    double rays = 0.78 + 0.34 * Noise.value(along * 95, up * (part == Part.TAIL ? 26 : 2), seed);
    double dark = part == Part.PECTORAL ? 0.9 : 0.92;
    if (kind == FishKind.BARS) {
      dark = part == Part.TAIL ? 0.6 : 0.7;
    }
    for (int c = 0; c < 3; c++) {
      out[c] *= tone * rays * dark;
    }
  }

  private void body(double along, double up, double[] out) {
    double mottle = Noise.octaves(along * 22, up * 6, 3, seed + 1);
    ground(along, up, mottle, out);
    switch (kind) {
      case BARS -> bars(along, up, mottle, out);
      case STRIPES -> stripes(along, up, mottle, out);
      case SPOTTED -> spots(along, up, out);
      default -> {}
    }
    double relief = (0.86 + 0.28 * mottle) * scales(along, up);
    for (int c = 0; c < 3; c++) {
      out[c] *= relief;
    }
  }

  /** The colour under the pattern: dark above, pale below, as fish hide in open water. */
  private void ground(double along, double up, double mottle, double[] out) {
    double paleness = Noise.step(0.75, -0.85, up + 0.15 * (mottle - 0.5));
    ground.blend(paleness, out);
    if (kind == FishKind.TWO_TONE) {
      double rear = Noise.step(0.56, 0.68, along + 0.1 * (mottle - 0.5));
      blendOver(out, 0.7, 0.58, 0.2, rear * 0.95);
    }
  }

  /** Rows of scales, staggered, and the line along the side. */
  private static double scales(double along, double up) {
    double row = up * 13;
    double shift = Math.floor(row) % 2 == 0 ? 0 : 0.5;
    double x = along * 46 + shift - Math.floor(along * 46 + shift) - 0.5;
    double y = row - Math.floor(row) - 0.5;
    double edge = Noise.step(0.3, 0.62, Math.hypot(x, y));
    double line = Math.exp(-Math.pow((up - 0.28 + 0.3 * (along - 0.3)) / 0.035, 2));
    double onSide = Noise.step(0.22, 0.3, along);
    return 1 - onSide * (0.2 * edge + 0.18 * line);
  }

  private void bars(double along, double up, double mottle, double[] out) {
    double dark = 0;
    for (int i = 0; i < 5; i++) {
      double at = 0.255 + 0.13 * i + 0.012 * (mottle - 0.5) - 0.03 * up;
      double from = Math.abs(along - at) / (0.028 - 0.002 * i);
      dark = Math.max(dark, Noise.step(1.35, 0.75, from));
    }
    dark *= 0.55 + 0.45 * Noise.step(-0.95, -0.2, up);
    blendOver(out, 0.035, 0.04, 0.05, 0.93 * dark);
  }

  private void stripes(double along, double up, double mottle, double[] out) {
    double wave = up + 0.1 * Math.sin(5 * along) + 0.04 * (mottle - 0.5);
    double pale = 0;
    for (int i = 0; i < 4; i++) {
      double from = Math.abs(wave - (0.66 - 0.3 * i)) / 0.075;
      pale = Math.max(pale, Noise.step(1.4, 0.6, from));
    }
    blendOver(out, 0.5, 0.62, 0.72, 0.75 * pale * Noise.step(0.95, 0.6, along));
    double blotch = Math.hypot((along - 0.62) / 0.055, (up - 0.42) / 0.2);
    blendOver(out, 0.05, 0.045, 0.04, 0.8 * Noise.step(1.25, 0.75, blotch));
  }

  private void spots(double along, double up, double[] out) {
    double x = along * 17;
    double y = (up + 1) * 3.6;
    double nearest = 9;
    for (int j = -1; j <= 1; j++) {
      for (int i = -1; i <= 1; i++) {
        int cellX = (int) Math.floor(x) + i;
        int cellY = (int) Math.floor(y) + j;
        double spotX = cellX + 0.2 + 0.6 * Noise.hash(cellX, cellY, seed + 2);
        double spotY = cellY + 0.2 + 0.6 * Noise.hash(cellX, cellY, seed + 3);
        nearest = Math.min(nearest, Math.hypot(x - spotX, y - spotY));
      }
    }
    blendOver(out, 0.05, 0.03, 0.02, 0.62 * Noise.step(0.42, 0.24, nearest));
    double saddle = Noise.octaves(along * 6, up * 1.2, 2, seed + 4);
    blendOver(out, 0.08, 0.05, 0.03, 0.5 * Noise.step(0.55, 0.72, saddle));
  }

  private void head(double along, double up, double[] out) {
    double cover = Math.abs(Math.hypot((along - 0.12) / 0.115, up / 0.95) - 1);
    double behind = along > 0.14 ? 1 : 0;
    blendOver(out, 0.05, 0.05, 0.04, 0.3 * behind * Noise.step(0.13, 0.02, cover));
    double mouth = Math.abs(up + 0.22 + 5 * along) / 0.16;
    blendOver(out, 0.03, 0.03, 0.03, along < 0.045 ? 0.7 * Noise.step(1, 0.4, mouth) : 0);
    double aspect = (kind.back + kind.belly) / 2;
    // The eye is round in the picture although the head narrows towards the snout.
    double tall = aspect * 0.72;
    double eye = Math.hypot((along - 0.092) / 0.026, (up - 0.3) * tall / 0.026);
    blendOver(out, 0.3, 0.27, 0.17, Noise.step(1.25, 1, eye));
    blendOver(out, 0.012, 0.012, 0.014, Noise.step(0.85, 0.6, eye));
    double glint = Math.hypot((along - 0.086) / 0.007, (up - 0.36) * tall / 0.007);
    blendOver(out, 0.7, 0.75, 0.75, 0.7 * Noise.step(1.2, 0.6, glint));
  }

  private static void blendOver(double[] out, double r, double g, double b, double t) {
    out[0] = Noise.mix(out[0], r, t);
    out[1] = Noise.mix(out[1], g, t);
    out[2] = Noise.mix(out[2], b, t);
  }
}

package org.reeflens.testvideos.scene;

/**
 * The two colours of a fish under its pattern, linear reflectance.
 *
 * @param back the colour above
 * @param belly the paler colour below
 */
record Shades(Colour back, Colour belly) {

  /**
   * Linear reflectance.
   *
   * @param red 0..1
   * @param green 0..1
   * @param blue 0..1
   */
  record Colour(double red, double green, double blue) {}

  /** The shades of a kind of fish. */
  static Shades of(FishKind kind) {
    return switch (kind) {
      case SILVER -> new Shades(new Colour(0.13, 0.15, 0.12), new Colour(0.62, 0.64, 0.58));
      case BARS -> new Shades(new Colour(0.36, 0.34, 0.1), new Colour(0.66, 0.68, 0.62));
      case STRIPES -> new Shades(new Colour(0.42, 0.3, 0.05), new Colour(0.72, 0.64, 0.42));
      case SPOTTED -> new Shades(new Colour(0.085, 0.06, 0.035), new Colour(0.4, 0.33, 0.23));
      case TWO_TONE -> new Shades(new Colour(0.035, 0.035, 0.045), new Colour(0.11, 0.1, 0.09));
    };
  }

  /**
   * Blends the two.
   *
   * @param paleness 0 for the back's colour, 1 for the belly's
   * @param out receives red, green and blue reflectance
   */
  void blend(double paleness, double[] out) {
    out[0] = Noise.mix(back.red, belly.red, paleness);
    out[1] = Noise.mix(back.green, belly.green, paleness);
    out[2] = Noise.mix(back.blue, belly.blue, paleness);
  }
}

package org.reeflens.testvideos.scene;

/**
 * What the water does to light: it takes red first, and it adds its own glow with distance. All
 * light here is linear, about 0..1, red, green, blue.
 */
final class Water {

  /** Contrast of 2 % is left at the visibility: -ln 0.02. */
  private static final double LOSS_AT_VISIBILITY = 3.912;

  private static final double[] ABOVE = {0.09, 0.37, 0.42};
  private static final double[] BELOW = {0.02, 0.12, 0.165};

  private final double[] perMetre;
  private final double horizon;
  private final double height;

  /**
   * @param visibilityMetres distance at which 2 % of the contrast is left, m
   * @param horizon row of the horizon
   * @param height picture height, pixels
   */
  Water(double visibilityMetres, double horizon, double height) {
    double loss = LOSS_AT_VISIBILITY / visibilityMetres;
    this.perMetre = new double[] {loss + 0.16, loss, loss + 0.015};
    this.horizon = horizon;
    this.height = height;
  }

  /** Share of an object's light that arrives from {@code metres}. */
  double arriving(int channel, double metres) {
    return Math.exp(-perMetre[channel] * metres);
  }

  /** Glow of endless water seen along a row. */
  double glow(int channel, double row) {
    double t = Noise.step(-0.6 * height, horizon + 0.35 * height, row);
    return Noise.mix(ABOVE[channel], BELOW[channel], t);
  }
}

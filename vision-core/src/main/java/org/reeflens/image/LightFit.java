package org.reeflens.image;

/**
 * The change of light between a background and a picture of it, as a gain and an offset: those that
 * take the background's lower and upper quartile to the picture's. What covers less than a quarter
 * of the picture hardly moves the quartiles, so an animal does not count as light.
 *
 * @param gain grey levels of the picture to one of the background
 * @param offset grey levels of the picture where the background has none
 */
record LightFit(double gain, double offset) {

  /**
   * A background of fewer grey levels between its quartiles is too flat to tell a gain: a guess.
   */
  private static final int FLAT = 8;

  /** Light changes no more than so in a minute at most: a guess. */
  private static final double MOST_GAIN = 2;

  /**
   * Fits.
   *
   * @param background unsigned bytes
   * @param picture unsigned bytes, as many
   * @param valid which of them count; at least one
   */
  static LightFit of(byte[] background, byte[] picture, boolean[] valid) {
    int[] behind = new int[256];
    int[] here = new int[256];
    int count = 0;
    for (int i = 0; i < picture.length; i++) {
      if (valid[i]) {
        behind[background[i] & 0xff]++;
        here[picture[i] & 0xff]++;
        count++;
      }
    }
    int low = quantile(behind, count / 4);
    int high = quantile(behind, count * 3 / 4);
    int lowHere = quantile(here, count / 4);
    int highHere = quantile(here, count * 3 / 4);
    double gain = high - low < FLAT ? 1 : (double) (highHere - lowHere) / (high - low);
    gain = Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, gain));
    return new LightFit(gain, (lowHere + highHere) / 2.0 - gain * (low + high) / 2.0);
  }

  /** What a value of the background is in the picture's light. */
  double apply(int behind) {
    return gain * behind + offset;
  }

  /** The value that {@code rank} others lie below. */
  private static int quantile(int[] histogram, int rank) {
    int below = 0;
    int value = 0;
    while (value < 255 && below + histogram[value] <= rank) {
      below += histogram[value];
      value++;
    }
    return value;
  }
}

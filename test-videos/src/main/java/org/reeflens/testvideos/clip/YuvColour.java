package org.reeflens.testvideos.clip;

/**
 * Turns RGB into luma and chroma by the formulas of ITU-R BT.601-7, BT.709-6 and BT.2020-2, 4:2:0.
 */
public enum YuvColour {
  /** Standard definition, the usual range. */
  BT601_LIMITED(0.299, 0.114, false, 8, 6),
  /** Standard definition, full range, as in photos. */
  BT601_FULL(0.299, 0.114, true, 8, 6),
  /** High definition, the usual range. */
  BT709_LIMITED(0.2126, 0.0722, false, 8, 1),
  /** High definition, full range, as some action cameras record. */
  BT709_FULL(0.2126, 0.0722, true, 8, 1),
  /** Ultra high definition, 10 bits, the usual range. */
  BT2020_LIMITED_10(0.2627, 0.0593, false, 10, 9),
  /** High definition, 10 bits, the usual range. */
  BT709_LIMITED_10(0.2126, 0.0722, false, 10, 1),
  /** BT.601 in a file that does not say so. */
  UNTAGGED_BT601(0.299, 0.114, false, 8, 2),
  /** BT.709 in a file that does not say so. */
  UNTAGGED_BT709(0.2126, 0.0722, false, 8, 2);

  private final double red;
  private final double blue;
  private final boolean full;
  private final int bits;
  private final int code;

  YuvColour(double red, double blue, boolean full, int bits, int code) {
    this.red = red;
    this.blue = blue;
    this.full = full;
    this.bits = bits;
    this.code = code;
  }

  /** Bits of a sample, 8 or 10. */
  public int bits() {
    return bits;
  }

  /** Whether the numbers use the full range. */
  public boolean full() {
    return full;
  }

  /** The matrix's code in ITU-T H.273; 2 is "unspecified". */
  public int code() {
    return code;
  }

  /** The luma sample of a colour {@code 0xRRGGBB}. */
  public int luma(int rgb) {
    double scale = 1 << (bits - 8);
    double value = full ? y(rgb) * max() : (16 + 219 * y(rgb)) * scale;
    return clamp(value);
  }

  /** The blue chroma sample of a colour {@code 0xRRGGBB}. */
  public int chromaBlue(int rgb) {
    return chroma(((rgb & 0xff) / 255.0 - y(rgb)) / (2 * (1 - blue)));
  }

  /** The red chroma sample of a colour {@code 0xRRGGBB}. */
  public int chromaRed(int rgb) {
    return chroma(((rgb >> 16 & 0xff) / 255.0 - y(rgb)) / (2 * (1 - red)));
  }

  private int chroma(double difference) {
    double scale = 1 << (bits - 8);
    double span = full ? max() : 224 * scale;
    return clamp(128 * scale + span * difference);
  }

  private double y(int rgb) {
    double r = (rgb >> 16 & 0xff) / 255.0;
    double g = (rgb >> 8 & 0xff) / 255.0;
    double b = (rgb & 0xff) / 255.0;
    return red * r + (1 - red - blue) * g + blue * b;
  }

  private int max() {
    return (1 << bits) - 1;
  }

  private int clamp(double value) {
    return (int) Math.max(0, Math.min(max(), Math.round(value)));
  }
}

package org.reeflens.testvideos;

/**
 * What a stream of 4:2:0 pictures is, whatever codes it.
 *
 * <p>A picture is an array of its luma rows from the top, then the rows of blue and those of red
 * difference, without gaps. Samples of more than 8 bits take two bytes, the lower one first.
 *
 * @param width columns, at least 1; chroma has half as many, rounded up
 * @param height rows, at least 1; chroma has half as many, rounded up
 * @param bits bits of a sample, 8 or 10
 * @param interlaced whether pictures are coded as two fields, the upper one first
 * @param colour what the stream says about its colours
 * @param clock how many ticks go by in how many seconds; times are counted in ticks
 * @param rate pictures to expect; the clock itself if each picture is shown for one tick
 */
public record StreamFormat(
    int width,
    int height,
    int bits,
    boolean interlaced,
    ColourTags colour,
    FrameRate clock,
    FrameRate rate) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public StreamFormat {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no picture: " + width + " x " + height);
    }
    if (bits != 8 && bits != 10) {
      throw new IllegalArgumentException("a sample has 8 or 10 bits, not " + bits);
    }
  }

  /**
   * Whole pictures of 8 bits, one for each tick, in BT.709.
   *
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @param rate pictures and ticks
   */
  public static StreamFormat bt709(int width, int height, FrameRate rate) {
    return new StreamFormat(width, height, 8, false, ColourTags.BT709, rate, rate);
  }

  /** Bytes of a picture. */
  public int pictureBytes() {
    int bytes = 0;
    for (int plane = 0; plane < 3; plane++) {
      bytes += rowBytes(plane) * rows(plane);
    }
    return bytes;
  }

  /**
   * Bytes of a row.
   *
   * @param plane 0 for luma, 1 for blue and 2 for red difference
   */
  int rowBytes(int plane) {
    return (plane == 0 ? width : (width + 1) / 2) * (bits == 8 ? 1 : 2);
  }

  /**
   * Rows of a plane.
   *
   * @param plane 0 for luma, 1 for blue and 2 for red difference
   */
  int rows(int plane) {
    return plane == 0 ? height : (height + 1) / 2;
  }

  /** FFmpeg's name of the pixel format. */
  String pixelFormat() {
    return bits == 8 ? "yuv420p" : "yuv420p10le";
  }

  /** Whether a picture is shown for one tick, so that the rate holds exactly. */
  boolean isConstantRate() {
    return clock.equals(rate);
  }

  /** How long a picture is shown if no other follows, ticks. */
  long pictureTicks() {
    return (long) clock.frames() * rate.seconds() / ((long) clock.seconds() * rate.frames());
  }
}

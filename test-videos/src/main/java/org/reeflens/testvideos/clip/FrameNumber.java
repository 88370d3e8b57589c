package org.reeflens.testvideos.clip;

import java.awt.image.BufferedImage;

/**
 * A number in the upper left corner of a picture, as 16 black or white cells of 8 by 8 pixels in
 * two rows. It survives lossy coding, so a test can tell which frame it has got.
 */
public final class FrameNumber {
  /** Width of the mark, pixels. */
  public static final int WIDTH = 64;

  /** Height of the mark, pixels. */
  public static final int HEIGHT = 16;

  private static final int CELL = 8;

  private FrameNumber() {}

  /** Whether a pixel of the mark is white. */
  static boolean white(int number, int x, int y) {
    int bit = y / CELL * 8 + x / CELL;
    return (number >> bit & 1) != 0;
  }

  /** Reads the number back, 0 to 65535. */
  public static int read(BufferedImage picture) {
    int number = 0;
    for (int bit = 0; bit < 16; bit++) {
      int x = bit % 8 * CELL + CELL / 2;
      int y = bit / 8 * CELL + CELL / 2;
      if ((picture.getRGB(x, y) >> 8 & 0xff) > 127) {
        number |= 1 << bit;
      }
    }
    return number;
  }
}

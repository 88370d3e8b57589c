package org.reeflens.testvideos.clip;

import java.nio.file.Path;
import java.util.List;

/**
 * A clip and what is true of it.
 *
 * @param path the file
 * @param width columns as coded
 * @param height rows as coded
 * @param times when its frames are shown, microseconds since the first one; frame {@code i} carries
 *     the {@link FrameNumber} {@code firstNumber + i}
 * @param firstNumber the number the first frame carries
 */
public record Clip(Path path, int width, int height, List<Long> times, int firstNumber) {

  private static final int[] COLOURS = {
    0x2080C0, 0x804020, 0x30A060, 0xC0C0C0, 0x101820, 0xB03040, 0x6050A0, 0xD0B050
  };

  /** Copies the times. */
  public Clip {
    times = List.copyOf(times);
  }

  /** How many frames it has. */
  public int frames() {
    return times.size();
  }

  /**
   * The colour of a pixel of every clip that carries numbers, beside the number: patches of 16 by
   * 16 pixels in eight colours.
   */
  public static int background(int x, int y) {
    return COLOURS[(x / 16 + 3 * (y / 16)) % COLOURS.length];
  }
}

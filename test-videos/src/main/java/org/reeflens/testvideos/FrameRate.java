package org.reeflens.testvideos;

/**
 * An exact frame rate: so many frames in so many seconds.
 *
 * @param frames at least 1
 * @param seconds at least 1
 */
public record FrameRate(int frames, int seconds) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public FrameRate {
    if (frames < 1 || seconds < 1) {
      throw new IllegalArgumentException("no frame rate: " + frames + " in " + seconds + " s");
    }
  }

  /** So many frames in every second. */
  public static FrameRate of(int framesPerSecond) {
    return new FrameRate(framesPerSecond, 1);
  }
}

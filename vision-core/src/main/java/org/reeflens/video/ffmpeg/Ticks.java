package org.reeflens.video.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The clock of a stream: what one tick is worth.
 *
 * @param numerator seconds, upper part
 * @param denominator seconds, lower part, 1 or more
 */
record Ticks(int numerator, int denominator) {
  private static final long MICROS = 1_000_000;

  static Ticks of(AVRational timeBase) {
    return new Ticks(timeBase.num(), timeBase.den());
  }

  AVRational rational() {
    AVRational rational = new AVRational();
    rational.num(numerator);
    rational.den(denominator);
    return rational;
  }

  /** Ticks, 0 or more, as microseconds, rounded to the nearest. */
  long toMicros(long ticks) {
    // In two parts, because ticks of a nanosecond would overflow a long within three hours.
    long factor = MICROS * numerator;
    long whole = ticks / denominator;
    long rest = ticks % denominator;
    return whole * factor + (rest * factor + denominator / 2) / denominator;
  }

  /** Seconds as ticks, rounded to the nearest. */
  long ofSeconds(double seconds) {
    return Math.round(seconds * denominator / numerator);
  }
}

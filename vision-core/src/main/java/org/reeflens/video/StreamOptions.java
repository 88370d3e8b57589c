package org.reeflens.video;

/**
 * How a stream is read.
 *
 * @param samplesPerSecond frames handed on per second of the stream, by time, above 0
 * @param everySample whether a frame is kept until it is taken, however late that is. For a
 *     recording that comes through a pipe; a live one would come later and later. If not, only the
 *     newest frame waits, and those it replaces are counted as dropped
 * @param reconnect whether a stream that ends or breaks off is opened again until it comes back
 */
public record StreamOptions(double samplesPerSecond, boolean everySample, boolean reconnect) {

  /** Five samples a second, the newest first, connected again when it breaks off. */
  public static final StreamOptions DEFAULT = new StreamOptions(5, false, true);

  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public StreamOptions {
    FrameSelection.perSecond(samplesPerSecond);
  }

  /** These options with another rate. */
  public StreamOptions withSamplesPerSecond(double rate) {
    return new StreamOptions(rate, everySample, reconnect);
  }

  /** These options with no frame dropped. */
  public StreamOptions withEverySample() {
    return new StreamOptions(samplesPerSecond, true, reconnect);
  }

  /** These options with a stream that is over when it breaks off. */
  public StreamOptions withoutReconnecting() {
    return new StreamOptions(samplesPerSecond, everySample, false);
  }
}

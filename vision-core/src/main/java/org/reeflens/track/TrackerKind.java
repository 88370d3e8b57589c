package org.reeflens.track;

import java.util.Locale;

/** The trackers that follow, by the names people choose them by. */
public enum TrackerKind {
  /** {@link ByteTrack}. */
  BYTETRACK {
    @Override
    public TrackerSettings paper(double samplesPerSecond) {
      return ByteTrackSettings.paper(samplesPerSecond);
    }

    @Override
    public TrackerSettings forFish(double confidence) {
      return ByteTrackSettings.forFish(confidence);
    }
  },

  /** {@link OcSort} without low detections. */
  OCSORT {
    @Override
    public TrackerSettings paper(double samplesPerSecond) {
      return OcSortSettings.paper(samplesPerSecond, false);
    }

    @Override
    public TrackerSettings forFish(double confidence) {
      return OcSortSettings.forFish(confidence, false);
    }
  },

  /** {@link OcSort} with low detections. */
  OCSORT_BYTE {
    @Override
    public TrackerSettings paper(double samplesPerSecond) {
      return OcSortSettings.paper(samplesPerSecond, true);
    }

    @Override
    public TrackerSettings forFish(double confidence) {
      return OcSortSettings.forFish(confidence, true);
    }
  },

  /** {@link BotSort}. */
  BOTSORT {
    @Override
    public TrackerSettings paper(double samplesPerSecond) {
      return BotSortSettings.paper(samplesPerSecond);
    }

    @Override
    public TrackerSettings forFish(double confidence) {
      return BotSortSettings.forFish(confidence);
    }
  };

  /**
   * Its settings as published.
   *
   * @param samplesPerSecond analysed frames a second, above zero
   * @throws IllegalArgumentException if it is not above zero
   */
  public abstract TrackerSettings paper(double samplesPerSecond);

  /**
   * Its settings for fish.
   *
   * @param confidence the confidence from which on the detector is believed, 0 to 1; have the
   *     detector report from a third of it
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public abstract TrackerSettings forFish(double confidence);

  /** The name for a command line, such as {@code ocsort-byte}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

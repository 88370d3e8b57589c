package org.reeflens.video;

import org.reeflens.video.ffmpeg.FfmpegRuntime;

/** What reads and writes video on this machine. */
public final class VideoRuntime {

  private VideoRuntime() {}

  /** FFmpeg's version and licence, such as {@code FFmpeg 8.0.1, LGPL version 3 or later}. */
  public static String describe() {
    return FfmpegRuntime.describe();
  }
}

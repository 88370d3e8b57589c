package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_license;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

/** Which FFmpeg is loaded. */
public final class FfmpegRuntime {

  private FfmpegRuntime() {}

  /** Version and licence. */
  public static String describe() {
    return "FFmpeg " + av_version_info().getString() + ", " + avcodec_license().getString();
  }
}

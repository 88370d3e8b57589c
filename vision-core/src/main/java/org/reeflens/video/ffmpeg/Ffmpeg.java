package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads FFmpeg and keeps its log off the console. FFmpeg's own messages come from inside its
 * threads and name no file, so they are only of use to whoever looks for them: they are passed on
 * when this class's logger is at debug level when the class is loaded, and dropped otherwise.
 * Damage is reported by counting, not by log lines.
 */
final class Ffmpeg {
  private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);

  /** Held for the life of the process: the native side keeps only a bare address of it. */
  private static final LogCallback TO_LOGGER =
      new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
          LOG.debug("{}", message.getString().strip());
        }
      };

  static {
    if (LOG.isDebugEnabled()) {
      av_log_set_level(AV_LOG_WARNING);
      setLogCallback(TO_LOGGER);
    } else {
      av_log_set_level(AV_LOG_QUIET);
    }
  }

  private Ffmpeg() {}

  /** Loads the libraries; cheap after the first time. */
  static void load() {
    // The work is done by the static block.
  }

  /** FFmpeg's own words for an error code. */
  static String message(int code) {
    byte[] text = new byte[256];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }
}

package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what FFmpeg's functions answer into exceptions that name the file.
 *
 * @param file the file that is written
 */
record Ffmpeg(Path file) {

  Ffmpeg {
    // What goes wrong is said by exceptions.
    av_log_set_level(AV_LOG_QUIET);
  }

  /**
   * Checks a status.
   *
   * @param what what was to be done, as in "FFmpeg could not ..."
   * @throws IOException if the status is that of an error
   */
  void check(int status, String what) throws IOException {
    if (status < 0) {
      throw failure(what + ": " + text(status));
    }
  }

  /**
   * Checks that something was allocated.
   *
   * @param what what it was to do, as in "FFmpeg could not ..."
   * @throws IOException if it was not
   */
  <T extends Pointer> T made(@Nullable T thing, String what) throws IOException {
    if (thing == null || thing.isNull()) {
      throw failure(what);
    }
    return thing;
  }

  /**
   * Makes a call that takes options.
   *
   * @param what what it is to do, as in "FFmpeg could not ..."
   * @param taker who takes the options, for the message
   * @throws IOException if the call fails, or leaves an option because it has none of that name
   */
  void callWith(
      Map<String, String> options, String what, String taker, ToIntFunction<AVDictionary> call)
      throws IOException {
    try (AVDictionary dictionary = new AVDictionary(null)) {
      try {
        options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        check(call.applyAsInt(dictionary), what);
        AVDictionaryEntry left = av_dict_get(dictionary, "", null, AV_DICT_IGNORE_SUFFIX);
        if (left != null && !left.isNull()) {
          throw new IOException(
              file + ": the " + taker + " has no option " + left.key().getString());
        }
      } finally {
        av_dict_free(dictionary);
      }
    }
  }

  private IOException failure(String what) {
    return new IOException(file + ": FFmpeg could not " + what);
  }

  private static String text(int status) {
    byte[] text = new byte[256];
    av_strerror(status, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }
}

package org.reeflens.testvideos;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How pictures are encoded.
 *
 * @param name FFmpeg's name of an encoder that takes 4:2:0 pictures: {@code libopenh264}, {@code
 *     mpeg4}, {@code libvpx-vp9}, {@code ffv1}
 * @param options FFmpeg's options of the encoder, such as {@code b} = {@code 1M} for the bit rate
 *     or {@code g} = {@code 30} for the most frames from one key frame to the next
 */
public record Codec(String name, Map<String, String> options) {

  /** Copies the options, sorted, so that equal options give equal files. */
  public Codec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * H.264 by OpenH264, the H.264 encoder of FFmpeg's LGPL build.
   *
   * @param bitsPerSecond bit rate aimed at
   */
  public static Codec h264(int bitsPerSecond) {
    return new Codec("libopenh264", Map.of("b", Integer.toString(bitsPerSecond)));
  }

  /** FFV1: nothing is lost but what 4:2:0 colour loses; for {@code .mkv} files. */
  public static Codec lossless() {
    return new Codec("ffv1", Map.of());
  }
}

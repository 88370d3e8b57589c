package org.reeflens.testvideos.clip;

import java.util.HashMap;
import java.util.Map;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.ColourTags;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.StreamFormat;

/**
 * How a clip is coded. Make one with {@link #h264} or {@link #lossless} and change it with the
 * methods that return a changed copy. A keyframe comes every 12 frames.
 *
 * @param codec the encoder and its options
 * @param width columns
 * @param height rows
 * @param colour how RGB becomes the numbers of the clip
 * @param ticksPerSecond the encoder's clock
 * @param interlaced whether frames are coded as two fields, the upper one first
 */
public record ClipFormat(
    Codec codec, int width, int height, YuvColour colour, int ticksPerSecond, boolean interlaced) {

  /** Frames to expect in a second; the last one is shown for 1/25 s. */
  private static final FrameRate RATE = FrameRate.of(25);

  /** H.264, 4:2:0, BT.709 limited. */
  public static ClipFormat h264(int width, int height) {
    Codec codec = codec("libopenh264", Map.of("rc_mode", "quality", "qmax", "24"));
    return new ClipFormat(codec, width, height, YuvColour.BT709_LIMITED, 90_000, false);
  }

  /** FFV1, which gives back the very numbers that were put in; for Matroska files. */
  public static ClipFormat lossless(int width, int height, YuvColour colour) {
    return new ClipFormat(codec("ffv1", Map.of()), width, height, colour, 1_000, false);
  }

  /**
   * MPEG-4 part 2, which has frames predicted from both sides.
   *
   * @param bFrames how many frames in a row may be predicted from both sides
   */
  public static ClipFormat mpeg4(int width, int height, int bFrames) {
    Codec codec = codec("mpeg4", Map.of("bf", Integer.toString(bFrames), "qmin", "2", "qmax", "3"));
    return new ClipFormat(codec, width, height, YuvColour.BT601_LIMITED, 30_000, false);
  }

  /** MPEG-2, coded as two fields, the upper one first. */
  public static ClipFormat interlacedMpeg2(int width, int height) {
    Codec codec = codec("mpeg2video", Map.of("qmin", "1", "qmax", "2"));
    return new ClipFormat(codec, width, height, YuvColour.BT601_LIMITED, 25, true);
  }

  private static Codec codec(String name, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("g", "12");
    return new Codec(name, all);
  }

  /**
   * This format with another encoder.
   *
   * @param name FFmpeg's name of the encoder
   * @param itsOptions FFmpeg's options of the encoder
   */
  public ClipFormat withEncoder(String name, Map<String, String> itsOptions) {
    Codec other = codec(name, itsOptions);
    return new ClipFormat(other, width, height, colour, ticksPerSecond, interlaced);
  }

  /** This format with another clock of the encoder; AVI wants it to be the frame rate. */
  public ClipFormat withTicksPerSecond(int ticks) {
    return new ClipFormat(codec, width, height, colour, ticks, interlaced);
  }

  /** What the stream of pictures is. */
  StreamFormat stream() {
    return new StreamFormat(
        width,
        height,
        colour.bits(),
        interlaced,
        ColourTags.ofMatrix(colour.code(), colour.full()),
        FrameRate.of(ticksPerSecond),
        RATE);
  }
}

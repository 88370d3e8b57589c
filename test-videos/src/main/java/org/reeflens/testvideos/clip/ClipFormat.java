package org.reeflens.testvideos.clip;

import java.util.Map;

/**
 * How a clip is coded. Make one with {@link #h264} or {@link #lossless} and change it with the
 * methods that return a changed copy.
 *
 * @param encoder FFmpeg's name of the encoder
 * @param width columns
 * @param height rows
 * @param colour how RGB becomes the numbers of the clip
 * @param ticksPerSecond the encoder's clock
 * @param keyframeEvery frames from one keyframe to the next
 * @param bFrames how many frames in a row may be predicted from both sides
 * @param interlaced whether frames are coded as two fields, the upper one first
 * @param options further options of the encoder
 */
public record ClipFormat(
    String encoder,
    int width,
    int height,
    YuvColour colour,
    int ticksPerSecond,
    int keyframeEvery,
    int bFrames,
    boolean interlaced,
    Map<String, String> options) {

  /** Copies the options. */
  public ClipFormat {
    options = Map.copyOf(options);
  }

  /** H.264, 4:2:0, BT.709 limited, a keyframe every 12 frames. */
  public static ClipFormat h264(int width, int height) {
    return new ClipFormat(
        "libopenh264",
        width,
        height,
        YuvColour.BT709_LIMITED,
        90_000,
        12,
        0,
        false,
        Map.of("rc_mode", "quality", "qmax", "24"));
  }

  /** FFV1, which gives back the very numbers that were put in; for Matroska files. */
  public static ClipFormat lossless(int width, int height, YuvColour colour) {
    return new ClipFormat("ffv1", width, height, colour, 1_000, 12, 0, false, Map.of());
  }

  /** MPEG-4 part 2, which has frames predicted from both sides. */
  public static ClipFormat mpeg4(int width, int height, int bFrames) {
    return new ClipFormat(
        "mpeg4",
        width,
        height,
        YuvColour.BT601_LIMITED,
        30_000,
        12,
        bFrames,
        false,
        Map.of("qmin", "2", "qmax", "3"));
  }

  /** MPEG-2, coded as two fields, the upper one first. */
  public static ClipFormat interlacedMpeg2(int width, int height) {
    return new ClipFormat(
        "mpeg2video",
        width,
        height,
        YuvColour.BT601_LIMITED,
        25,
        12,
        0,
        true,
        Map.of("qmin", "1", "qmax", "2"));
  }

  /** This format with another encoder and its options. */
  public ClipFormat withEncoder(String name, Map<String, String> itsOptions) {
    return new ClipFormat(
        name,
        width,
        height,
        colour,
        ticksPerSecond,
        keyframeEvery,
        bFrames,
        interlaced,
        itsOptions);
  }

  /** This format with another clock of the encoder; AVI wants it to be the frame rate. */
  public ClipFormat withTicksPerSecond(int ticks) {
    return new ClipFormat(
        encoder, width, height, colour, ticks, keyframeEvery, bFrames, interlaced, options);
  }
}

package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_image_check_size;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_buffer_size;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How the bytes of a decoded picture lie, and what they mean, so that another process can use them:
 * all planes one after the other, their rows without gaps.
 *
 * @param width columns as coded
 * @param height rows as coded
 * @param format FFmpeg's pixel format
 * @param matrix FFmpeg's colour matrix
 * @param range FFmpeg's colour range
 * @param chroma FFmpeg's place of chroma
 * @param rotation how far the picture is turned clockwise to be upright, degrees
 */
public record PictureLayout(
    int width, int height, int format, int matrix, int range, int chroma, int rotation) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if no picture can have them
   */
  public PictureLayout {
    Ffmpeg.load();
    if (av_image_check_size(width, height, 0, null) < 0 || size(format, width, height) < 0) {
      throw new IllegalArgumentException(
          "no picture: " + width + " x " + height + ", format " + format);
    }
  }

  static PictureLayout of(AVFrame frame, int rotation) {
    return new PictureLayout(
        frame.width(),
        frame.height(),
        frame.format(),
        frame.colorspace(),
        frame.color_range(),
        frame.chroma_location(),
        rotation);
  }

  /** Bytes of all planes. */
  public int bytes() {
    return size(format, width, height);
  }

  private static int size(int format, int width, int height) {
    return av_image_get_buffer_size(format, width, height, 1);
  }

  /** Width as a person sees it, pixels. */
  public int uprightWidth() {
    return rotation % 180 == 0 ? width : height;
  }

  /** Height as a person sees it, pixels. */
  public int uprightHeight() {
    return rotation % 180 == 0 ? height : width;
  }

  /** Writes the numbers. */
  public void write(DataOutput out) throws IOException {
    for (int part : new int[] {width, height, format, matrix, range, chroma, rotation}) {
      out.writeInt(part);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PictureLayout read(DataInput in) throws IOException {
    return new PictureLayout(
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt());
  }
}

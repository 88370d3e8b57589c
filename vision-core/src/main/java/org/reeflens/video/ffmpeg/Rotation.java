package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.reeflens.frame.Region;

/** Quarter turns between the coded picture and the upright one. */
final class Rotation {
  private Rotation() {}

  /**
   * Reads a display matrix.
   *
   * @return how far the coded picture is turned clockwise to be upright: 0, 90, 180 or 270 degrees;
   *     other angles go to the nearest quarter, mirroring is ignored
   */
  static int ofDisplayMatrix(BytePointer matrix) {
    double counterClockwise = av_display_rotation_get(new IntPointer(matrix));
    if (Double.isNaN(counterClockwise)) {
      return 0;
    }
    return Math.floorMod(Math.round(-counterClockwise / 90) * 90, 360);
  }

  /** Where a region of the upright picture lies in the coded picture of the given size. */
  static Region toCoded(Region upright, int degrees, int codedWidth, int codedHeight) {
    int x = upright.x();
    int y = upright.y();
    int w = upright.width();
    int h = upright.height();
    return switch (degrees) {
      case 90 -> new Region(y, codedHeight - x - w, h, w);
      case 180 -> new Region(codedWidth - x - w, codedHeight - y - h, w, h);
      case 270 -> new Region(codedWidth - y - h, x, h, w);
      default -> upright;
    };
  }

  /**
   * Turns a packed RGB picture.
   *
   * @param source (Input) rows of {@code 3 * w} bytes, where {@code w} is {@code width}, or {@code
   *     height} for a quarter turn
   * @param degrees how far to turn clockwise: 90, 180 or 270
   * @param width columns of the turned picture
   * @param height rows of the turned picture
   * @param target (Output) the turned picture
   * @param rowStride bytes from one row of the target to the next
   */
  static void turn(
      ByteBuffer source, int degrees, int width, int height, ByteBuffer target, int rowStride) {
    int first;
    int right;
    int down;
    switch (degrees) {
      case 90 -> {
        // The turned picture's left column is the coded picture's bottom row.
        first = 3 * height * (width - 1);
        right = -3 * height;
        down = 3;
      }
      case 180 -> {
        first = 3 * (width * height - 1);
        right = -3;
        down = -3 * width;
      }
      default -> {
        first = 3 * (height - 1);
        right = 3 * height;
        down = -3;
      }
    }
    for (int row = 0; row < height; row++) {
      int from = first + row * down;
      int to = row * rowStride;
      for (int column = 0; column < width; column++) {
        target.put(to, source.get(from));
        target.put(to + 1, source.get(from + 1));
        target.put(to + 2, source.get(from + 2));
        from += right;
        to += 3;
      }
    }
  }
}

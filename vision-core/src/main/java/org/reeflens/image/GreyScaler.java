package org.reeflens.image;

import java.nio.ByteBuffer;
import org.reeflens.frame.Frame;
import org.reeflens.frame.Region;

/**
 * Makes small grey copies of frames. Holds the memory in between, so one scaler serves the frames
 * of one thread. Not for use by two threads at once.
 */
public final class GreyScaler {
  private final int longestSide;
  private ByteBuffer rgb = ByteBuffer.allocateDirect(0);

  /**
   * A scaler.
   *
   * @param longestSide columns or rows of a copy, whichever is more, 1 or above; a smaller picture
   *     keeps its size
   * @throws IllegalArgumentException if it is below 1
   */
  public GreyScaler(int longestSide) {
    if (longestSide < 1) {
      throw new IllegalArgumentException("a picture has 1 pixel or more a side: " + longestSide);
    }
    this.longestSide = longestSide;
  }

  /**
   * Copies a frame: brightness by the weights of BT.601, whose purpose here is only that nothing of
   * colour that a person sees is lost.
   *
   * @param frame (Input) stays the caller's
   * @throws IllegalStateException if the frame is closed
   */
  public GreyPicture copy(Frame frame) {
    double scale = Math.min(1, (double) longestSide / Math.max(frame.width(), frame.height()));
    int width = (int) Math.max(1, Math.round(frame.width() * scale));
    int height = (int) Math.max(1, Math.round(frame.height() * scale));
    int bytes = 3 * width * height;
    if (rgb.capacity() < bytes) {
      rgb = ByteBuffer.allocateDirect(bytes);
    }
    Region whole = new Region(0, 0, frame.width(), frame.height());
    frame.rgb(whole, width, height, rgb, 3 * width);
    byte[] grey = new byte[width * height];
    for (int i = 0, b = 0; i < grey.length; i++, b += 3) {
      int red = rgb.get(b) & 0xff;
      int green = rgb.get(b + 1) & 0xff;
      int blue = rgb.get(b + 2) & 0xff;
      grey[i] = (byte) ((77 * red + 150 * green + 29 * blue + 128) >> 8);
    }
    return new GreyPicture(width, height, frame.width(), frame.height(), grey);
  }
}

package org.reeflens.frame;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;

/** Copies frames to the heap, for evidence pictures and for anything that outlives the frame. */
public final class Pictures {
  private Pictures() {}

  /**
   * The whole frame at its own size.
   *
   * @throws IllegalStateException if the frame is closed
   */
  public static BufferedImage image(Frame frame) {
    Region whole = new Region(0, 0, frame.width(), frame.height());
    return image(frame, whole, frame.width(), frame.height());
  }

  /**
   * A region of a frame, scaled.
   *
   * @param frame (Input) stays the caller's
   * @param region the pixels to read; must lie inside the picture
   * @param width columns of the result, 1 or more
   * @param height rows of the result, 1 or more
   * @return a picture of {@link BufferedImage#TYPE_INT_RGB}
   * @throws IllegalArgumentException if the region leaves the picture
   * @throws IllegalStateException if the frame is closed
   */
  public static BufferedImage image(Frame frame, Region region, int width, int height) {
    int rowBytes = Math.multiplyExact(3, width);
    ByteBuffer rgb = ByteBuffer.allocateDirect(Math.multiplyExact(rowBytes, height));
    frame.rgb(region, width, height, rgb, rowBytes);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int i = 0, b = 0; i < pixels.length; i++, b += 3) {
      pixels[i] =
          (rgb.get(b) & 0xff) << 16 | (rgb.get(b + 1) & 0xff) << 8 | (rgb.get(b + 2) & 0xff);
    }
    return image;
  }
}

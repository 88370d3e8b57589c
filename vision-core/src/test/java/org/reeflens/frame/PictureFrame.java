package org.reeflens.frame;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture as a frame, for tests without video; scaled bilinearly about pixel centres. */
public final class PictureFrame implements Frame {

  private final BufferedImage image;

  public PictureFrame(BufferedImage image) {
    this.image = image;
  }

  /** The picture in a file. */
  public static PictureFrame read(Path file) throws IOException {
    return new PictureFrame(ImageIO.read(file.toFile()));
  }

  @Override
  public FrameTime time() {
    return new FrameTime(0, 0, 0, 0);
  }

  @Override
  public int width() {
    return image.getWidth();
  }

  @Override
  public int height() {
    return image.getHeight();
  }

  @Override
  public void rgb(Region region, int width, int height, ByteBuffer target, int rowStride) {
    int[] pixels =
        image.getRGB(
            region.x(), region.y(), region.width(), region.height(), null, 0, region.width());
    for (int row = 0; row < height; row++) {
      double y = (row + 0.5) * region.height() / height - 0.5;
      for (int column = 0; column < width; column++) {
        double x = (column + 0.5) * region.width() / width - 0.5;
        for (int channel = 0; channel < 3; channel++) {
          long value = Math.round(bilinear(pixels, region, x, y, 16 - 8 * channel));
          target.put(row * rowStride + 3 * column + channel, (byte) value);
        }
      }
    }
  }

  private static double bilinear(int[] pixels, Region region, double x, double y, int shift) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double below = y - top;
    return (1 - below)
            * ((1 - right) * value(pixels, region, left, top, shift)
                + right * value(pixels, region, left + 1, top, shift))
        + below
            * ((1 - right) * value(pixels, region, left, top + 1, shift)
                + right * value(pixels, region, left + 1, top + 1, shift));
  }

  private static int value(int[] pixels, Region region, int x, int y, int shift) {
    int column = Math.max(0, Math.min(region.width() - 1, x));
    int row = Math.max(0, Math.min(region.height() - 1, y));
    return pixels[row * region.width() + column] >> shift & 0xff;
  }

  @Override
  public void close() {}
}

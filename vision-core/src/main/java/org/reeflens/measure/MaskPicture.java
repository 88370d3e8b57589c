package org.reeflens.measure;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.reeflens.geometry.Mask;

/** An outline in a picture file: bright pixels belong to the fish, dark and clear ones do not. */
public final class MaskPicture {

  private MaskPicture() {}

  /**
   * Reads a PNG, BMP or GIF picture, grey or coloured. A pixel belongs to the mask if its brightest
   * channel is above half of the brightest in the picture, so that masks of 0 and 1 and of 0 and
   * 255 both work, and it is not more than half transparent.
   *
   * @return the mask; it may be empty
   * @throws IOException if there is no picture
   */
  public static Mask read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file
              + (Files.exists(file) ? " is no file" : " does not exist")
              + "; name a mask picture");
    }
    BufferedImage picture;
    try {
      picture = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as a picture: " + e.getMessage(), e);
    }
    if (picture == null) {
      throw new IOException(file + " is no picture that can be read; give the mask as a PNG");
    }
    int[] brightness = brightness(picture);
    int brightest = 0;
    for (int value : brightness) {
      brightest = Math.max(brightest, value);
    }
    boolean[] inside = new boolean[brightness.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = 2 * brightness[i] > brightest;
    }
    return Mask.of(0, 0, picture.getWidth(), picture.getHeight(), inside);
  }

  /** The brightest channel of each pixel, as it is stored where there is one channel alone. */
  private static int[] brightness(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    if (picture.getRaster().getNumBands() == 1
        && !(picture.getColorModel() instanceof IndexColorModel)) {
      return picture.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
    }
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      int argb = pixels[i];
      int brightest = Math.max(argb >> 16 & 0xff, Math.max(argb >> 8 & 0xff, argb & 0xff));
      pixels[i] = argb >>> 24 < 128 ? 0 : brightest;
    }
    return pixels;
  }
}

package org.reeflens.video;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.reeflens.video.ffmpeg.VideoEncoder;

/**
 * Writes pictures at given times to a video file that common players and browsers show: 4:2:0,
 * BT.709 in limited range, and tagged so. An odd width or height grows by one pixel, which repeats
 * the border. For one thread.
 */
public final class VideoWriter implements AutoCloseable {
  private static final int NOMINAL_RATE = 25;

  private final int width;
  private final int height;
  private final BufferedImage canvas;
  private final int[] pixels;
  private final ByteBuffer rgb;
  private final VideoEncoder encoder;
  private long last = -1;

  private VideoWriter(int width, int height, VideoEncoder encoder) {
    this.width = width;
    this.height = height;
    this.encoder = encoder;
    canvas = new BufferedImage(even(width), even(height), BufferedImage.TYPE_INT_RGB);
    pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    rgb = ByteBuffer.allocateDirect(3 * pixels.length);
  }

  private static int even(int size) {
    return size + size % 2;
  }

  /** How to code the pictures. */
  public enum Codec {
    /** H.264, for files ending in .mp4: plays everywhere. Times are kept to the microsecond. */
    H264("libopenh264", Map.of("rc_mode", "quality", "qmin", "18", "qmax", "28")),

    /** VP9, for .mp4 or .webm: smaller and slower. In .webm times are rounded to milliseconds. */
    VP9(
        "libvpx-vp9",
        Map.of("deadline", "realtime", "cpu-used", "7", "row-mt", "1", "crf", "30", "b", "0"));

    private final String encoder;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of, which cannot change
    private final Map<String, String> options;

    Codec(String encoder, Map<String, String> options) {
      this.encoder = encoder;
      this.options = options;
    }
  }

  /**
   * Begins a file; one that is there is replaced.
   *
   * @param path where to write; the ending (.mp4, .webm, .mkv) decides on the container
   * @param width columns of every picture, 16 or more
   * @param height rows of every picture, 16 or more
   * @param codec how to code them
   * @throws VideoException if the file cannot be written
   */
  public static VideoWriter open(Path path, int width, int height, Codec codec) {
    if (width < 16 || height < 16) {
      throw new IllegalArgumentException(
          "pictures must be 16 x 16 pixels or more: " + width + " x " + height);
    }
    try {
      VideoEncoder encoder =
          VideoEncoder.open(
              path, codec.encoder, codec.options, even(width), even(height), NOMINAL_RATE);
      return new VideoWriter(width, height, encoder);
    } catch (IOException e) {
      throw Dive.wrap(e);
    }
  }

  /**
   * Writes a picture.
   *
   * @param picture (Input) of the size given at the opening
   * @param micros when it is shown, microseconds, 0 or more and later than the one before
   * @throws IllegalArgumentException if the size or the time is wrong
   * @throws VideoException if it cannot be written
   */
  public void write(BufferedImage picture, long micros) {
    if (picture.getWidth() != width || picture.getHeight() != height) {
      throw new IllegalArgumentException(
          "the picture is %d x %d and not %d x %d"
              .formatted(picture.getWidth(), picture.getHeight(), width, height));
    }
    if (micros <= last) {
      throw new IllegalArgumentException("times must rise: " + micros + " after " + last);
    }
    last = micros;
    Graphics2D graphics = canvas.createGraphics();
    // Drawn twice where a size is odd: the lower layer shows at the added border.
    if (canvas.getWidth() > width || canvas.getHeight() > height) {
      graphics.drawImage(picture, canvas.getWidth() - width, canvas.getHeight() - height, null);
    }
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    for (int i = 0, b = 0; i < pixels.length; i++, b += 3) {
      int pixel = pixels[i];
      rgb.put(b, (byte) (pixel >> 16));
      rgb.put(b + 1, (byte) (pixel >> 8));
      rgb.put(b + 2, (byte) pixel);
    }
    try {
      encoder.write(rgb, micros);
    } catch (IOException e) {
      throw Dive.wrap(e);
    }
  }

  /**
   * Ends the file. Closing twice does nothing.
   *
   * @throws VideoException if its end cannot be written
   */
  @Override
  public void close() {
    try {
      encoder.close();
    } catch (IOException e) {
      throw Dive.wrap(e);
    }
  }
}

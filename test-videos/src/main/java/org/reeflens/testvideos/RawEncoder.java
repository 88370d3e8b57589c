package org.reeflens.testvideos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Encodes raw RGB pictures into a video file of constant rate. For one thread.
 *
 * <p>The pictures become 4:2:0 video in BT.709, limited range, and the stream says so. Call {@link
 * #close()} to finish the file.
 */
public final class RawEncoder implements AutoCloseable {

  private final int pictureBytes;
  private final RgbConverter converter;
  private final FileEncoder encoder;
  private long written;

  private RawEncoder(int pictureBytes, RgbConverter converter, FileEncoder encoder) {
    this.pictureBytes = pictureBytes;
    this.converter = converter;
    this.encoder = encoder;
  }

  /**
   * Opens a file for pictures.
   *
   * @param file the file to write; its ending chooses the container; an old file is replaced
   * @param width width of the pictures, pixels, even and at least 2
   * @param height height of the pictures, pixels, even and at least 2
   * @param rate the frame rate, constant
   * @param codec the encoder and its options
   * @throws IOException if the file cannot be made, or FFmpeg knows no such encoder or option
   * @throws IllegalArgumentException if the width or the height is odd or below 2
   */
  public static RawEncoder open(Path file, int width, int height, FrameRate rate, Codec codec)
      throws IOException {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "width and height must be even for 4:2:0, not " + width + " x " + height);
    }
    StreamFormat format = StreamFormat.bt709(width, height, rate);
    RgbConverter converter = RgbConverter.open(file, format);
    try {
      FileEncoder encoder = FileEncoder.open(file, format, codec, Map.of());
      return new RawEncoder(width * height * 3, converter, encoder);
    } catch (IOException | RuntimeException e) {
      converter.close();
      throw e;
    }
  }

  /**
   * Encodes the next picture.
   *
   * @param pixels width x height x 3 bytes: rows from the top, red first
   * @throws IOException if FFmpeg fails
   * @throws IllegalArgumentException if the array has another size
   * @throws IllegalStateException if the file is already closed
   */
  public void write(byte[] pixels) throws IOException {
    encoder.requireOpen();
    FileEncoder.requireSize(pixels, pictureBytes);
    encoder.write(converter.convert(pixels), written++);
  }

  /**
   * Finishes the file, unless writing has failed. Closing twice does nothing.
   *
   * @throws IOException if FFmpeg fails
   */
  @Override
  public void close() throws IOException {
    try {
      encoder.close();
    } finally {
      converter.close();
    }
  }
}

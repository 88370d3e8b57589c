package org.reeflens.testvideos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Encodes 4:2:0 pictures at given times into a video file with FFmpeg's libraries. For one thread.
 *
 * <p>Equal pictures at equal times give equal files. Call {@link #close()} to finish the file.
 *
 * <p>The libraries are called directly: the {@code ffmpeg} program in the bytedeco jar starts only
 * where the sound system's libraries are installed, which servers rarely have.
 */
public final class FileEncoder implements AutoCloseable {

  private final Path file;
  private final StreamFormat format;
  private final MediaFile output;
  private final PictureEncoder encoder;
  private final PictureFrame frame;

  /** Whether nothing has failed since the file was begun, so that it can be finished. */
  private boolean sound;

  private boolean closed;

  private FileEncoder(Path file, StreamFormat format) {
    Ffmpeg ffmpeg = new Ffmpeg(file);
    this.file = file;
    this.format = format;
    this.output = new MediaFile(ffmpeg);
    this.encoder = new PictureEncoder(ffmpeg, format);
    this.frame = new PictureFrame(ffmpeg, format);
  }

  /**
   * Opens a file for pictures.
   *
   * @param file the file to write; its ending chooses the container; an old file is replaced
   * @param format what the pictures are
   * @param codec the encoder and its options
   * @param containerOptions FFmpeg's options of the container
   * @throws IOException if the file cannot be made, or FFmpeg knows no such encoder or option
   */
  public static FileEncoder open(
      Path file, StreamFormat format, Codec codec, Map<String, String> containerOptions)
      throws IOException {
    FileEncoder opened = new FileEncoder(file, format);
    try {
      opened.begin(codec, containerOptions);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.release();
      throw e;
    }
  }

  private void begin(Codec codec, Map<String, String> containerOptions) throws IOException {
    output.choose();
    encoder.open(codec, output.keepsHeaders());
    frame.allocate();
    output.begin(encoder.context(), format.isConstantRate(), containerOptions);
    sound = true;
  }

  /**
   * Encodes the next picture.
   *
   * @param picture {@link StreamFormat#pictureBytes()} bytes, as {@link StreamFormat} orders them
   * @param tick when it is shown, ticks of the format's clock; later than the picture before
   * @throws IOException if FFmpeg fails
   * @throws IllegalArgumentException if the array has another size
   * @throws IllegalStateException if the file is already closed
   */
  public void write(byte[] picture, long tick) throws IOException {
    requireOpen();
    requireSize(picture, format.pictureBytes());
    boolean soundBefore = sound;
    sound = false;
    AVFrame filled = frame.put(picture);
    filled.pts(tick);
    encoder.encode(filled, output);
    sound = soundBefore;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(file + " is already closed");
    }
  }

  static void requireSize(byte[] picture, int bytes) {
    if (picture.length != bytes) {
      throw new IllegalArgumentException(
          "a picture has " + bytes + " bytes here, not " + picture.length);
    }
  }

  /**
   * Finishes the file, unless writing has failed. Closing twice does nothing.
   *
   * @throws IOException if FFmpeg fails
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      if (sound) {
        encoder.finish(output);
        output.finish();
      }
    } finally {
      release();
    }
  }

  private void release() {
    closed = true;
    output.close();
    encoder.close();
    frame.close();
  }
}

package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Turns RGB pictures into 4:2:0 ones in BT.709, limited range, with FFmpeg's scaler. */
final class RgbConverter implements AutoCloseable {

  /** One, in the scaler's numbers for contrast and saturation. */
  private static final int UNITY = 1 << 16;

  private final Ffmpeg ffmpeg;
  private final StreamFormat format;
  private final PictureFrame converted;
  private SwsContext scaler = new SwsContext(null);

  private RgbConverter(Ffmpeg ffmpeg, StreamFormat format) {
    this.ffmpeg = ffmpeg;
    this.format = format;
    this.converted = new PictureFrame(ffmpeg, format);
  }

  /**
   * Makes a converter.
   *
   * @param file the file that the pictures are for, to be named when something fails
   * @param format what the pictures are to become: 8 bits, limited range, BT.709
   * @throws IOException if FFmpeg cannot convert pictures of this size
   */
  static RgbConverter open(Path file, StreamFormat format) throws IOException {
    RgbConverter converter = new RgbConverter(new Ffmpeg(file), format);
    try {
      converter.prepare();
      return converter;
    } catch (IOException | RuntimeException e) {
      converter.close();
      throw e;
    }
  }

  private void prepare() throws IOException {
    converted.allocate();
    SwsContext context =
        sws_getContext(
            format.width(),
            format.height(),
            AV_PIX_FMT_RGB24,
            format.width(),
            format.height(),
            av_get_pix_fmt(format.pixelFormat()),
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INP,
            null,
            null,
            (DoublePointer) null);
    if (context == null || context.isNull()) {
      throw new IOException(ffmpeg.file() + ": FFmpeg cannot convert pictures of this size");
    }
    scaler = context;
    IntPointer matrix = sws_getCoefficients(SWS_CS_ITU709);
    ffmpeg.check(
        sws_setColorspaceDetails(scaler, matrix, 1, matrix, 0, 0, UNITY, UNITY),
        "convert to BT.709");
  }

  /**
   * Converts a picture.
   *
   * @param rgb width x height x 3 bytes: rows from the top, red first
   * @return the picture as {@link StreamFormat} describes it
   * @throws IOException if FFmpeg fails
   */
  byte[] convert(byte[] rgb) throws IOException {
    AVFrame target = converted.writable();
    try (BytePointer source = new BytePointer(rgb);
        PointerPointer<BytePointer> planes = new PointerPointer<>(4);
        IntPointer strides = new IntPointer(3 * format.width(), 0, 0, 0)) {
      planes.put(0, source);
      ffmpeg.check(
          sws_scale(scaler, planes, strides, 0, format.height(), target.data(), target.linesize()),
          "convert a picture");
    }
    return converted.get();
  }

  @Override
  public void close() {
    if (!scaler.isNull()) {
      sws_freeContext(scaler);
      scaler.setNull();
    }
    converted.close();
  }
}

package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A picture in FFmpeg's memory, whose rows are longer than a picture's. */
final class PictureFrame implements AutoCloseable {

  private final Ffmpeg ffmpeg;
  private final StreamFormat format;
  private AVFrame frame = new AVFrame(null);

  PictureFrame(Ffmpeg ffmpeg, StreamFormat format) {
    this.ffmpeg = ffmpeg;
    this.format = format;
  }

  /**
   * Gets the memory.
   *
   * @throws IOException if there is not enough
   */
  void allocate() throws IOException {
    frame = ffmpeg.made(av_frame_alloc(), "hold a picture");
    frame
        .width(format.width())
        .height(format.height())
        .format(av_get_pix_fmt(format.pixelFormat()))
        .colorspace(format.colour().matrix())
        .color_range(format.colour().range());
    if (format.interlaced()) {
      frame.flags(AVFrame.AV_FRAME_FLAG_INTERLACED | AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST);
    }
    ffmpeg.check(av_frame_get_buffer(frame, 0), "hold a picture");
  }

  /**
   * The frame, to be written to.
   *
   * @throws IOException if an encoder still holds it and there is no memory for another
   */
  AVFrame writable() throws IOException {
    ffmpeg.check(av_frame_make_writable(frame), "prepare a picture");
    return frame;
  }

  /**
   * Copies a picture into the frame.
   *
   * @param picture as {@link StreamFormat} describes it
   * @return the frame
   * @throws IOException if an encoder still holds it and there is no memory for another
   */
  AVFrame put(byte[] picture) throws IOException {
    AVFrame target = writable();
    eachRow((row, at, bytes) -> row.put(picture, at, bytes));
    return target;
  }

  /** Copies the picture out of the frame, as {@link StreamFormat} describes it. */
  byte[] get() {
    byte[] picture = new byte[format.pictureBytes()];
    eachRow((row, at, bytes) -> row.get(picture, at, bytes));
    return picture;
  }

  private void eachRow(RowCopy copy) {
    int at = 0;
    for (int plane = 0; plane < 3; plane++) {
      BytePointer row = frame.data(plane);
      int bytes = format.rowBytes(plane);
      for (int y = 0; y < format.rows(plane); y++) {
        copy.row(row.position((long) y * frame.linesize(plane)), at, bytes);
        at += bytes;
      }
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
  }

  /** Copies a row to or from a picture. */
  @FunctionalInterface
  private interface RowCopy {
    void row(BytePointer row, int at, int bytes);
  }
}

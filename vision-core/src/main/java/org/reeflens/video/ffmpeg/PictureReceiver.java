package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_image_fill_arrays;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;

/** Makes frames of pictures that were decoded in another process. The frames may outlive it. */
public final class PictureReceiver implements AutoCloseable {
  private final RgbConverter converter = new RgbConverter();

  /**
   * Makes a frame.
   *
   * @param time the frame's identity
   * @param layout how the bytes lie
   * @param planes (Input) heap buffer of {@link PictureLayout#bytes()} bytes, which are copied
   * @param lease (Input) the right to hold it; the frame's from now on, also after a failure
   * @return a frame that the caller closes
   */
  public Frame frame(
      FrameTime time, PictureLayout layout, ByteBuffer planes, FramePool.Lease lease) {
    AVFrame picture = av_frame_alloc();
    try {
      fill(picture, layout, planes);
      return new FfmpegFrame(time, picture, layout.rotation(), converter, lease);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    } finally {
      av_frame_free(picture);
    }
  }

  private static void fill(AVFrame picture, PictureLayout layout, ByteBuffer planes) {
    picture
        .width(layout.width())
        .height(layout.height())
        .format(layout.format())
        .colorspace(layout.matrix())
        .color_range(layout.range())
        .chroma_location(layout.chroma());
    if (av_frame_get_buffer(picture, 0) < 0) {
      throw new OutOfMemoryError("no memory for one more frame");
    }
    try (BytePointer bytes = new BytePointer(planes);
        PointerPointer<BytePointer> source = new PointerPointer<>(4);
        IntPointer strides = new IntPointer(4L)) {
      av_image_fill_arrays(
          source, strides, bytes, layout.format(), layout.width(), layout.height(), 1);
      av_image_copy(
          picture.data(),
          picture.linesize(),
          source,
          strides,
          layout.format(),
          layout.width(),
          layout.height());
    }
  }

  /** Frees what conversions have kept. */
  @Override
  public void close() {
    converter.close();
  }
}

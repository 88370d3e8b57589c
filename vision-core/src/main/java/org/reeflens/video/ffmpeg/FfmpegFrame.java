package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Region;

/** A decoded picture of FFmpeg, shared with the decoder by reference count and never copied. */
final class FfmpegFrame implements Frame {
  private final FrameTime time;
  private final AVFrame picture;
  private final int rotation;
  private final int width;
  private final int height;
  private final RgbConverter converter;
  private final FramePool.Lease lease;
  private boolean open = true;

  FfmpegFrame(
      FrameTime time,
      AVFrame decoded,
      int rotation,
      RgbConverter converter,
      FramePool.Lease lease) {
    this.time = time;
    this.rotation = rotation;
    this.converter = converter;
    this.lease = lease;
    boolean upright = rotation % 180 == 0;
    width = upright ? decoded.width() : decoded.height();
    height = upright ? decoded.height() : decoded.width();
    picture = av_frame_clone(decoded);
    if (picture == null || picture.isNull()) {
      throw new OutOfMemoryError("no memory for one more frame");
    }
  }

  @Override
  public FrameTime time() {
    return time;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public synchronized void rgb(
      Region region, int width, int height, ByteBuffer target, int rowStride) {
    check(region, width, height, target, rowStride);
    if (!open) {
      throw new IllegalStateException("the frame at " + time.seconds() + " s is closed");
    }
    Region coded = Rotation.toCoded(region, rotation, picture.width(), picture.height());
    ByteBuffer all = target.duplicate().clear();
    if (rotation == 0) {
      converter.convert(picture, coded, width, height, new BytePointer(all), rowStride);
      return;
    }
    boolean upright = rotation % 180 == 0;
    int codedWidth = upright ? width : height;
    int codedHeight = upright ? height : width;
    ByteBuffer lying = ByteBuffer.allocateDirect(3 * width * height);
    converter.convert(
        picture, coded, codedWidth, codedHeight, new BytePointer(lying), 3 * codedWidth);
    Rotation.turn(lying, rotation, width, height, all, rowStride);
  }

  private void check(Region region, int width, int height, ByteBuffer target, int rowStride) {
    if (region.x() + (long) region.width() > this.width
        || region.y() + (long) region.height() > this.height) {
      throw new IllegalArgumentException(
          region + " leaves the picture of " + this.width + " x " + this.height);
    }
    if (width < 1 || height < 1 || rowStride < 3L * width) {
      throw new IllegalArgumentException(
          "cannot write " + width + " x " + height + " pixels in rows of " + rowStride + " bytes");
    }
    if (!target.isDirect() || target.isReadOnly()) {
      throw new IllegalArgumentException("the target must be a direct buffer that can be written");
    }
    long needed = (height - 1L) * rowStride + 3L * width;
    if (target.capacity() < needed) {
      throw new IllegalArgumentException(
          "the target holds " + target.capacity() + " bytes and needs " + needed);
    }
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      av_frame_free(picture);
      lease.close();
    }
  }
}

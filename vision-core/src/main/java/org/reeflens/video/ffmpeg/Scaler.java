package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Converts pictures of one kind and size to packed RGB of one size. For one thread at a time. */
final class Scaler implements AutoCloseable {
  private static final int UNITY = 1 << 16;

  private final Key key;
  private final SwsContext context;
  private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
  private final IntPointer targetStride = new IntPointer(4L);

  Scaler(Key key) {
    this.key = key;
    Colour colour = key.colour;
    context = sws_alloc_context();
    context
        .src_w(key.sourceWidth)
        .src_h(key.sourceHeight)
        .src_format(colour.format())
        .src_h_chr_pos(colour.chromaX())
        .src_v_chr_pos(colour.chromaY())
        .dst_w(key.width)
        .dst_h(key.height)
        .dst_format(AV_PIX_FMT_RGB24)
        // Bilinear widens its kernel when it shrinks, so that fine detail does not alias.
        .flags(SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP);
    int code = sws_init_context(context, null, null);
    if (code < 0) {
      close();
      throw new IllegalStateException(
          "pictures of this kind cannot be converted to RGB: " + Ffmpeg.message(code));
    }
    sws_setColorspaceDetails(
        context,
        sws_getCoefficients(colour.matrix()),
        colour.full() ? 1 : 0,
        sws_getCoefficients(SWS_CS_DEFAULT),
        1,
        0,
        UNITY,
        UNITY);
  }

  Key key() {
    return key;
  }

  void convert(PointerPointer<?> source, IntPointer sourceStride, BytePointer rgb, int rowStride) {
    target.put(0, rgb);
    targetStride.put(0, rowStride);
    sws_scale(context, source, sourceStride, 0, key.sourceHeight, target, targetStride);
  }

  @Override
  public void close() {
    sws_freeContext(context);
    target.close();
    targetStride.close();
  }

  /**
   * What a scaler is for.
   *
   * @param colour kind of the source
   * @param sourceWidth columns of the source
   * @param sourceHeight rows of the source
   * @param width columns to make
   * @param height rows to make
   */
  record Key(Colour colour, int sourceWidth, int sourceHeight, int width, int height) {}
}

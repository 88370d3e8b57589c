package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_BOTTOMLEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_TOP;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_TOPLEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_FCC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How the numbers of a decoded picture mean colours.
 *
 * @param format FFmpeg's pixel format, without the formats that hide the range in their name
 * @param matrix swscale's name of the matrix
 * @param full whether the numbers use the full range
 * @param chromaX where chroma lies to the right of the first luma sample, 1/256 luma pixel
 * @param chromaY where chroma lies below the first luma sample, 1/256 luma pixel
 */
record Colour(int format, int matrix, boolean full, int chromaX, int chromaY) {
  /**
   * Pictures of this height and more are taken for BT.709 when the stream does not say, lower ones
   * for BT.601: a guess, and the one most players make.
   */
  private static final int HIGH_DEFINITION = 720;

  static Colour of(AVFrame frame) {
    int coded = frame.format();
    int format =
        switch (coded) {
          case AV_PIX_FMT_YUVJ420P -> AV_PIX_FMT_YUV420P;
          case AV_PIX_FMT_YUVJ422P -> AV_PIX_FMT_YUV422P;
          case AV_PIX_FMT_YUVJ440P -> AV_PIX_FMT_YUV440P;
          case AV_PIX_FMT_YUVJ444P -> AV_PIX_FMT_YUV444P;
          default -> coded;
        };
    boolean rgb = (av_pix_fmt_desc_get(format).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    boolean full =
        format != coded
            || frame.color_range() == AVCOL_RANGE_JPEG
            || (rgb && frame.color_range() != AVCOL_RANGE_MPEG);
    // Unspecified means "left" in MPEG codings; JPEG says "centre" itself.
    int x = 0;
    int y = 128;
    switch (frame.chroma_location()) {
      case AVCHROMA_LOC_CENTER -> x = 128;
      case AVCHROMA_LOC_TOPLEFT -> y = 0;
      case AVCHROMA_LOC_TOP -> {
        x = 128;
        y = 0;
      }
      case AVCHROMA_LOC_BOTTOMLEFT -> y = 256;
      default -> {}
    }
    return new Colour(format, matrix(frame), full, x, y);
  }

  private static int matrix(AVFrame frame) {
    return switch (frame.colorspace()) {
      case AVCOL_SPC_BT709 -> SWS_CS_ITU709;
      case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M -> SWS_CS_ITU601;
      case AVCOL_SPC_FCC -> SWS_CS_FCC;
      case AVCOL_SPC_SMPTE240M -> SWS_CS_SMPTE240M;
      case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL -> SWS_CS_BT2020;
      default -> frame.height() >= HIGH_DEFINITION ? SWS_CS_ITU709 : SWS_CS_ITU601;
    };
  }
}

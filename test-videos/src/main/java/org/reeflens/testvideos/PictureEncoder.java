package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_DCT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_ME;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** One of FFmpeg's encoders: codes pictures and hands them to a file. */
final class PictureEncoder implements AutoCloseable {

  private final Ffmpeg ffmpeg;
  private final StreamFormat format;
  private AVCodecContext context = new AVCodecContext(null);
  private AVPacket packet = new AVPacket(null);

  PictureEncoder(Ffmpeg ffmpeg, StreamFormat format) {
    this.ffmpeg = ffmpeg;
    this.format = format;
  }

  /**
   * Opens the encoder.
   *
   * @param codec which one, and its options
   * @param headersApart whether it must keep its headers out of the pictures
   * @throws IOException if FFmpeg knows no such encoder or option, or the pictures do not suit it
   */
  void open(Codec codec, boolean headersApart) throws IOException {
    AVCodec found = avcodec_find_encoder_by_name(codec.name());
    if (found == null || found.isNull()) {
      throw new IOException(ffmpeg.file() + ": FFmpeg has no encoder " + codec.name());
    }
    packet = ffmpeg.made(av_packet_alloc(), "hold a packet");
    context = ffmpeg.made(avcodec_alloc_context3(found), "open the encoder");
    context
        .width(format.width())
        .height(format.height())
        .pix_fmt(av_get_pix_fmt(format.pixelFormat()))
        .time_base(av_make_q(format.clock().seconds(), format.clock().frames()))
        .framerate(av_make_q(format.rate().frames(), format.rate().seconds()))
        .color_primaries(format.colour().primaries())
        .color_trc(format.colour().transfer())
        .colorspace(format.colour().matrix())
        .color_range(format.colour().range())
        .flags(context.flags() | flags(headersApart))
        .thread_count(1);
    ffmpeg.callWith(
        codec.options(),
        "open the encoder",
        "encoder",
        dictionary -> avcodec_open2(context, found, dictionary));
  }

  private int flags(boolean headersApart) {
    int flags = AV_CODEC_FLAG_BITEXACT;
    if (headersApart) {
      flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    }
    if (format.interlaced()) {
      flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME;
    }
    return flags;
  }

  /** The open encoder, for the file's description of its stream. */
  AVCodecContext context() {
    return context;
  }

  /**
   * Codes a picture and writes what is ready.
   *
   * @throws IOException if it cannot be coded or written
   */
  void encode(AVFrame picture, MediaFile output) throws IOException {
    send(picture, "encode a picture", output);
  }

  /**
   * Writes the pictures that the encoder still holds.
   *
   * @throws IOException if they cannot be coded or written
   */
  void finish(MediaFile output) throws IOException {
    send(null, "finish the pictures", output);
  }

  private void send(@Nullable AVFrame picture, String what, MediaFile output) throws IOException {
    ffmpeg.check(avcodec_send_frame(context, picture), what);
    int status = avcodec_receive_packet(context, packet);
    while (status != AVERROR_EAGAIN() && status != AVERROR_EOF) {
      ffmpeg.check(status, "encode a picture");
      // Without a length the last picture would lie outside what an MP4 file says is to be shown.
      packet.duration(format.pictureTicks());
      output.write(packet, context.time_base());
      status = avcodec_receive_packet(context, packet);
    }
  }

  @Override
  public void close() {
    avcodec_free_context(context);
    av_packet_free(packet);
  }
}

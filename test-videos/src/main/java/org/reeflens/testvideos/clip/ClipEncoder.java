package org.reeflens.testvideos.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_DCT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_ME;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Codes pictures at given times. It calls FFmpeg's libraries and not its program: the program needs
 * the sound libraries of a desktop, which a server does not have.
 */
final class ClipEncoder implements AutoCloseable {
  /** How long the last frame is shown. */
  static final long FRAME_MICROS = 40_000;

  private final ClipFormat clip;
  private final AVFormatContext file = new AVFormatContext(null);
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();

  /**
   * Begins a file.
   *
   * @param path where; the ending decides on the container
   * @param containerOptions options of the container
   */
  ClipEncoder(Path path, ClipFormat clip, Map<String, String> containerOptions) {
    this.clip = clip;
    av_log_set_level(AV_LOG_QUIET);
    check(avformat_alloc_output_context2(file, null, null, path.toString()));
    AVCodec codec = avcodec_find_encoder_by_name(clip.encoder());
    encoder = avcodec_alloc_context3(codec);
    YuvColour colour = clip.colour();
    boolean tagged = colour.code() != AVCOL_SPC_UNSPECIFIED;
    int range = colour.full() ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    encoder
        .width(clip.width())
        .height(clip.height())
        .pix_fmt(av_get_pix_fmt(colour.pixelFormat()))
        .time_base(av_make_q(1, clip.ticksPerSecond()))
        .framerate(av_make_q(25, 1))
        .gop_size(clip.keyframeEvery())
        .max_b_frames(clip.bFrames())
        .thread_count(1)
        .colorspace(colour.code())
        .color_range(tagged ? range : AVCOL_RANGE_UNSPECIFIED);
    if (clip.interlaced()) {
      encoder.flags(encoder.flags() | AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME);
    }
    if ((file.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary options = dictionary(clip.options());
    check(avcodec_open2(encoder, codec, options));
    av_dict_free(options);
    stream = avformat_new_stream(file, null);
    check(avcodec_parameters_from_context(stream.codecpar(), encoder));
    stream.time_base(encoder.time_base());
    AVIOContext io = new AVIOContext(null);
    check(avio_open(io, path.toString(), AVIO_FLAG_WRITE));
    file.pb(io);
    AVDictionary container = dictionary(containerOptions);
    check(avformat_write_header(file, container));
    av_dict_free(container);
    frame
        .width(clip.width())
        .height(clip.height())
        .format(encoder.pix_fmt())
        .colorspace(encoder.colorspace())
        .color_range(encoder.color_range());
    if (clip.interlaced()) {
      frame.flags(AVFrame.AV_FRAME_FLAG_INTERLACED | AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST);
    }
    check(av_frame_get_buffer(frame, 0));
  }

  private static AVDictionary dictionary(Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    return dictionary;
  }

  /**
   * Codes one picture.
   *
   * @param picture its colours
   * @param micros when it is shown, microseconds
   */
  void write(Picture picture, long micros) {
    check(av_frame_make_writable(frame));
    YuvColour colour = clip.colour();
    int halfWidth = (clip.width() + 1) / 2;
    int halfHeight = (clip.height() + 1) / 2;
    fill(0, clip.width(), clip.height(), colour::luma, picture);
    fill(1, halfWidth, halfHeight, colour::chromaBlue, (x, y) -> picture.rgb(2 * x, 2 * y));
    fill(2, halfWidth, halfHeight, colour::chromaRed, (x, y) -> picture.rgb(2 * x, 2 * y));
    frame.pts(Math.round(micros * 1e-6 * clip.ticksPerSecond()));
    check(avcodec_send_frame(encoder, frame));
    drain();
  }

  private void fill(int plane, int width, int height, IntUnaryOperator sample, Picture picture) {
    int bytes = clip.colour().bits() == 8 ? 1 : 2;
    byte[] row = new byte[width * bytes];
    int lastRgb = -1;
    int value = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = picture.rgb(x, y);
        if (rgb != lastRgb) {
          value = sample.applyAsInt(rgb);
          lastRgb = rgb;
        }
        row[x * bytes] = (byte) value;
        if (bytes == 2) {
          row[x * bytes + 1] = (byte) (value >> 8);
        }
      }
      long at = (long) y * frame.linesize(plane);
      new BytePointer(frame.data(plane)).position(at).put(row, 0, row.length);
    }
  }

  private void drain() {
    while (avcodec_receive_packet(encoder, packet) == 0) {
      // Without a length the last frame would lie outside what an MP4 file says is to be shown.
      packet.duration(FRAME_MICROS * clip.ticksPerSecond() / 1_000_000);
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      packet.stream_index(0);
      check(av_interleaved_write_frame(file, packet));
    }
  }

  private static void check(int code) {
    if (code < 0) {
      throw new UncheckedIOException(new IOException("FFmpeg's error " + code));
    }
  }

  @Override
  public void close() {
    check(avcodec_send_frame(encoder, null));
    drain();
    check(av_write_trailer(file));
    avio_closep(file.pb());
    avformat_free_context(file);
    avcodec_free_context(encoder);
    av_frame_free(frame);
    av_packet_free(packet);
  }

  /** The colours of a picture. */
  @FunctionalInterface
  interface Picture {
    /** The colour of a pixel as {@code 0xRRGGBB}. Asked for one pixel beyond an odd edge, too. */
    int rgb(int x, int y);
  }
}

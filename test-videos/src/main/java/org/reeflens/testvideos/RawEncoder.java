package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
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
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes raw RGB pictures into a video file with FFmpeg's libraries. For one thread.
 *
 * <p>The pictures become 4:2:0 video in BT.709, limited range, and the stream says so. Call {@link
 * #close()} to finish the file.
 *
 * <p>The libraries are called directly: the {@code ffmpeg} program in the bytedeco jar starts only
 * where the sound system's libraries are installed, which servers rarely have.
 */
public final class RawEncoder implements AutoCloseable {

  private final Path file;
  private final int width;
  private final int height;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVIOContext output = new AVIOContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame picture = av_frame_alloc();
  private final BytePointer rgb;
  private final PointerPointer<BytePointer> rgbPlanes = new PointerPointer<>(1);
  private final IntPointer rgbStride = new IntPointer(1);
  private @Nullable AVCodecContext encoder;
  private @Nullable AVStream stream;
  private @Nullable SwsContext converter;
  private boolean started;
  private boolean failed;
  private boolean closed;
  private long written;

  private RawEncoder(Path file, int width, int height) {
    this.file = file;
    this.width = width;
    this.height = height;
    this.rgb = new BytePointer((long) width * height * 3);
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
   */
  public static RawEncoder open(Path file, int width, int height, FrameRate rate, Codec codec)
      throws IOException {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "width and height must be even for 4:2:0, not " + width + " x " + height);
    }
    av_log_set_level(AV_LOG_ERROR);
    RawEncoder raw = new RawEncoder(file, width, height);
    try {
      raw.start(rate, codec);
    } catch (IOException e) {
      raw.failed = true;
      raw.close();
      throw e;
    }
    return raw;
  }

  /**
   * Encodes the next picture.
   *
   * @param pixels width x height x 3 bytes: rows from the top, red first
   * @throws IOException if FFmpeg fails
   * @throws IllegalArgumentException if the array has another size
   */
  public void write(byte[] pixels) throws IOException {
    if (closed || encoder == null || converter == null) {
      throw new IllegalStateException(file + " is already closed");
    }
    if (pixels.length != width * height * 3) {
      throw new IllegalArgumentException(
          "a picture has " + width * height * 3 + " bytes here, not " + pixels.length);
    }
    rgb.position(0).put(pixels, 0, pixels.length);
    check(av_frame_make_writable(picture), "prepare a picture");
    check(
        sws_scale(converter, rgbPlanes, rgbStride, 0, height, picture.data(), picture.linesize()),
        "convert a picture");
    picture.pts(written++);
    check(avcodec_send_frame(encoder, picture), "encode a picture");
    drain(encoder);
  }

  /**
   * Finishes the file.
   *
   * @throws IOException if FFmpeg fails
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (started && !failed && encoder != null) {
        check(avcodec_send_frame(encoder, null), "finish the pictures");
        drain(encoder);
        check(av_write_trailer(container), "finish the file");
      }
    } finally {
      release();
    }
  }

  private void start(FrameRate rate, Codec codec) throws IOException {
    check(
        avformat_alloc_output_context2(container, null, (String) null, file.toString()),
        "find a container for this file name");
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    AVCodec found = avcodec_find_encoder_by_name(codec.name());
    if (found == null || found.isNull()) {
      throw new IOException(file + ": FFmpeg has no encoder " + codec.name());
    }
    AVCodecContext context = avcodec_alloc_context3(found);
    encoder = context;
    context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base(av_make_q(rate.seconds(), rate.frames()));
    context.framerate(av_make_q(rate.frames(), rate.seconds()));
    context.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709);
    context.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
    // Without this the file would name the encoder's version, and two builds would differ.
    int flags = context.flags() | AV_CODEC_FLAG_BITEXACT;
    if ((container.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    }
    context.flags(flags);
    context.thread_count(1);
    openEncoder(context, found, codec.options());

    AVStream track = avformat_new_stream(container, null);
    stream = track;
    track.time_base(context.time_base());
    track.avg_frame_rate(context.framerate());
    check(avcodec_parameters_from_context(track.codecpar(), context), "describe the stream");
    check(avio_open(output, file.toString(), AVIO_FLAG_WRITE), "make the file");
    container.pb(output);
    check(avformat_write_header(container, (AVDictionary) null), "begin the file");
    started = true;
    prepareConversion();
  }

  private void openEncoder(AVCodecContext context, AVCodec codec, Map<String, String> options)
      throws IOException {
    AVDictionary dictionary = new AVDictionary(null);
    try {
      options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
      check(avcodec_open2(context, codec, dictionary), "open the encoder");
      // FFmpeg leaves what it did not understand.
      AVDictionaryEntry left = av_dict_get(dictionary, "", null, AV_DICT_IGNORE_SUFFIX);
      if (left != null && !left.isNull()) {
        throw new IOException(file + ": the encoder has no option " + left.key().getString());
      }
    } finally {
      av_dict_free(dictionary);
    }
  }

  private void prepareConversion() throws IOException {
    picture.format(AV_PIX_FMT_YUV420P).width(width).height(height);
    check(av_frame_get_buffer(picture, 0), "hold a picture");
    SwsContext context =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_RGB24,
            width,
            height,
            AV_PIX_FMT_YUV420P,
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INP,
            null,
            null,
            (DoublePointer) null);
    if (context == null || context.isNull()) {
      throw new IOException(file + ": FFmpeg cannot convert pictures of this size");
    }
    converter = context;
    IntPointer matrix = sws_getCoefficients(SWS_CS_ITU709);
    check(
        sws_setColorspaceDetails(context, matrix, 1, matrix, 0, 0, 1 << 16, 1 << 16),
        "convert to BT.709");
    rgbPlanes.put(0, rgb);
    rgbStride.put(0, 3 * width);
  }

  private void drain(AVCodecContext context) throws IOException {
    while (stream != null) {
      int status = avcodec_receive_packet(context, packet);
      if (status == AVERROR_EAGAIN() || status == AVERROR_EOF) {
        return;
      }
      check(status, "encode a picture");
      if (packet.duration() == 0) {
        // Or the last frame would last no time at all.
        packet.duration(1);
      }
      av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      packet.stream_index(stream.index());
      check(av_interleaved_write_frame(container, packet), "write a picture");
    }
  }

  private void check(int status, String what) throws IOException {
    if (status < 0) {
      failed = true;
      byte[] text = new byte[256];
      av_strerror(status, text, text.length);
      int end = 0;
      while (end < text.length && text[end] != 0) {
        end++;
      }
      throw new IOException(
          file
              + ": FFmpeg could not "
              + what
              + ": "
              + new String(text, 0, end, StandardCharsets.UTF_8));
    }
  }

  private void release() {
    if (!output.isNull()) {
      avio_closep(output);
    }
    if (!container.isNull()) {
      avformat_free_context(container);
    }
    if (encoder != null) {
      avcodec_free_context(encoder);
    }
    if (converter != null) {
      sws_freeContext(converter);
    }
    av_frame_free(picture);
    av_packet_free(packet);
    rgb.close();
    rgbPlanes.close();
    rgbStride.close();
    encoder = null;
    converter = null;
  }
}

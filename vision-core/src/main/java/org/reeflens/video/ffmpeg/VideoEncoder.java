package org.reeflens.video.ffmpeg;

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
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Codes packed RGB pictures of one size into a file, 4:2:0, BT.709, limited range. */
public final class VideoEncoder implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 1_000_000;
  private static final int UNITY = 1 << 16;

  private final Path path;
  private final AVFormatContext file = new AVFormatContext(null);
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private AVCodecContext encoder = new AVCodecContext(null);
  private AVStream stream = new AVStream(null);
  private SwsContext converter = new SwsContext(null);
  private boolean open = true;
  private long step;

  private VideoEncoder(Path path) {
    this.path = path;
  }

  /**
   * Begins a file.
   *
   * @param path where to write; the ending decides on the container
   * @param codec FFmpeg's name of the encoder
   * @param options options of the encoder
   * @param width columns, even
   * @param height rows, even
   * @param nominalRate frames per second to expect, for the encoder's sense of bit rate
   * @throws IOException if the file cannot be written; the message is one sentence for the user
   */
  public static VideoEncoder open(
      Path path, String codec, Map<String, String> options, int width, int height, int nominalRate)
      throws IOException {
    Ffmpeg.load();
    VideoEncoder encoder = new VideoEncoder(path);
    try {
      encoder.begin(codec, options, width, height, nominalRate);
      return encoder;
    } catch (IOException e) {
      encoder.release();
      throw e;
    }
  }

  private void begin(
      String name, Map<String, String> options, int width, int height, int nominalRate)
      throws IOException {
    check(avformat_alloc_output_context2(file, null, null, path.toString()));
    AVCodec codec = avcodec_find_encoder_by_name(name);
    if (codec == null || codec.isNull()) {
      throw new IOException(
          path + " cannot be written, because this build has no " + name + "; choose another.");
    }
    encoder = avcodec_alloc_context3(codec);
    encoder
        .width(width)
        .height(height)
        .pix_fmt(AV_PIX_FMT_YUV420P)
        .time_base(av_make_q(1, TICKS_PER_SECOND))
        .framerate(av_make_q(nominalRate, 1))
        .gop_size(2 * nominalRate)
        .max_b_frames(0)
        .colorspace(AVCOL_SPC_BT709)
        .color_primaries(AVCOL_PRI_BT709)
        .color_trc(AVCOL_TRC_BT709)
        .color_range(AVCOL_RANGE_MPEG)
        .chroma_sample_location(AVCHROMA_LOC_LEFT);
    if ((file.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary settings = dictionary(options);
    int opened = avcodec_open2(encoder, codec, settings);
    av_dict_free(settings);
    check(opened);
    stream = avformat_new_stream(file, null);
    check(avcodec_parameters_from_context(stream.codecpar(), encoder));
    stream.time_base(encoder.time_base());
    AVIOContext io = new AVIOContext(null);
    check(avio_open(io, "file:" + path.toAbsolutePath(), AVIO_FLAG_WRITE));
    file.pb(io);
    // The index goes first, so that a browser can play the file while it loads.
    AVDictionary container = dictionary(Map.of("movflags", "+faststart"));
    int written = avformat_write_header(file, container);
    av_dict_free(container);
    check(written);
    step = TICKS_PER_SECOND / nominalRate;
    frame.width(width).height(height).format(AV_PIX_FMT_YUV420P);
    frame.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
    check(av_frame_get_buffer(frame, 0));
    prepareColours(width, height);
  }

  private void prepareColours(int width, int height) throws IOException {
    converter = sws_alloc_context();
    converter
        .src_w(width)
        .src_h(height)
        .src_format(AV_PIX_FMT_RGB24)
        .dst_w(width)
        .dst_h(height)
        .dst_format(AV_PIX_FMT_YUV420P)
        .dst_h_chr_pos(0)
        .dst_v_chr_pos(128)
        .flags(SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP);
    check(sws_init_context(converter, null, null));
    check(
        sws_setColorspaceDetails(
            converter,
            sws_getCoefficients(SWS_CS_DEFAULT),
            1,
            sws_getCoefficients(SWS_CS_ITU709),
            0,
            0,
            UNITY,
            UNITY));
  }

  private static AVDictionary dictionary(Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    return dictionary;
  }

  /**
   * Codes one picture.
   *
   * @param rgb (Input) direct buffer of packed RGB rows without gaps
   * @param micros when it is shown, microseconds; later than the one before
   * @throws IOException if it cannot be written
   */
  public void write(ByteBuffer rgb, long micros) throws IOException {
    check(av_frame_make_writable(frame));
    try (PointerPointer<BytePointer> source = new PointerPointer<>(4);
        IntPointer stride = new IntPointer(3 * frame.width(), 0, 0, 0)) {
      source.put(0, new BytePointer(rgb));
      sws_scale(converter, source, stride, 0, frame.height(), frame.data(), frame.linesize());
    }
    frame.pts(micros);
    check(avcodec_send_frame(encoder, frame));
    drain();
  }

  private void drain() throws IOException {
    while (avcodec_receive_packet(encoder, packet) == 0) {
      // Without a length the last frame would lie outside what an MP4 file says is to be shown.
      packet.duration(step);
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      packet.stream_index(0);
      check(av_interleaved_write_frame(file, packet));
    }
  }

  private void check(int code) throws IOException {
    if (code < 0) {
      throw new IOException(
          path
              + " cannot be written ("
              + Ffmpeg.message(code)
              + "); check the folder and the space on the disk.");
    }
  }

  /**
   * Ends the file. Closing twice does nothing.
   *
   * @throws IOException if its end cannot be written
   */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    try {
      check(avcodec_send_frame(encoder, null));
      drain();
      check(av_write_trailer(file));
    } finally {
      release();
    }
  }

  private void release() {
    open = false;
    sws_freeContext(converter);
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(encoder);
    if (!file.isNull()) {
      if (file.pb() != null && !file.pb().isNull()) {
        avio_closep(file.pb());
      }
      avformat_free_context(file);
    }
  }
}

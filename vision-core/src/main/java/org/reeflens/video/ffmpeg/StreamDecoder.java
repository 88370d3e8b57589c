package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_to_buffer;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a stream as it comes. Opening one may block for ever and locks FFmpeg for the whole
 * process meanwhile, so it belongs into a process of its own. For one thread.
 */
public final class StreamDecoder implements AutoCloseable {

  /** One picture's time of delay, for twice the speed on large pictures. */
  private static final int THREADS = 2;

  /**
   * Longest look for a picture that can be decoded, microseconds: cameras send one every few
   * seconds, and what lies between cannot be understood without. A guess.
   */
  private static final long LONGEST_LOOK = 15_000_000;

  /** Most bytes to look at meanwhile. A guess. */
  private static final long MOST_BYTES = 50_000_000;

  /** Packets whose arrival is remembered; more than any decoder holds. */
  private static final int REMEMBERED = 256;

  private record Arrival(long micros, boolean damaged) {}

  private final AVFormatContext format;
  private final int stream;
  private final AVCodecContext decoder;
  private final int rotation;
  private final Ticks clock;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final Map<Long, Arrival> arrivals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Arrival> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Arrival latest = new Arrival(0, false);
  private @Nullable Deinterlacer deinterlacer;
  private @Nullable String failure;
  private int decoded;
  private int corrupt;
  private int lost;

  private StreamDecoder(AVFormatContext format, int stream, AVCodecContext decoder, int rotation) {
    this.format = format;
    this.stream = stream;
    this.decoder = decoder;
    this.rotation = rotation;
    this.clock = Ticks.of(format.streams(stream).time_base());
  }

  /**
   * Opens a stream; may block.
   *
   * @param address FFmpeg's address of it
   * @param device FFmpeg's name of the kind of device, such as {@code v4l2}; empty for any other
   *     stream
   * @param options FFmpeg's options of the protocol or device
   * @throws IOException if it cannot be opened; the message is what is wrong, without the address,
   *     such as {@code Connection refused}
   */
  public static StreamDecoder open(String address, String device, Map<String, String> options)
      throws IOException {
    Ffmpeg.load();
    AVInputFormat kind = device.isEmpty() ? null : device(device);
    AVFormatContext format = new AVFormatContext(null);
    AVDictionary settings = new AVDictionary(null);
    av_dict_set(settings, "analyzeduration", Long.toString(LONGEST_LOOK), 0);
    av_dict_set(settings, "probesize", Long.toString(MOST_BYTES), 0);
    options.forEach((name, value) -> av_dict_set(settings, name, value, 0));
    int code = avformat_open_input(format, address, kind, settings);
    av_dict_free(settings);
    if (code < 0) {
      throw new IOException(Ffmpeg.message(code));
    }
    try {
      avformat_find_stream_info(format, (PointerPointer<?>) null);
      int stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
      if (stream < 0) {
        throw new IOException("there is no video in it");
      }
      return new StreamDecoder(
          format, stream, decoder(format.streams(stream)), rotation(format.streams(stream)));
    } catch (IOException e) {
      avformat_close_input(format);
      throw e;
    }
  }

  private static AVInputFormat device(String name) throws IOException {
    try {
      avdevice_register_all();
    } catch (UnsatisfiedLinkError missing) {
      throw new IOException(
          "FFmpeg's devices need libraries that this machine does not have (on Debian and Ubuntu:"
              + " libpulse0, libasound2, libxcb-shm0)",
          missing);
    }
    AVInputFormat kind = av_find_input_format(name);
    if (kind == null || kind.isNull()) {
      throw new IOException("this build of FFmpeg knows no devices of the kind " + name);
    }
    return kind;
  }

  private static AVCodecContext decoder(AVStream stream) throws IOException {
    String codec = avcodec_get_name(stream.codecpar().codec_id()).getString();
    AVCodec found = avcodec_find_decoder(stream.codecpar().codec_id());
    if (found == null || found.isNull() || stream.codecpar().width() < 1) {
      throw new IOException("its video (" + codec + ") cannot be decoded");
    }
    AVCodecContext decoder = avcodec_alloc_context3(found);
    avcodec_parameters_to_context(decoder, stream.codecpar());
    decoder.pkt_timebase(stream.time_base());
    decoder.thread_count(THREADS);
    if (avcodec_open2(decoder, found, (AVDictionary) null) < 0) {
      avcodec_free_context(decoder);
      throw new IOException("its video (" + codec + ") cannot be decoded");
    }
    return decoder;
  }

  private static int rotation(AVStream stream) {
    AVPacketSideData matrix =
        stream.codecpar().nb_coded_side_data() == 0
            ? null
            : av_packet_side_data_get(
                stream.codecpar().coded_side_data(),
                stream.codecpar().nb_coded_side_data(),
                AV_PKT_DATA_DISPLAYMATRIX);
    return matrix == null || matrix.isNull() ? 0 : Rotation.ofDisplayMatrix(matrix.data());
  }

  /** How the pictures are coded, such as {@code h264}. */
  public String codec() {
    return avcodec_get_name(decoder.codec_id()).getString();
  }

  /** FFmpeg's name of the decoder in use. */
  public String name() {
    return decoder.codec().name().getString();
  }

  /**
   * Decodes the next picture; waits for it.
   *
   * @return whether there is one; false at the end, see {@link #failure}
   * @throws IOException if interlaced pictures cannot be handled
   */
  public boolean next() throws IOException {
    while (true) {
      if (deinterlacer != null && deinterlacer.get(frame)) {
        return taken();
      }
      int code = avcodec_receive_frame(decoder, frame);
      if (code == 0) {
        if (deinterlacer == null && (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0) {
          deinterlacer = new Deinterlacer(frame, clock);
        }
        if (deinterlacer == null) {
          return taken();
        }
        deinterlacer.put(frame);
      } else if (code == AVERROR_EAGAIN()) {
        feed();
      } else if (code == AVERROR_EOF()) {
        return false;
      } else {
        lost++;
      }
    }
  }

  private boolean taken() {
    decoded++;
    Arrival arrival = arrivals.get(frame.best_effort_timestamp());
    if (arrival != null) {
      latest = arrival;
    }
    boolean damaged =
        (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0
            || frame.decode_error_flags() != 0
            || (arrival != null && arrival.damaged());
    corrupt += damaged ? 1 : 0;
    return true;
  }

  private void feed() {
    int code = read();
    if (code < 0 && code != AVERROR_EOF()) {
      failure = Ffmpeg.message(code);
    }
    if (code >= 0) {
      boolean damaged = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
      latest = new Arrival(now(), damaged);
      arrivals.put(packet.pts(), latest);
    }
    int sent = avcodec_send_packet(decoder, code < 0 ? null : packet);
    if (sent < 0 && sent != AVERROR_EOF()) {
      lost++;
    }
  }

  private int read() {
    while (true) {
      av_packet_unref(packet);
      int code = av_read_frame(format, packet);
      if (code == AVERROR_EAGAIN()) {
        LockSupport.parkNanos(1_000_000); // A device that has no picture yet.
      } else if (code < 0 || packet.stream_index() == stream) {
        return Math.min(code, 0);
      }
    }
  }

  /** The clock of the machine, microseconds since 1970. */
  private static long now() {
    return 1000 * System.currentTimeMillis();
  }

  /** When the picture is shown, microseconds on the stream's own clock; empty if not said. */
  public OptionalLong micros() {
    long time = frame.best_effort_timestamp();
    if (time == AV_NOPTS_VALUE) {
      return OptionalLong.empty();
    }
    // The clock of the stream counts ticks of 0 and more; a stream may begin below.
    return OptionalLong.of(time < 0 ? -clock.toMicros(-time) : clock.toMicros(time));
  }

  /** When the data of the picture had arrived, microseconds since 1970. */
  public long arrivedMicros() {
    return latest.micros();
  }

  /** Pictures decoded so far, damaged ones included. */
  public int decoded() {
    return decoded;
  }

  /** Pictures decoded so far that the decoder or the container knows to be damaged. */
  public int corrupt() {
    return corrupt;
  }

  /** Times that the decoder could make nothing of what it was given. */
  public int lost() {
    return lost;
  }

  /** Why the stream broke off; null while it comes, and after an end of its own. */
  public @Nullable String failure() {
    return failure;
  }

  /** How the bytes of the picture lie. */
  public PictureLayout layout() {
    return PictureLayout.of(frame, rotation);
  }

  /**
   * Copies the planes of the picture.
   *
   * @param target (Output) direct buffer of at least {@link PictureLayout#bytes()} bytes, filled
   *     from its first byte
   */
  public void copyTo(ByteBuffer target) {
    int copied =
        av_image_copy_to_buffer(
            new BytePointer(target.duplicate().clear()),
            target.capacity(),
            frame.data(),
            frame.linesize(),
            frame.format(),
            frame.width(),
            frame.height(),
            1);
    if (copied < 0) {
      throw new IllegalArgumentException("a picture does not fit: " + Ffmpeg.message(copied));
    }
  }

  @Override
  public void close() {
    if (deinterlacer != null) {
      deinterlacer.close();
    }
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(decoder);
    avformat_close_input(format);
  }
}

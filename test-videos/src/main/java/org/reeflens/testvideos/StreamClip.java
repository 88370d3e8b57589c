package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Plays a clip as a camera would: sends its packets as MPEG-TS at the speed they are to be shown,
 * over and over, to an address such as {@code udp://127.0.0.1:5000?pkt_size=1316} or {@code
 * tcp://127.0.0.1:5000?listen=1}. Clips must hold one stream, as those of this module do.
 */
public final class StreamClip implements AutoCloseable {

  private static final String USAGE = "usage: StreamClip CLIP ADDRESS SECONDS";

  private final Ffmpeg ffmpeg;
  private final AVFormatContext output = new AVFormatContext(null);
  private final AVIOContext socket = new AVIOContext(null);
  private final AVPacket packet = av_packet_alloc();

  private StreamClip(Path clip) {
    ffmpeg = new Ffmpeg(clip);
  }

  /** Runs the program; the exit status is 2 for bad usage and for a clip that cannot be sent. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      send(Path.of(arguments[0]), arguments[1], Double.parseDouble(arguments[2]));
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /**
   * Sends a clip, over and over.
   *
   * @param clip a video file with one stream
   * @param address FFmpeg's address of where to; one that listens waits for its listener
   * @param seconds how long to send, seconds of the stream
   * @throws IOException if the clip cannot be read or sent, such as when the listener has gone
   * @throws InterruptedException if interrupted while it waits for the time of a packet
   */
  public static void send(Path clip, String address, double seconds)
      throws IOException, InterruptedException {
    try (StreamClip stream = new StreamClip(clip)) {
      stream.play(address, seconds);
    }
  }

  private void play(String address, double seconds) throws IOException, InterruptedException {
    double sent = 0;
    long start = 0;
    while (sent < seconds) {
      AVFormatContext input = new AVFormatContext(null);
      ffmpeg.check(
          avformat_open_input(input, ffmpeg.file().toString(), null, (AVDictionary) null),
          "open the clip");
      try {
        ffmpeg.check(avformat_find_stream_info(input, (PointerPointer<?>) null), "read the clip");
        AVRational tick = input.streams(0).time_base();
        if (sent == 0) {
          begin(address, input.streams(0));
          start = System.nanoTime();
        }
        double offset = Double.NaN;
        while (av_read_frame(input, packet) >= 0) {
          double decoded = packet.dts() * seconds(tick);
          // What was sent goes on without a gap, whatever the time of the clip's first packet.
          offset = Double.isNaN(offset) ? sent - decoded : offset;
          if (offset + decoded >= seconds) {
            sent = seconds;
            break;
          }
          sent = offset + decoded + packet.duration() * seconds(tick);
          TimeUnit.NANOSECONDS.sleep(start + (long) (1e9 * (offset + decoded)) - System.nanoTime());
          write(tick, offset);
        }
      } finally {
        avformat_close_input(input);
      }
    }
    ffmpeg.check(av_write_trailer(output), "finish the stream");
  }

  private static double seconds(AVRational tick) {
    return tick.num() / (double) tick.den();
  }

  private void begin(String address, AVStream like) throws IOException {
    ffmpeg.check(
        avformat_alloc_output_context2(output, null, "mpegts", address), "make the stream");
    output.flags(output.flags() | AVFormatContext.AVFMT_FLAG_FLUSH_PACKETS);
    AVStream stream = ffmpeg.made(avformat_new_stream(output, null), "add a stream");
    ffmpeg.check(avcodec_parameters_copy(stream.codecpar(), like.codecpar()), "describe it");
    stream.codecpar().codec_tag(0);
    ffmpeg.check(avio_open(socket, address, AVIO_FLAG_WRITE), "open " + address);
    output.pb(socket);
    ffmpeg.callWith(
        Map.of(), "begin the stream", "container", none -> avformat_write_header(output, none));
  }

  private void write(AVRational tick, double offset) throws IOException {
    AVStream stream = output.streams(0);
    av_packet_rescale_ts(packet, tick, stream.time_base());
    AVRational unit = stream.time_base();
    long shift = Math.round(offset * unit.den() / unit.num());
    packet.pts(packet.pts() + shift);
    packet.dts(packet.dts() + shift);
    packet.pos(-1);
    ffmpeg.check(av_write_frame(output, packet), "send a picture");
    av_packet_unref(packet);
  }

  @Override
  public void close() {
    av_packet_free(packet);
    if (!socket.isNull()) {
      avio_closep(socket);
    }
    if (!output.isNull()) {
      avformat_free_context(output);
    }
  }
}

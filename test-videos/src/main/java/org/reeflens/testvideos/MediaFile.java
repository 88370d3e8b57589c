package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
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

import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A container on disk with one stream of coded pictures. */
final class MediaFile implements AutoCloseable {

  private final Ffmpeg ffmpeg;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVIOContext output = new AVIOContext(null);
  private AVStream stream = new AVStream(null);

  MediaFile(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Chooses the container by the ending of the file's name. Nothing is written yet.
   *
   * @throws IOException if FFmpeg knows no such ending
   */
  void choose() throws IOException {
    ffmpeg.check(
        avformat_alloc_output_context2(container, null, (String) null, ffmpeg.file().toString()),
        "find a container for this file name");
    // Without this the file would name FFmpeg's version, and two builds would differ.
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
  }

  /** Whether the encoder must give its headers to the container and not to the pictures. */
  boolean keepsHeaders() {
    return (container.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
  }

  /**
   * Makes the file and begins it.
   *
   * @param encoder the open encoder of the pictures
   * @param constantRate whether the encoder's frame rate holds for every picture
   * @param options options of the container
   * @throws IOException if the file cannot be made, or the container has no such option
   */
  void begin(AVCodecContext encoder, boolean constantRate, Map<String, String> options)
      throws IOException {
    stream = ffmpeg.made(avformat_new_stream(container, null), "add a stream");
    stream.time_base(encoder.time_base());
    if (constantRate) {
      stream.avg_frame_rate(encoder.framerate());
    }
    ffmpeg.check(
        avcodec_parameters_from_context(stream.codecpar(), encoder), "describe the stream");
    ffmpeg.check(avio_open(output, ffmpeg.file().toString(), AVIO_FLAG_WRITE), "make the file");
    container.pb(output);
    ffmpeg.callWith(
        options,
        "begin the file",
        "container",
        dictionary -> avformat_write_header(container, dictionary));
  }

  /**
   * Writes a coded picture.
   *
   * @param packet the picture; empty afterwards
   * @param tick the unit of its times
   * @throws IOException if it cannot be written
   */
  void write(AVPacket packet, AVRational tick) throws IOException {
    av_packet_rescale_ts(packet, tick, stream.time_base());
    packet.stream_index(stream.index());
    ffmpeg.check(av_interleaved_write_frame(container, packet), "write a picture");
  }

  /**
   * Writes what comes after the last picture.
   *
   * @throws IOException if it cannot be written
   */
  void finish() throws IOException {
    ffmpeg.check(av_write_trailer(container), "finish the file");
  }

  /** Closes the file as it is. */
  @Override
  public void close() {
    if (!output.isNull()) {
      avio_closep(output);
    }
    if (!container.isNull()) {
      avformat_free_context(container);
      container.setNull();
    }
  }
}

package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * What a decoder finds in a file.
 *
 * @param frames decoded frames
 * @param seconds duration of the video stream
 * @param matrix FFmpeg's number of the colour matrix
 * @param range FFmpeg's number of the range
 * @param middle luma, blue and red difference at the middle of the first frame, 0..255
 */
record Probe(int frames, double seconds, int matrix, int range, List<Integer> middle) {

  static Probe of(Path file) {
    AVFormatContext container = new AVFormatContext(null);
    if (avformat_open_input(container, file.toString(), null, null) < 0
        || avformat_find_stream_info(container, (PointerPointer<?>) null) < 0) {
      throw new IllegalStateException("cannot open " + file);
    }
    AVStream stream = container.streams(0);
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, stream.codecpar());
    avcodec_open2(decoder, codec, (AVDictionary) null);
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    int frames = 0;
    List<Integer> middle = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = av_read_frame(container, packet) >= 0;
      avcodec_send_packet(decoder, more ? packet : null);
      while (avcodec_receive_frame(decoder, frame) >= 0) {
        if (frames++ == 0) {
          for (int plane = 0; plane < 3; plane++) {
            int half = plane == 0 ? 2 : 4;
            long at = (long) (frame.height() / half) * frame.linesize(plane);
            BytePointer data = frame.data(plane);
            middle.add(data.get(at + frame.width() / half) & 0xFF);
          }
        }
      }
      av_packet_unref(packet);
    }
    double seconds =
        (double) stream.duration() * stream.time_base().num() / stream.time_base().den();
    Probe probe =
        new Probe(
            frames,
            seconds,
            stream.codecpar().color_space(),
            stream.codecpar().color_range(),
            middle);
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(decoder);
    avformat_close_input(container);
    return probe;
  }
}

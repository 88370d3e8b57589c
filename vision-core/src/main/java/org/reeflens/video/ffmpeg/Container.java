package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/** An open file and the packets of its video stream; every other stream is left unread. */
final class Container implements AutoCloseable {
  private final Path path;
  private final AVFormatContext format;
  private final AVPacket packet;
  private final int stream;
  private boolean open = true;

  private Container(Path path, AVFormatContext format, int stream) {
    this.path = path;
    this.format = format;
    this.stream = stream;
    this.packet = av_packet_alloc();
    for (int i = 0; i < format.nb_streams(); i++) {
      if (i != stream) {
        format.streams(i).discard(AVDISCARD_ALL);
      }
    }
  }

  /**
   * Opens a file and finds its video stream.
   *
   * @throws IOException if that is not possible; the message is one sentence for the user
   */
  static Container open(Path path) throws IOException {
    Ffmpeg.load();
    refuseWhatCannotBeVideo(path);
    AVFormatContext format = new AVFormatContext(null);
    // The prefix keeps a name such as "a:b.mp4" from being taken for a network address.
    int code =
        avformat_open_input(format, "file:" + path.toAbsolutePath(), null, (AVDictionary) null);
    if (code < 0) {
      throw new IOException(unreadable(path, code));
    }
    try {
      // A failure here still leaves what the header says, which is judged below.
      avformat_find_stream_info(format, (PointerPointer<?>) null);
      int stream = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
      if (stream < 0 || (format.streams(stream).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
        throw new IOException(noVideo(path, format));
      }
      return new Container(path, format, stream);
    } catch (IOException e) {
      avformat_close_input(format);
      throw e;
    }
  }

  private static void refuseWhatCannotBeVideo(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + " does not exist; check the name and that the disk is there.");
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IOException(path + " is not a file that can be read; check its permissions.");
    }
    if (Files.size(path) == 0) {
      throw new IOException(path + " is empty; copy it from the camera again.");
    }
  }

  private static String unreadable(Path path, int code) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(8);
    }
    boolean mp4 =
        head.length == 8 && new String(head, 4, 4, StandardCharsets.US_ASCII).equals("ftyp");
    if (mp4) {
      return path
          + " was cut off before its index was written, so no frame in it can be found; copy it"
          + " from the camera again or let a repair tool rebuild the index.";
    }
    return path
        + " is not a video that can be read ("
        + Ffmpeg.message(code)
        + "); check that it plays and copy it from the camera again.";
  }

  private static String noVideo(Path path, AVFormatContext format) {
    boolean audio = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0) >= 0;
    return path
        + (audio ? " holds only sound and no video" : " holds no video")
        + "; name the camera's video file instead.";
  }

  AVFormatContext format() {
    return format;
  }

  AVStream stream() {
    return format.streams(stream);
  }

  Ticks clock() {
    return Ticks.of(stream().time_base());
  }

  /** The packet that {@link #read()} has read; valid until the next read. */
  AVPacket packet() {
    return packet;
  }

  /**
   * Reads the next packet of the video stream.
   *
   * @return 0, or FFmpeg's code for the end of the file or for what stopped the reading
   */
  int read() {
    while (true) {
      av_packet_unref(packet);
      int code = av_read_frame(format, packet);
      if (code < 0 || packet.stream_index() == stream) {
        return Math.min(code, 0);
      }
    }
  }

  /** Moves to a place at or before a time, if the file's format can; nothing is promised. */
  boolean seek(long ticks) {
    return av_seek_frame(format, stream, ticks, AVSEEK_FLAG_BACKWARD) >= 0;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      av_packet_free(packet);
      avformat_close_input(format);
    }
  }
}

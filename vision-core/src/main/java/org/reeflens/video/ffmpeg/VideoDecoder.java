package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_UNKNOWN;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;

/**
 * Decodes the frames of one file in the order of their times. For one thread; the frames it gives
 * out may be used on others and may outlive it.
 */
public final class VideoDecoder implements AutoCloseable {
  /**
   * Frames that are sooner decoded than skipped: a seek empties the decoder's threads, and the
   * pictures between two starting points are cheap. A guess.
   */
  private static final int WORTH_A_SEEK = 24;

  /** Failures in a row after which a decoder is taken to be stuck. A guess. */
  private static final int MOST_FAILURES = 10_000;

  private final VideoFile file;
  private final AVCodecContext decoder;
  private final AVFrame frame = av_frame_alloc();
  private final RgbConverter converter = new RgbConverter();
  private Container container;
  private @Nullable Deinterlacer deinterlacer;
  private boolean drained;
  private boolean open = true;
  private int index = -1;

  /** Frames before this one are left over from before the place that was sought. */
  private int floor;

  /** The frames that must be decoded, by rank; null for all. */
  private @Nullable BitSet needed;

  private boolean packetWaiting;
  private boolean sought;
  private int skipped;
  private int decoded;
  private int corrupt;
  private int refused;
  private int failuresInARow;

  private VideoDecoder(VideoFile file, Container container, AVCodecContext decoder) {
    this.file = file;
    this.container = container;
    this.decoder = decoder;
  }

  /**
   * Opens a file for decoding.
   *
   * @param threads decoding threads, 1 or more
   * @throws IOException if it cannot be decoded; the message is one sentence for the user
   */
  public static VideoDecoder open(VideoFile file, int threads) throws IOException {
    Container container = Container.open(file.path());
    AVCodec codec = avcodec_find_decoder(container.stream().codecpar().codec_id());
    if (codec == null || codec.isNull()) {
      container.close();
      throw new IOException(undecodable(file));
    }
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, container.stream().codecpar());
    decoder.pkt_timebase(container.stream().time_base());
    decoder.thread_count(threads);
    // Damaged pictures are to be seen and counted, not left out in silence.
    decoder.flags(decoder.flags() | AV_CODEC_FLAG_OUTPUT_CORRUPT);
    if (avcodec_open2(decoder, codec, (AVDictionary) null) < 0) {
      avcodec_free_context(decoder);
      container.close();
      throw new IOException(undecodable(file));
    }
    return new VideoDecoder(file, container, decoder);
  }

  private static String undecodable(VideoFile file) {
    return file.path()
        + " is coded as "
        + file.codec()
        + ", which this build cannot decode; convert it to H.264 first.";
  }

  /** FFmpeg's name of the decoder in use. */
  public String name() {
    return decoder.codec().name().getString();
  }

  /** Frames decoded so far, damaged ones included. */
  public int decoded() {
    return decoded;
  }

  /** Frames decoded so far that the decoder or the container knows to be damaged. */
  public int corrupt() {
    return corrupt;
  }

  /** Frames left undecoded because no frame that was asked for depends on them. */
  public int skipped() {
    return skipped;
  }

  /** Frames known to be lost: their packets gave no picture. */
  public int lost() {
    return drained && !sought ? Math.max(0, file.frames() - decoded - skipped) : refused;
  }

  /**
   * Says before the first {@link #next()} which frames will be asked for. Others may be left out
   * where none of these depends on them; those that come are the same as without. Interlaced video
   * is decoded whole, because each of its frames is made with those beside it.
   *
   * @param wanted 0-based ranks of frames
   */
  public void want(BitSet wanted) {
    needed = file.packets().needed(wanted);
  }

  /** The frame that {@link #next()} decoded: its 0-based rank by time, or -1 before the first. */
  public int index() {
    return index;
  }

  /** Width of the decoded picture, upright, pixels. */
  public int width() {
    return rotation() % 180 == 0 ? frame.width() : frame.height();
  }

  /** Height of the decoded picture, upright, pixels. */
  public int height() {
    return rotation() % 180 == 0 ? frame.height() : frame.width();
  }

  /**
   * Says that no frame before this one is needed, so that a stretch may be skipped. Frames before
   * it may still come.
   *
   * @param wanted 0-based rank of a frame
   * @throws IOException if the file cannot be read again
   */
  public void skipTo(int wanted) throws IOException {
    int[] keys = file.packets().keys;
    if (file.missingTimes() > 0 || keys.length == 0) {
      return; // Frames can be told apart only by counting them from the first.
    }
    int found = Arrays.binarySearch(keys, wanted);
    int key = found >= 0 ? found : -found - 2;
    if (key >= 0 && keys[key] > index + WORTH_A_SEEK) {
      seek(key);
    }
  }

  private void seek(int key) throws IOException {
    long start = file.packets().times[file.packets().keys[key]];
    long decodingTime = file.packets().keyDecodingTimes[key];
    packetWaiting = container.seek(Math.min(start, decodingTime)) && readUpTo(start, decodingTime);
    if (!packetWaiting) {
      // Landed behind it. From the beginning the packet is always found.
      container.close();
      container = Container.open(file.path());
      packetWaiting = readUpTo(start, Long.MAX_VALUE);
    }
    sought = true;
    avcodec_flush_buffers(decoder);
    closeDeinterlacer();
    drained = false;
    floor = file.packets().keys[key];
    index = floor - 1;
  }

  /** Reads on until the packet with a presentation time; false if it lies behind. */
  private boolean readUpTo(long presentationTime, long decodingTime) {
    while (container.read() == 0) {
      AVPacket packet = container.packet();
      if (packet.pts() == presentationTime) {
        return true;
      }
      if (packet.dts() != AV_NOPTS_VALUE && packet.dts() > decodingTime) {
        return false;
      }
    }
    return false;
  }

  /**
   * Decodes the next frame.
   *
   * @return whether there is one; false at the end of what can be read
   * @throws IOException if the file cannot be decoded at all
   */
  public boolean next() throws IOException {
    while (decode()) {
      int place = place();
      if (place < floor || place <= index) {
        continue; // Left over from before a seek, or a second picture of the same time.
      }
      index = place;
      decoded++;
      if (isCorrupt()) {
        corrupt++;
      }
      return true;
    }
    return false;
  }

  private int place() {
    long time = frame.pts();
    int place = time == AV_NOPTS_VALUE ? -1 : file.packets().place(time);
    if (place >= 0) {
      return place;
    }
    if (time != AV_NOPTS_VALUE && file.missingTimes() == 0) {
      return -place - 2; // No packet has this time: the frame is the one shown then.
    }
    // A frame without a time of its own follows the one before: decoders give them in order.
    return Math.min(index + 1, file.frames() - 1);
  }

  private boolean isCorrupt() {
    return (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0
        || frame.decode_error_flags() != 0
        || Arrays.binarySearch(file.packets().damaged, frame.pts()) >= 0;
  }

  private boolean decode() throws IOException {
    while (true) {
      if (deinterlacer != null && deinterlacer.get(frame)) {
        return true;
      }
      if (drained) {
        return false;
      }
      int code = avcodec_receive_frame(decoder, frame);
      if (code == 0) {
        failuresInARow = 0;
        if (deinterlacer == null && (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0) {
          deinterlacer = new Deinterlacer(frame, file.clock());
        }
        if (deinterlacer == null) {
          return true;
        }
        deinterlacer.put(frame);
      } else if (code == AVERROR_EAGAIN()) {
        feed();
      } else if (code == AVERROR_EOF()) {
        drained = true;
        if (deinterlacer != null) {
          deinterlacer.end();
        }
      } else {
        refuse();
      }
    }
  }

  private void feed() throws IOException {
    boolean read = packetWaiting || readNeeded();
    packetWaiting = false;
    int code = avcodec_send_packet(decoder, read ? container.packet() : null);
    if (code < 0 && code != AVERROR_EOF()) {
      refuse();
    }
  }

  /** Reads on until a packet that must be decoded; false at the end. */
  private boolean readNeeded() {
    while (container.read() == 0) {
      if (isNeeded(container.packet())) {
        return true;
      }
      skipped++;
    }
    return false;
  }

  private boolean isNeeded(AVPacket packet) {
    int place = packet.pts() == AV_NOPTS_VALUE ? -1 : file.packets().place(packet.pts());
    boolean frame = place >= 0 && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
    return needed == null || !frame || needed.get(place) || isInterlaced();
  }

  private boolean isInterlaced() {
    int order = container.stream().codecpar().field_order();
    return deinterlacer != null || (order != AV_FIELD_UNKNOWN && order != AV_FIELD_PROGRESSIVE);
  }

  private void refuse() throws IOException {
    refused++;
    if (++failuresInARow > MOST_FAILURES) {
      throw new IOException(
          file.path() + " is too damaged to be decoded; copy it from the camera again.");
    }
  }

  /**
   * Makes a frame of the picture that {@link #next()} decoded.
   *
   * @param time the frame's identity
   * @param lease (Input) the right to hold it; the frame's from now on, also after a failure
   * @return a frame that the caller closes
   */
  public Frame take(FrameTime time, FramePool.Lease lease) {
    try {
      return new FfmpegFrame(time, frame, rotation(), converter, lease);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Photos carry their rotation with the picture, videos with the stream. */
  private int rotation() {
    AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    return matrix == null || matrix.isNull()
        ? file.rotation()
        : Rotation.ofDisplayMatrix(matrix.data());
  }

  private void closeDeinterlacer() {
    if (deinterlacer != null) {
      deinterlacer.close();
      deinterlacer = null;
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      closeDeinterlacer();
      av_frame_free(frame);
      avcodec_free_context(decoder);
      container.close();
      converter.close();
    }
  }
}

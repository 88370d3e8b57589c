package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What a video file holds, found by reading its packets without decoding them. Frame times count
 * from the first frame, so a start offset is gone. Immutable and safe for use by many threads.
 */
public final class VideoFile {
  /** A length of all streams may exceed that of the video by this much, seconds. A guess. */
  private static final double SOUND_OVERHANG = 1;

  /** A length of the video itself may be wrong by this much, seconds. A guess. */
  private static final double OWN_TOLERANCE = 0.2;

  private final Path path;
  private final String codec;
  private final int width;
  private final int height;
  private final int rotation;
  private final double nominalRate;
  private final Ticks clock;
  private final PacketTable packets;
  private final long durationTicks;
  private final boolean truncated;
  private final OptionalLong declaredFrames;
  private final OptionalDouble declaredSeconds;

  private VideoFile(Container container, PacketTable.Builder builder, long step, int endCode)
      throws IOException {
    AVStream stream = container.stream();
    AVCodecParameters parameters = stream.codecpar();
    path = container.path();
    codec = avcodec_get_name(parameters.codec_id()).getString();
    rotation = rotation(parameters);
    boolean upright = rotation % 180 == 0;
    width = upright ? parameters.width() : parameters.height();
    height = upright ? parameters.height() : parameters.width();
    clock = container.clock();
    packets = builder.build(step);
    int frames = packets.times.length;
    double guessed = rate(container);
    nominalRate =
        guessed > 0 || frames < 2
            ? guessed
            : 1e6 * (frames - 1) / clock.toMicros(packets.times[frames - 1] - packets.times[0]);
    durationTicks = packets.times[frames - 1] - packets.times[0] + lastStep();
    declaredFrames = declaredFrames(container, builder.hidden());
    declaredSeconds = declaredSeconds(container);
    truncated =
        endCode != AVERROR_EOF()
            || (declaredFrames.isPresent() && builder.count() < declaredFrames.getAsLong())
            || endsEarly(container)
            || endsInsideTransportPacket(container);
  }

  /**
   * Reads a file from its beginning to its end, without decoding.
   *
   * @throws IOException if no video frame can be found in it; the message is one sentence that
   *     names the file, what is wrong and what to do
   */
  public static VideoFile scan(Path path) throws IOException {
    try (Container container = Container.open(path)) {
      AVCodecParameters parameters = container.stream().codecpar();
      PictureHeaders headers = new PictureHeaders(parameters);
      PacketTable.Builder builder = new PacketTable.Builder();
      int code;
      while ((code = container.read()) == 0) {
        builder.add(container.packet(), headers.of(container.packet()));
      }
      if (builder.count() == 0 || parameters.width() < 1 || parameters.height() < 1) {
        throw new IOException(
            path + " holds no video frame; leave it out or copy it from the camera again.");
      }
      double rate = rate(container);
      long step = Math.max(1, container.clock().ofSeconds(1 / (rate > 0 ? rate : 25)));
      return new VideoFile(container, builder, step, code);
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** FFmpeg's name of the coding, such as {@code h264}. */
  public String codec() {
    return codec;
  }

  /** Width in pixels after rotation. */
  public int width() {
    return width;
  }

  /** Height in pixels after rotation. */
  public int height() {
    return height;
  }

  /** How far the coded picture is turned clockwise to be upright: 0, 90, 180 or 270 degrees. */
  public int rotation() {
    return rotation;
  }

  /** Frames per second as the file declares or averages them, 0 if unknown. For display only. */
  public double nominalRate() {
    return nominalRate;
  }

  /** Frames that can be read, 1 or more. */
  public int frames() {
    return packets.times.length;
  }

  /** When a frame is shown, microseconds since the first frame. */
  public long micros(int index) {
    return clock.toMicros(packets.times[index] - packets.times[0]);
  }

  /** From the first frame that can be read to the end of the last one, microseconds. */
  public long durationMicros() {
    return clock.toMicros(durationTicks);
  }

  /** How many of the frames have no presentation time in the file; theirs are inferred. */
  public int missingTimes() {
    return packets.missingTimes;
  }

  /** Whether the file ends before its own end: it was cut off, or reading stopped at damage. */
  public boolean truncated() {
    return truncated;
  }

  /** How many frames the file says it holds, where it says so. */
  public OptionalLong declaredFrames() {
    return declaredFrames;
  }

  /** How long the file says its video is, seconds, where it says so. */
  public OptionalDouble declaredSeconds() {
    return declaredSeconds;
  }

  Ticks clock() {
    return clock;
  }

  PacketTable packets() {
    return packets;
  }

  /**
   * How long the last frame is shown. AVI calls every frame one tick long, however fine ticks are.
   */
  private long lastStep() {
    int frames = packets.times.length;
    long average = frames < 2 ? 0 : (packets.times[frames - 1] - packets.times[0]) / (frames - 1);
    if (packets.lastDuration > average / 10) {
      return packets.lastDuration;
    }
    if (average > 0) {
      return average;
    }
    if (nominalRate > 0) {
      return clock.ofSeconds(1 / nominalRate);
    }
    return 0;
  }

  private static double rate(Container container) {
    AVRational rate = av_guess_frame_rate(container.format(), container.stream(), null);
    return rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 0;
  }

  private static int rotation(AVCodecParameters parameters) {
    AVPacketSideData matrix =
        parameters.nb_coded_side_data() == 0
            ? null
            : av_packet_side_data_get(
                parameters.coded_side_data(),
                parameters.nb_coded_side_data(),
                AV_PKT_DATA_DISPLAYMATRIX);
    return matrix == null || matrix.isNull() ? 0 : Rotation.ofDisplayMatrix(matrix.data());
  }

  private static boolean is(AVFormatContext format, String name) {
    return format.iformat().name().getString().contains(name);
  }

  /** MP4 lists its frames. Other formats count what is not there, such as AVI's empty frames. */
  private static OptionalLong declaredFrames(Container container, int hidden) {
    AVStream stream = container.stream();
    // An edit list may leave out samples on purpose; the index knows what is left.
    long frames = Math.min(stream.nb_frames(), avformat_index_get_entries_count(stream)) - hidden;
    return is(container.format(), "mov") && frames > 0
        ? OptionalLong.of(frames)
        : OptionalLong.empty();
  }

  private static OptionalDouble declaredSeconds(Container container) {
    OptionalDouble tagged = taggedSeconds(container);
    AVFormatContext format = container.format();
    if (tagged.isPresent() || format.duration_estimation_method() != AVFMT_DURATION_FROM_STREAM) {
      return tagged;
    }
    long own = container.stream().duration();
    if (own != AV_NOPTS_VALUE && own > 0) {
      return OptionalDouble.of(container.clock().toMicros(own) / 1e6);
    }
    return format.duration() > 0
        ? OptionalDouble.of(format.duration() / 1e6)
        : OptionalDouble.empty();
  }

  /** Where the video stream ends by Matroska's tag, counted from its first frame. */
  private static OptionalDouble taggedSeconds(Container container) {
    AVDictionaryEntry tag = av_dict_get(container.stream().metadata(), "DURATION", null, 0);
    if (tag == null || tag.isNull()) {
      return OptionalDouble.empty();
    }
    try {
      double end = LocalTime.parse(tag.value().getString()).toNanoOfDay() / 1e9;
      return OptionalDouble.of(end - startSeconds(container));
    } catch (DateTimeParseException e) {
      return OptionalDouble.empty(); // Another program's tag of the same name.
    }
  }

  private static double startSeconds(Container container) {
    long start = container.stream().start_time();
    return start == AV_NOPTS_VALUE || start < 0 ? 0 : container.clock().toMicros(start) / 1e6;
  }

  /** By time, for formats that do not list their frames. */
  private boolean endsEarly(Container container) {
    boolean own = is(container.format(), "avi") || taggedSeconds(container).isPresent();
    double tolerance = own ? OWN_TOLERANCE : SOUND_OVERHANG;
    return declaredFrames.isEmpty()
        && declaredSeconds.isPresent()
        && durationMicros() / 1e6 < declaredSeconds.getAsDouble() - tolerance;
  }

  /**
   * A transport stream declares no length, but it consists of whole packets of 188 or 192 bytes.
   */
  private static boolean endsInsideTransportPacket(Container container) throws IOException {
    long size = Files.size(container.path());
    return is(container.format(), "mpegts") && size % 188 != 0 && size % 192 != 0;
  }
}

package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;

import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * Reads off a packet, without decoding it, whether other pictures depend on the one in it. Of H.264
 * and H.265 it reads the headers of the NAL units (ITU-T H.264 7.3.1 and table 7-1, H.265 7.3.1.2
 * and table 7-1). What it does not understand it takes for a picture that others depend on.
 */
final class PictureHeaders {
  /** No picture of the same or a lower layer of time depends on it. */
  static final int DISPOSABLE = 1;

  /** Neither it nor any picture coded after it depends on one coded before it. */
  static final int FRESH = 2;

  /** Place of the layer of time in the answer: 0 to 7, where a higher one may depend on it. */
  static final int LAYER_SHIFT = 2;

  private final int codec;
  private final boolean intraOnly;

  /** Bytes of the length before each NAL unit, or 0 where a start code stands instead. */
  private final int lengthBytes;

  PictureHeaders(AVCodecParameters parameters) {
    codec = parameters.codec_id();
    AVCodecDescriptor known = avcodec_descriptor_get(codec);
    intraOnly = known != null && !known.isNull() && (known.props() & AV_CODEC_PROP_INTRA_ONLY) != 0;
    // Place of the length's size in the configuration record (ISO/IEC 14496-15).
    int place = codec == AV_CODEC_ID_H264 ? 4 : 21;
    boolean record = parameters.extradata_size() > place && parameters.extradata().get(0) == 1;
    lengthBytes = record ? (parameters.extradata().get(place) & 3) + 1 : 0;
  }

  /** {@link #DISPOSABLE}, {@link #FRESH}, both or none, and the layer of time above them. */
  int of(AVPacket packet) {
    if (intraOnly) {
      return DISPOSABLE | FRESH;
    }
    if (codec != AV_CODEC_ID_H264 && codec != AV_CODEC_ID_HEVC) {
      return 0;
    }
    BytePointer data = packet.data();
    return of(i -> data.get(i) & 0xff, packet.size());
  }

  /** The same of bytes from 0 to a length, for packets of H.264 and H.265. */
  int of(IntUnaryOperator bytes, int length) {
    int all = DISPOSABLE | FRESH;
    int layer = 0;
    boolean picture = false;
    int unit = next(bytes, 0, length);
    while (unit >= 0 && unit + 1 < length) {
      int kind = codec == AV_CODEC_ID_H264 ? h264(bytes, unit) : hevc(bytes, unit);
      if (kind >= 0) {
        picture = true;
        all &= kind;
        layer = Math.max(layer, kind >> LAYER_SHIFT);
      }
      unit = following(bytes, unit, length);
    }
    return picture && unit != DAMAGED ? all | layer << LAYER_SHIFT : 0;
  }

  private static final int NONE = -1;
  private static final int DAMAGED = -2;

  /** What a unit with a part of a picture says, or -1 for any other unit. */
  private static int h264(IntUnaryOperator bytes, int unit) {
    int type = bytes.applyAsInt(unit) & 31;
    if (type < 1 || type > 5) {
      return -1;
    }
    boolean reference = (bytes.applyAsInt(unit) >> 5 & 3) != 0;
    return (reference ? 0 : DISPOSABLE) | (type == 5 ? FRESH : 0);
  }

  private static int hevc(IntUnaryOperator bytes, int unit) {
    int type = bytes.applyAsInt(unit) >> 1 & 63;
    if (type > 31) {
      return -1;
    }
    int second = bytes.applyAsInt(unit + 1);
    boolean baseView = (bytes.applyAsInt(unit) & 1) == 0 && second >> 3 == 0;
    boolean disposable = baseView && type < 15 && type % 2 == 0;
    // IDR with or without pictures shown before it, none of which depends on what came before.
    boolean fresh = type == 19 || type == 20;
    int layer = Math.max(0, (second & 7) - 1);
    return (disposable ? DISPOSABLE : 0) | (fresh ? FRESH : 0) | layer << LAYER_SHIFT;
  }

  /** First byte of the unit after the one that begins at a place. */
  private int following(IntUnaryOperator bytes, int unit, int length) {
    if (lengthBytes == 0) {
      return next(bytes, unit, length);
    }
    return next(bytes, unit + size(bytes, unit - lengthBytes), length);
  }

  /** First byte of the next unit from a place between units on. */
  private int next(IntUnaryOperator bytes, int from, int length) {
    if (lengthBytes > 0) {
      if (from == length) {
        return NONE;
      }
      boolean whole = from + lengthBytes < length && size(bytes, from) > 0;
      return whole && size(bytes, from) <= length - from - lengthBytes
          ? from + lengthBytes
          : DAMAGED;
    }
    for (int i = from; i + 3 < length; i++) {
      if (bytes.applyAsInt(i + 2) > 1) {
        i += 2;
      } else if (bytes.applyAsInt(i) == 0
          && bytes.applyAsInt(i + 1) == 0
          && bytes.applyAsInt(i + 2) == 1) {
        return i + 3;
      }
    }
    return NONE;
  }

  private int size(IntUnaryOperator bytes, int place) {
    int size = 0;
    for (int i = 0; i < lengthBytes; i++) {
      size = size << 8 | bytes.applyAsInt(place + i);
    }
    return size;
  }
}

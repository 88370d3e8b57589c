package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * What the packets of a video stream say about its frames: the presentation times in order, which
 * frames a decoder can start at, and which are known to be damaged. Times are in ticks of the
 * stream.
 */
final class PacketTable {
  /** Presentation times, rising, each one once. */
  final long[] times;

  /** Places in {@link #times} at which a decoder can start, rising. */
  final int[] keys;

  /** Decoding time of each of {@link #keys}, or its presentation time where that is unknown. */
  final long[] keyDecodingTimes;

  /** Presentation times of packets that the container itself knows to be damaged, rising. */
  final long[] damaged;

  /** Frames whose presentation time the file does not give. */
  final int missingTimes;

  /** How long the last frame is shown, or 0 where the file does not say. */
  final long lastDuration;

  /**
   * The place in {@link #times} of each packet in the order of decoding; none where a time is
   * missing or comes twice, so that packets and frames cannot be matched.
   */
  private final int[] decodingOrder;

  /** What {@link PictureHeaders} says of each packet, in the order of decoding. */
  private final byte[] kinds;

  private PacketTable(Builder seen, long nominalStep) {
    long[] known = Arrays.stream(seen.times()).filter(t -> t != AV_NOPTS_VALUE).toArray();
    missingTimes = seen.count - known.length;
    times = missingTimes == 0 ? distinct(known) : seen.guessTimes(known, nominalStep);
    lastDuration = seen.lastDuration;
    damaged =
        seen.select(AV_PKT_FLAG_CORRUPT)
            .mapToLong(i -> seen.presentation[i])
            .filter(t -> t != AV_NOPTS_VALUE)
            .sorted()
            .toArray();
    int[] keyPackets =
        seen.select(AV_PKT_FLAG_KEY).filter(i -> seen.presentation[i] != AV_NOPTS_VALUE).toArray();
    keys = Arrays.stream(keyPackets).map(i -> place(seen.presentation[i])).toArray();
    keyDecodingTimes = Arrays.stream(keyPackets).mapToLong(seen::decodingTime).toArray();
    decodingOrder =
        missingTimes == 0 && times.length == seen.count
            ? IntStream.range(0, seen.count).map(i -> place(seen.presentation[i])).toArray()
            : new int[0];
    kinds = Arrays.copyOf(seen.kinds, decodingOrder.length);
  }

  /**
   * The frames that must be decoded so that some can be shown as they are.
   *
   * @param wanted places in {@link #times}
   * @return places in {@link #times}; all where packets and frames cannot be matched
   */
  BitSet needed(BitSet wanted) {
    BitSet needed = new BitSet(times.length);
    if (decodingOrder.length == 0) {
      needed.set(0, times.length);
      return needed;
    }
    int highest = 0;
    for (byte kind : kinds) {
      highest = Math.max(highest, kind >> PictureHeaders.LAYER_SHIFT);
    }
    // From the end: a picture is needed by those that are decoded after it, up to a fresh start.
    boolean later = false;
    for (int packet = decodingOrder.length - 1; packet >= 0; packet--) {
      int frame = decodingOrder[packet];
      int kind = kinds[packet];
      boolean disposable =
          (kind & PictureHeaders.DISPOSABLE) != 0 && kind >> PictureHeaders.LAYER_SHIFT == highest;
      if (wanted.get(frame)) {
        later = true;
      }
      needed.set(frame, disposable ? wanted.get(frame) : later);
      if ((kind & PictureHeaders.FRESH) != 0) {
        later = false;
      }
    }
    return needed;
  }

  /** The place of a presentation time, or a negative number if no packet has it. */
  int place(long time) {
    return Arrays.binarySearch(times, time);
  }

  private static long[] distinct(long[] values) {
    return Arrays.stream(values).sorted().distinct().toArray();
  }

  /** Collects the packets as they are read. */
  static final class Builder {
    private long[] presentation = new long[1024];
    private long[] decoding = new long[1024];
    private byte[] flags = new byte[1024];
    private byte[] kinds = new byte[1024];
    private int count;
    private int hidden;
    private long latest = Long.MIN_VALUE;
    private long lastDuration;

    /**
     * Takes note of one packet. Packets that are not shown are none of the frames.
     *
     * @param kind what {@link PictureHeaders} says of it
     */
    void add(AVPacket packet, int kind) {
      if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0 || packet.size() == 0) {
        hidden++;
        return;
      }
      if (count == presentation.length) {
        presentation = Arrays.copyOf(presentation, 2 * count);
        decoding = Arrays.copyOf(decoding, 2 * count);
        flags = Arrays.copyOf(flags, 2 * count);
        kinds = Arrays.copyOf(kinds, 2 * count);
      }
      presentation[count] = packet.pts();
      decoding[count] = packet.dts();
      flags[count] = (byte) packet.flags();
      kinds[count] = (byte) kind;
      count++;
      long shown = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
      if (shown >= latest) {
        latest = shown;
        lastDuration = packet.duration();
      }
    }

    int count() {
      return count;
    }

    /** Packets that are in the file and not to be shown, by its edit list or because empty. */
    int hidden() {
      return hidden;
    }

    /**
     * Ends the collecting.
     *
     * @param nominalStep ticks from one frame to the next by the nominal rate, 1 or more; used only
     *     where times are missing
     */
    PacketTable build(long nominalStep) {
      return new PacketTable(this, nominalStep);
    }

    private long[] times() {
      return Arrays.copyOf(presentation, count);
    }

    private IntStream select(int flag) {
      return IntStream.range(0, count).filter(i -> (flags[i] & flag) != 0);
    }

    private long decodingTime(int packet) {
      return decoding[packet] == AV_NOPTS_VALUE ? presentation[packet] : decoding[packet];
    }

    /**
     * Gives every frame a time when some are missing. If all are missing, frames are shown in the
     * order of the decoding times (AVI knows only those), or else evenly. If some are missing, the
     * holes between the known ones are filled evenly, and what is left follows at the end.
     */
    private long[] guessTimes(long[] known, long nominalStep) {
      if (known.length == 0) {
        long[] order = distinct(Arrays.copyOf(decoding, count));
        boolean usable = order.length == count && order[0] != AV_NOPTS_VALUE;
        return usable ? order : evenly(nominalStep);
      }
      long[] sorted = distinct(known);
      long step = typicalStep(sorted, nominalStep);
      long[] filled = new long[count];
      int n = 0;
      int toPlace = count - sorted.length;
      if (presentation[0] == AV_NOPTS_VALUE) {
        filled[n++] = sorted[0] - step; // Decoding begins with the frame that is shown first.
        toPlace--;
      }
      for (int i = 0; i < sorted.length; i++) {
        filled[n++] = sorted[i];
        if (i + 1 < sorted.length) {
          long hole = sorted[i + 1] - sorted[i];
          int fit = (int) Math.min(toPlace, Math.max(0, Math.round((double) hole / step) - 1));
          for (int k = 1; k <= fit; k++) {
            filled[n++] = sorted[i] + hole * k / (fit + 1);
          }
          toPlace -= fit;
        }
      }
      while (n < count) {
        filled[n] = filled[n - 1] + step;
        n++;
      }
      return distinct(filled);
    }

    private long[] evenly(long step) {
      long[] even = new long[count];
      for (int i = 0; i < count; i++) {
        even[i] = i * step;
      }
      return even;
    }

    private static long typicalStep(long[] sorted, long nominalStep) {
      if (sorted.length < 3) {
        return nominalStep;
      }
      long[] steps = new long[sorted.length - 1];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = sorted[i + 1] - sorted[i];
      }
      Arrays.sort(steps);
      // The lower quartile: holes make single steps longer, never shorter.
      return Math.max(1, steps[steps.length / 4]);
    }
  }
}

package org.reeflens.image;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What stays where it is in a recording: the median, value by value, of up to {@value #KEPT}
 * pictures of the past. What swims through is in few of them and drops out; what rests for longer
 * than half of them becomes background.
 *
 * <p>The pictures lie {@value #FIRST_SPACING} s apart at first, so that a background is there soon;
 * whenever more than {@value #KEPT} are kept every second one goes and the distance doubles, up to
 * {@value #LAST_SPACING} s. The spacings and the number are guesses: 16 s is longer than fish
 * linger and short enough for light that changes. Not for use by two threads at once.
 */
public final class Background {

  /** The most pictures whose median is taken. */
  public static final int KEPT = 9;

  /** With fewer pictures there is no background yet. */
  public static final int FEWEST = 3;

  /** Distance of two kept pictures at first, seconds. */
  public static final double FIRST_SPACING = 0.5;

  /** Distance of two kept pictures in the end, seconds. */
  public static final double LAST_SPACING = 2;

  /** After so many seconds without a picture it starts anew. */
  public static final double LONGEST_GAP = 5;

  /** Frame times come as microseconds; sums of them in seconds are off by less than this. */
  private static final double SLACK = 1e-6;

  @SuppressWarnings("ArrayRecordComponent") // Never compared, never shown outside.
  private record Kept(double seconds, byte[] picture) {}

  private final int bytes;
  private final Queue<byte[]> unused = new ArrayDeque<>();
  private List<Kept> kept = new ArrayList<>();
  private double spacing = FIRST_SPACING;
  private double last = Double.NaN;
  private byte @Nullable [] median;

  /**
   * A background that knows nothing yet.
   *
   * @param bytes values of a picture, 1 or more
   */
  public Background(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a picture has 1 or more bytes: " + bytes);
    }
    this.bytes = bytes;
  }

  /**
   * Takes the next picture. Starts anew if the time does not rise or leaps.
   *
   * @param seconds when it was taken, on the recording's clock
   * @param picture (Input) unsigned 8-bit values in any order, from the buffer's first byte; copied
   * @return the background it stands before, in the same order, read-only and until the next call;
   *     empty while there are fewer than {@value #FEWEST} pictures
   */
  public Optional<ByteBuffer> update(double seconds, ByteBuffer picture) {
    if (picture.capacity() < bytes) {
      throw new IllegalArgumentException(
          "a picture of " + bytes + " bytes is needed, not " + picture.capacity());
    }
    if (!(seconds > last && seconds - last <= LONGEST_GAP)) {
      restart();
    }
    last = seconds;
    if (kept.isEmpty() || seconds - kept.get(kept.size() - 1).seconds >= spacing - SLACK) {
      keep(seconds, picture);
    }
    return Optional.ofNullable(median).map(ByteBuffer::wrap).map(ByteBuffer::asReadOnlyBuffer);
  }

  private void restart() {
    kept.forEach(one -> unused.add(one.picture));
    kept.clear();
    spacing = FIRST_SPACING;
    median = null;
  }

  private void keep(double seconds, ByteBuffer picture) {
    byte[] copy = unused.isEmpty() ? new byte[bytes] : unused.remove();
    picture.get(0, copy);
    kept.add(new Kept(seconds, copy));
    if (kept.size() > KEPT) {
      thin();
    }
    if (kept.size() >= FEWEST) {
      median = median(median == null ? new byte[bytes] : median);
    }
  }

  /** The newest picture stays in either case. */
  private void thin() {
    List<Kept> left = new ArrayList<>();
    boolean widen = spacing < LAST_SPACING;
    for (int i = 0; i < kept.size(); i++) {
      if (widen ? i % 2 == KEPT % 2 : i > 0) {
        left.add(kept.get(i));
      } else {
        unused.add(kept.get(i).picture);
      }
    }
    kept = left;
    spacing = widen ? Math.min(LAST_SPACING, 2 * spacing) : spacing;
  }

  /** The lower one of the two in the middle where the number is even. */
  private byte[] median(byte[] target) {
    int count = kept.size();
    byte[][] pictures = kept.stream().map(Kept::picture).toArray(byte[][]::new);
    int[] sorted = new int[count];
    for (int at = 0; at < bytes; at++) {
      for (int i = 0; i < count; i++) {
        int value = pictures[i][at] & 0xff;
        int place = i;
        for (; place > 0 && sorted[place - 1] > value; place--) {
          sorted[place] = sorted[place - 1];
        }
        sorted[place] = value;
      }
      target[at] = (byte) sorted[(count - 1) / 2];
    }
    return target;
  }
}

package org.reeflens.evaluate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Region;

/**
 * How the pictures of a folder belong together: each by itself, or as the frames of recordings that
 * their names number, such as {@code site7_dive2_000123.jpg}. What stands before the last number
 * names the recording.
 */
public final class PictureOrder {

  /** Every picture stands alone. */
  public static final PictureOrder SINGLE = new PictureOrder(0);

  private static final Pattern NUMBERED = Pattern.compile("(?<recording>.*?)(?<number>\\d+)");

  private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE);

  private final double perSecond;

  private PictureOrder(double perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Names number the frames of recordings.
   *
   * @param perSecond numbers a second, above zero
   * @throws IllegalArgumentException if it is not
   */
  public static PictureOrder numbered(double perSecond) {
    if (!(perSecond > 0 && perSecond <= 1000)) {
      throw new IllegalArgumentException(
          "frames a second must be above 0 and at most 1000: " + perSecond);
    }
    return new PictureOrder(perSecond);
  }

  /** Whether a detector may remember earlier pictures. */
  boolean isSequence() {
    return perSecond > 0;
  }

  /**
   * The recordings with their frames in order of time; all pictures as one where each stands alone.
   *
   * @throws IOException if a picture has no number
   */
  List<List<Path>> recordings(List<Path> pictures) throws IOException {
    if (!isSequence()) {
      return List.of(pictures);
    }
    SortedMap<String, SortedMap<Integer, Path>> recordings = new TreeMap<>();
    for (Path picture : pictures) {
      Matcher name = name(picture);
      Path other =
          recordings
              .computeIfAbsent(name.group("recording"), key -> new TreeMap<>())
              .put(number(picture), picture);
      if (other != null) {
        throw new IOException(
            picture + " and " + other.getFileName() + " have the same number; rename one of them");
      }
    }
    List<List<Path>> ordered = new ArrayList<>();
    for (Map.Entry<String, SortedMap<Integer, Path>> recording : recordings.entrySet()) {
      ordered.add(List.copyOf(recording.getValue().values()));
    }
    return ordered;
  }

  /** A frame with the time that its name tells; as it is where it stands alone. */
  Frame timed(Frame frame, Path picture) throws IOException {
    if (!isSequence()) {
      return frame;
    }
    int number = number(picture);
    long micros = Math.round(number / perSecond * 1e6);
    return new Timed(frame, new FrameTime(0, number, micros, micros));
  }

  private static int number(Path picture) throws IOException {
    BigInteger number = new BigInteger(name(picture).group("number"));
    if (number.compareTo(LARGEST) > 0) {
      throw new IOException(picture + " has a number above " + LARGEST + "; rename it");
    }
    return number.intValue();
  }

  private static Matcher name(Path picture) throws IOException {
    String file = picture.getFileName().toString();
    Matcher name = NUMBERED.matcher(file.substring(0, file.lastIndexOf('.')));
    if (!name.matches()) {
      throw new IOException(
          picture
              + " does not end with a frame number like 000123; rename it, or evaluate the pictures"
              + " one by one without a rate of frames");
    }
    return name;
  }

  /** A picture with another time. */
  private record Timed(Frame frame, FrameTime time) implements Frame {
    @Override
    public int width() {
      return frame.width();
    }

    @Override
    public int height() {
      return frame.height();
    }

    @Override
    public void rgb(Region region, int width, int height, ByteBuffer target, int rowStride) {
      frame.rgb(region, width, height, target, rowStride);
    }

    @Override
    public void close() {
      frame.close();
    }
  }
}

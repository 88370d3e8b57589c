package org.reeflens.track;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/**
 * Text of the MOT Challenge: a row for each box, {@code
 * frame,id,left,top,width,height,confidence,...}, without a header. Three things are written so:
 * truth, the result of a tracker, and detections, whose id is -1.
 *
 * <p>In the file frames count from 1 and so do pixels: the upper left corner of a picture is 1, 1.
 * In this library a picture begins at -0.5, -0.5, so boxes are moved by one pixel and a half on
 * their way in and out; {@link Row} holds them in source pixels.
 *
 * <p>After the confidence come two columns, the class and the visible share (truth since MOT16), or
 * three, a place in the world (-1 where there is none), which is not read. Rows may come in any
 * order; empty lines are passed over. Numbers that must be whole may be written as {@code 1.0}.
 */
public final class MotFile {

  /** Stands for a confidence, class or visibility that the file does not give. */
  public static final int UNKNOWN = -1;

  /** The id of a box that belongs to no track. */
  public static final int NO_TRACK = -1;

  /** From the corner of the first pixel, 1 in the file and -0.5 in this library. */
  private static final double SHIFT = 1.5;

  private static final int LEAST_COLUMNS = 6;

  /** Frame to confidence, class, visibility. */
  private static final int COLUMNS_OF_TRUTH = 9;

  private MotFile() {}

  /**
   * One box.
   *
   * @param frame number of the frame, from 1
   * @param id which track, 0 or more; {@link #NO_TRACK} for a detection
   * @param box where, source pixels
   * @param confidence how sure the detector is, 0 to 1; in truth 1, or 0 for a box that is not to
   *     be counted; {@link #UNKNOWN} where the file gives none
   * @param classNumber which class, or {@link #UNKNOWN}
   * @param visibility share of the animal that can be seen, 0 to 1, or {@link #UNKNOWN}
   */
  public record Row(
      int frame, int id, Box box, double confidence, int classNumber, double visibility) {

    /**
     * Checks the frame and the id.
     *
     * @throws IllegalArgumentException if the frame is below 1 or the id below -1
     */
    public Row {
      if (frame < 1 || id < NO_TRACK) {
        throw new IllegalArgumentException("no frame " + frame + " or no track " + id);
      }
    }

    /** A box of a tracker's result: without class and visibility. */
    public static Row of(int frame, int id, Box box, double confidence) {
      return new Row(frame, id, box, confidence, UNKNOWN, UNKNOWN);
    }

    /**
     * What a detector would have reported; class 0 where it is unknown.
     *
     * @throws IllegalArgumentException if the confidence is unknown or not 0 to 1
     */
    public Detection detection() {
      return new Detection(box, confidence, Math.max(0, classNumber));
    }
  }

  /**
   * Reads truth or the result of a tracker.
   *
   * @return the rows in the order of the file; none if it is empty
   * @throws IOException if the file cannot be read or a row is no box of a track; the message names
   *     file and line and says what to do
   */
  public static List<Row> readTracks(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    Map<Place, Integer> lineOf = new HashMap<>();
    for (Line line : lines(file)) {
      int id = line.whole(2, "id");
      if (id < 0) {
        throw line.wrong("track ids are 0 or more, not " + id + "; is this a file of detections?");
      }
      Row row = line.row(id, line.has(7) ? line.number(7, "confidence") : UNKNOWN);
      Integer other = lineOf.putIfAbsent(new Place(row.frame, id), line.number);
      if (other != null) {
        throw line.wrong(
            "track %d is in frame %d already, in line %d; a track has one box in a frame"
                .formatted(id, row.frame, other));
      }
      rows.add(row);
    }
    return rows;
  }

  /**
   * Reads detections; their ids are not looked at.
   *
   * @return the rows in the order of the file, each with {@link #NO_TRACK}; none if it is empty
   * @throws IOException if the file cannot be read or a row is no detection; the message names file
   *     and line and says what to do
   */
  public static List<Row> readDetections(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Line line : lines(file)) {
      line.number(2, "id");
      double confidence = line.number(7, "confidence");
      if (confidence < 0 || confidence > 1) {
        throw line.wrong(
            "the confidence (column 7) must be 0 to 1, not "
                + confidence
                + "; bring other scores to that scale");
      }
      rows.add(line.row(NO_TRACK, confidence));
    }
    return rows;
  }

  /** The rows of each frame that has any, in their order. */
  public static SortedMap<Integer, List<Row>> byFrame(List<Row> rows) {
    SortedMap<Integer, List<Row>> frames = new TreeMap<>();
    for (Row row : rows) {
      frames.computeIfAbsent(row.frame, frame -> new ArrayList<>()).add(row);
    }
    return frames;
  }

  /**
   * Writes rows, in their order: pixels and confidences with four decimals, then class and
   * visibility where one of them is known, else {@code -1,-1,-1}.
   *
   * @throws IOException if the file cannot be written; the message names it
   */
  public static void write(Path file, List<Row> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%.4f,%.4f,%.4f,%.4f,%.4f,",
              row.frame,
              row.id,
              row.box.left() + SHIFT,
              row.box.top() + SHIFT,
              row.box.width(),
              row.box.height(),
              row.confidence));
      text.append(
          row.classNumber == UNKNOWN && row.visibility == UNKNOWN
              ? "-1,-1,-1\n"
              : String.format(Locale.ROOT, "%d,%.4f\n", row.classNumber, row.visibility));
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written; is its folder there and open to you?", e);
    }
  }

  private record Place(int frame, int id) {}

  private static List<Line> lines(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + (Files.exists(file) ? " is no file" : " does not exist") + "; name a MOT text");
    }
    List<String> texts;
    try {
      texts = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text, so no MOT text", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String text : texts) {
      number++;
      // Some editors put a mark of the encoding before the first character.
      String plain = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
      if (!plain.isBlank()) {
        lines.add(new Line(file, number, plain.split(",", -1)));
      }
    }
    return lines;
  }

  /** A row as it is written; columns count from 1, as people count them. */
  private static final class Line {
    private final Path file;
    private final int number;
    private final String[] cells;

    Line(Path file, int number, String[] cells) throws IOException {
      this.file = file;
      this.number = number;
      this.cells = cells;
      if (cells.length < LEAST_COLUMNS) {
        throw wrong(
            "it has %d columns; a MOT row is frame,id,left,top,width,height,confidence, with commas"
                .formatted(cells.length));
      }
    }

    Row row(int id, double confidence) throws IOException {
      int frame = whole(1, "frame");
      if (frame < 1) {
        throw wrong("frames count from 1, but this is frame " + frame + "; add 1 to all of them");
      }
      double width = number(5, "width");
      double height = number(6, "height");
      if (width < 0 || height < 0) {
        throw wrong("the width and height of a box must not be negative: " + width + ", " + height);
      }
      Box box = Box.ofSize(number(3, "left") - SHIFT, number(4, "top") - SHIFT, width, height);
      boolean ofTruth = cells.length <= COLUMNS_OF_TRUTH;
      return new Row(
          frame,
          id,
          box,
          confidence,
          ofTruth && has(8) ? whole(8, "class") : UNKNOWN,
          ofTruth && has(9) ? number(9, "visibility") : UNKNOWN);
    }

    boolean has(int column) {
      return column <= cells.length && !cells[column - 1].isBlank();
    }

    double number(int column, String name) throws IOException {
      if (!has(column)) {
        throw wrong("the " + name + " (column " + column + ") is missing; add it");
      }
      String cell = cells[column - 1].strip();
      double value;
      try {
        value = Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
      if (!Double.isFinite(value)) {
        throw wrong("the " + name + " (column " + column + ") is no number: '" + cell + "'");
      }
      return value;
    }

    int whole(int column, String name) throws IOException {
      double value = number(column, name);
      if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
        throw wrong(
            "the %s (column %d) must be a whole number: '%s'"
                .formatted(name, column, cells[column - 1].strip()));
      }
      return (int) value;
    }

    IOException wrong(String sentence) {
      return new IOException(file + ", line " + number + ": " + sentence);
    }
  }
}

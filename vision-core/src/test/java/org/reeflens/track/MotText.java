package org.reeflens.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/** Reads the rows of MOT Challenge text: frame, id, left, top, width, height, confidence. */
public final class MotText {

  /**
   * One row.
   *
   * @param frame from 1
   * @param id track or, in a list of detections, -1
   * @param box in pixels, as written
   * @param confidence 0 to 1
   */
  public record Row(int frame, int id, Box box, double confidence) {
    /** What a detector would have reported. */
    public Detection detection() {
      return new Detection(box, confidence, 0);
    }
  }

  private MotText() {}

  /** All rows of a file. */
  public static List<Row> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(MotText::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a frame. */
  public static List<Row> at(int frame, List<Row> rows) {
    return rows.stream().filter(row -> row.frame == frame).toList();
  }

  /** The rows of a frame as detections. */
  public static List<Detection> detections(int frame, List<Row> rows) {
    return at(frame, rows).stream().map(Row::detection).toList();
  }

  /** The number of the last frame. */
  public static int frames(List<Row> rows) {
    return rows.stream().mapToInt(Row::frame).max().orElse(0);
  }

  private static Row row(String line) {
    String[] cells = line.split(",", -1);
    return new Row(
        Integer.parseInt(cells[0]),
        Integer.parseInt(cells[1]),
        Box.ofSize(number(cells[2]), number(cells[3]), number(cells[4]), number(cells[5])),
        number(cells[6]));
  }

  private static double number(String cell) {
    return Double.parseDouble(cell);
  }
}

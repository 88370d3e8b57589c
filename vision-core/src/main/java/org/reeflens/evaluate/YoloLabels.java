package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reeflens.geometry.Box;

/**
 * Truth boxes in YOLO text files: one line a box, {@code class x y width height}, the centre and
 * the sides as parts of the picture's, separated by blanks. An empty file means an empty picture.
 */
public final class YoloLabels {

  /** Files write six decimals; a box at the border can come out this much too far. */
  private static final double ROUNDING = 1e-4;

  private YoloLabels() {}

  /**
   * A box and its class.
   *
   * @param classIndex number of the class, 0 or more
   * @param box where, in pixels with centres at integers
   */
  public record Label(int classIndex, Box box) {}

  /**
   * Reads one file.
   *
   * @param file the text
   * @param width width of its picture, pixels
   * @param height height of its picture, pixels
   * @throws IOException if it cannot be read, or a line is no label; the message names both
   */
  public static List<Label> read(Path file, int width, int height) throws IOException {
    List<Label> labels = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        try {
          labels.add(label(line, width, height));
        } catch (IllegalArgumentException e) {
          throw new IOException(
              file + ", line " + number + " is no YOLO label 'class x y width height': " + line, e);
        }
      }
    }
    return labels;
  }

  private static Label label(String line, int width, int height) {
    String[] parts = line.strip().split("\\s+", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("5 numbers expected");
    }
    int classIndex = Integer.parseInt(parts[0]);
    double[] part = new double[4];
    for (int i = 0; i < 4; i++) {
      part[i] = Double.parseDouble(parts[i + 1]);
      if (!(part[i] >= -ROUNDING && part[i] <= 1 + ROUNDING)) {
        throw new IllegalArgumentException("0 to 1 expected");
      }
    }
    if (classIndex < 0 || part[2] < 0 || part[3] < 0) {
      throw new IllegalArgumentException("0 or more expected");
    }
    Box box =
        Box.ofSize(
            (part[0] - part[2] / 2) * width - 0.5,
            (part[1] - part[3] / 2) * height - 0.5,
            part[2] * width,
            part[3] * height);
    return new Label(classIndex, box);
  }
}

package org.reeflens.export;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.reeflens.measure.CameraModel;
import org.reeflens.measure.Medium;
import org.reeflens.measure.PictureSize;
import org.reeflens.measure.Position;
import org.reeflens.measure.StereoCalibration;
import org.reeflens.measure.WorkingRange;

/**
 * Writes a calibration so that other programs and {@link org.reeflens.measure.CalibrationFile} read
 * it: YAML of OpenCV's FileStorage (M1, D1, M2, D2, R, T), or JSON with VIAME's names. To these
 * come unit, medium, picture size, the range of distances and the source, which others pass over.
 */
public final class StereoCalibrationFile {

  private StereoCalibrationFile() {}

  /**
   * Writes the file, the whole of it or nothing.
   *
   * @param file ends in json for JSON, in yml or yaml for YAML
   * @throws IllegalArgumentException if it ends in something else
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void write(Path file, StereoCalibration calibration) {
    checkName(file);
    if (ending(file).equals("json")) {
      JsonFile.write(file, json(calibration));
    } else {
      WholeFile.write(file, yaml(calibration).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Says whether a file's name tells a format, before work is spent on it.
   *
   * @throws IllegalArgumentException if it ends in none of json, yml and yaml
   */
  public static void checkName(Path file) {
    if (!List.of("json", "yml", "yaml").contains(ending(file))) {
      throw new IllegalArgumentException(
          file + " should end in .yml (OpenCV's YAML) or .json (JSON with VIAME's names)");
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Map<String, Object> json(StereoCalibration calibration) {
    Map<String, Object> fields = about(calibration);
    put(fields, "left", calibration.left());
    put(fields, "right", calibration.right());
    fields.put("R", calibration.rotation().rowByRow());
    fields.put("T", way(calibration));
    return fields;
  }

  private static void put(Map<String, Object> fields, String side, CameraModel camera) {
    fields.put("fx_" + side, camera.fx());
    fields.put("fy_" + side, camera.fy());
    fields.put("cx_" + side, camera.cx());
    fields.put("cy_" + side, camera.cy());
    String[] names = {"k1_", "k2_", "p1_", "p2_", "k3_", "k4_", "k5_", "k6_"};
    double[] lens = camera.lens().numbers();
    for (int i = 0; i < lens.length; i++) {
      fields.put(names[i] + side, lens[i]);
    }
  }

  private static String yaml(StereoCalibration calibration) {
    StringBuilder text = new StringBuilder("%YAML:1.0\n---\n");
    about(calibration)
        .forEach(
            (name, value) ->
                text.append(name)
                    .append(": ")
                    .append(value instanceof String word ? quoted(word) : value)
                    .append('\n'));
    matrix(text, "M1", 3, pinhole(calibration.left()));
    matrix(text, "D1", 1, calibration.left().lens().numbers());
    matrix(text, "M2", 3, pinhole(calibration.right()));
    matrix(text, "D2", 1, calibration.right().lens().numbers());
    matrix(text, "R", 3, calibration.rotation().rowByRow());
    matrix(text, "T", 3, way(calibration));
    return text.toString();
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ") + '"';
  }

  private static void matrix(StringBuilder text, String name, int rows, double[] numbers) {
    text.append(name)
        .append(": !!opencv-matrix\n   rows: ")
        .append(rows)
        .append("\n   cols: ")
        .append(numbers.length / rows)
        .append("\n   dt: d\n   data: [ ")
        .append(Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(", ")))
        .append(" ]\n");
  }

  private static double[] pinhole(CameraModel camera) {
    return new double[] {camera.fx(), 0, camera.cx(), 0, camera.fy(), camera.cy(), 0, 0, 1};
  }

  private static double[] way(StereoCalibration calibration) {
    Position t = calibration.translation();
    return new double[] {t.x(), t.y(), t.z()};
  }

  /** All that is known and no matrix; what is not known is left out. */
  private static Map<String, Object> about(StereoCalibration calibration) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("unit", "mm");
    Medium medium = calibration.medium();
    if (medium != null) {
      fields.put("medium", medium.toString());
    }
    PictureSize left = calibration.left().picture();
    if (left != null) {
      fields.put("image_width", left.width());
      fields.put("image_height", left.height());
    }
    PictureSize right = calibration.right().picture();
    if (right != null && !right.equals(left)) {
      fields.put("image_width_right", right.width());
      fields.put("image_height_right", right.height());
    }
    WorkingRange range = calibration.workingRange();
    if (range != null) {
      fields.put("nearest", range.nearestMm());
      fields.put("farthest", range.farthestMm());
    }
    fields.put("source", calibration.source());
    return fields;
  }
}

package org.reeflens.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calibration of a stereo pair from the files that other programs write: OpenCV's YAML,
 * XML and JSON (one file, or the pair of {@code intrinsics} and {@code extrinsics}), VIAME's npz
 * and JSON, MATLAB files of Bouguet's toolbox and CamTrawl, and ReefLens's own.
 *
 * @param calibration what it holds, in mm
 * @param unit the unit of length in the file
 * @param unitReason how the unit is known, in words
 */
public record CalibrationFile(StereoCalibration calibration, LengthUnit unit, String unitReason) {

  /**
   * Baselines, as the file has them, that tell a file in mm: a stereo camera in one housing has a
   * few cm, a diver's bar 2 m at the most. In metres they are below, and so they are in cm, but for
   * bars over 20 cm; what the unit was taken for is therefore told. The limits are guesses.
   */
  private static final double SHORTEST_IN_MM = 20;

  private static final double LONGEST_IN_MM = 3000;

  /**
   * No rig for animals has its cameras nearer or farther apart, mm: a guess, against wrong units.
   */
  private static final double SHORTEST = 5;

  private static final double LONGEST = 20_000;

  private static final String INTRINSICS = "intrinsics";
  private static final String EXTRINSICS = "extrinsics";

  /**
   * Reads a calibration.
   *
   * @param file by its ending: yml, yaml, xml, json, npz or mat
   * @param unit the unit of length in the file; null to take it from the file, or from its baseline
   *     where only mm make sense
   * @throws IOException if it cannot be read, is no calibration of two cameras, or its unit cannot
   *     be told; the message names the file and says what to do
   */
  public static CalibrationFile read(Path file, @Nullable LengthUnit unit) throws IOException {
    CalibrationFields fields = fields(file);
    Optional<Path> other = otherHalf(file);
    if (other.isPresent()) {
      fields.fillFrom(fields(other.get()));
    }
    return of(file, fields, unit);
  }

  private static CalibrationFields fields(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file
              + (Files.exists(file) ? " is no file" : " does not exist")
              + "; name a calibration file");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "yml", "yaml" -> TreeFields.ofYaml(file);
      case "json" -> TreeFields.ofJson(file);
      case "xml" -> XmlFields.read(file);
      case "npz" -> NpzFields.read(file);
      case "mat" -> MatlabFields.read(file);
      default ->
          throw new IOException(
              file
                  + " is no calibration known here: its name ends in none of yml, yaml, xml, json,"
                  + " npz, mat");
    };
  }

  /** OpenCV's example writes what is in the cameras and what is between them to two files. */
  private static Optional<Path> otherHalf(Path file) {
    String name = file.getFileName().toString();
    String other =
        name.contains(INTRINSICS)
            ? name.replace(INTRINSICS, EXTRINSICS)
            : name.replace(EXTRINSICS, INTRINSICS);
    Path half = file.resolveSibling(other);
    return other.equals(name) || !Files.isRegularFile(half) ? Optional.empty() : Optional.of(half);
  }

  private static CalibrationFile of(Path file, CalibrationFields fields, @Nullable LengthUnit given)
      throws IOException {
    try {
      CameraModel left = CalibrationNames.camera(fields, CalibrationNames.Side.LEFT);
      CameraModel right = CalibrationNames.camera(fields, CalibrationNames.Side.RIGHT);
      Rotation rotation = CalibrationNames.rotation(fields);
      Position translation = CalibrationNames.translation(fields);
      double baseline = translation.norm();
      Map.Entry<LengthUnit, String> unit = unit(file, fields, given, baseline);
      double mm = unit.getKey().millimetres();
      if (baseline * mm < SHORTEST || baseline * mm > LONGEST) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s would have its cameras %s mm apart with %s as its unit of length; give the"
                    + " right one with --unit",
                file,
                baseline * mm,
                unit.getKey()));
      }
      return new CalibrationFile(
          new StereoCalibration(
              left,
              right,
              rotation,
              mm == 1 ? translation : translation.times(mm),
              medium(file, fields),
              range(fields, mm),
              fields.word("source").orElse(file.getFileName().toString())),
          unit.getKey(),
          unit.getValue());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no calibration of two cameras: " + e.getMessage(), e);
    }
  }

  private static Map.Entry<LengthUnit, String> unit(
      Path file, CalibrationFields fields, @Nullable LengthUnit given, double baseline)
      throws IOException {
    Optional<String> written = fields.word("unit", "units");
    if (written.isPresent()) {
      LengthUnit unit =
          LengthUnit.of(written.get())
              .orElseThrow(
                  () ->
                      new IOException(
                          file + " has the unit '" + written.get() + "'; known are mm, cm and m"));
      if (given != null && given != unit) {
        throw new IOException(
            file
                + " says that its unit of length is "
                + unit
                + ", not "
                + given
                + "; leave out --unit");
      }
      return Map.entry(unit, "as the file says");
    }
    if (given != null) {
      return Map.entry(given, "as you say");
    }
    if (baseline >= SHORTEST_IN_MM && baseline <= LONGEST_IN_MM) {
      return Map.entry(
          LengthUnit.MM,
          String.format(
              Locale.ROOT,
              "the file does not say; its baseline of %.1f makes sense in mm. If it is another"
                  + " unit, say --unit",
              baseline));
    }
    throw new IOException(
        String.format(
            Locale.ROOT,
            "%s does not say its unit of length, and its baseline of %s does not tell it either;"
                + " add --unit mm, cm or m",
            file,
            baseline));
  }

  private static @Nullable Medium medium(Path file, CalibrationFields fields) throws IOException {
    Optional<String> written = fields.word("medium");
    if (written.isEmpty()) {
      return null;
    }
    for (Medium medium : Medium.values()) {
      if (medium.toString().equalsIgnoreCase(written.get())) {
        return medium;
      }
    }
    throw new IOException(
        file + " was calibrated in '" + written.get() + "'; known are water and air");
  }

  private static @Nullable WorkingRange range(CalibrationFields fields, double mm) {
    List<Optional<double[]>> ends =
        Arrays.asList(fields.numbers("nearest"), fields.numbers("farthest"));
    return ends.stream().allMatch(Optional::isPresent)
        ? new WorkingRange(ends.get(0).orElseThrow()[0] * mm, ends.get(1).orElseThrow()[0] * mm)
        : null;
  }
}

package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reeflens.measure.CalibrationFile;
import org.reeflens.measure.LengthUnit;
import org.reeflens.measure.Medium;
import org.reeflens.measure.StereoCalibration;
import picocli.CommandLine.Option;

/** Options that say how the two cameras of a stereo pair are calibrated. */
final class CalibrationChoice {

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description =
          "Calibration of the stereo pair: OpenCV's yml, xml or json, VIAME's npz or json, a mat"
              + " file of Bouguet's toolbox, or one of 'reeflens calibrate'.")
  private @Nullable Path file;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "The unit of length in it, if it does not say: mm, cm or m. Without this, mm is taken"
              + " where the baseline makes sense in mm, and told.")
  private @Nullable LengthUnit unit;

  @Option(
      names = "--allow-air",
      description =
          "Take a calibration that says it was made in air. Under water its lengths are wrong by"
              + " a quarter to a third, unless the pictures were taken in air, too.")
  private boolean allowAir;

  /** Whether one was named. */
  boolean isGiven() {
    return file != null;
  }

  /**
   * SHA-256 of the file's bytes, for provenance.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if none was named
   */
  String sha256() throws IOException {
    if (file == null) {
      throw new IllegalArgumentException("--calibration is missing; name the calibration file");
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * Reads it, and tells what had to be assumed.
   *
   * @param out (Output) hears the unit and the baseline
   * @param err (Output) hears what may be wrong
   * @throws IOException if it cannot be read, or was made in air and that is not allowed
   * @throws IllegalArgumentException if none was named
   */
  StereoCalibration read(PrintWriter out, PrintWriter err) throws IOException {
    if (file == null) {
      throw new IllegalArgumentException("--calibration is missing; name the calibration file");
    }
    CalibrationFile read = CalibrationFile.read(file, unit);
    StereoCalibration calibration = read.calibration();
    if (calibration.medium() == Medium.AIR && !allowAir) {
      throw new IOException(
          file
              + " was made in air: lengths of animals under water would be wrong by a quarter to a"
              + " third; calibrate under water, or say --allow-air if the pictures are of air, too");
    }
    out.printf(
        Locale.ROOT,
        "%s: baseline %.1f mm; unit %s (%s)%n",
        file,
        calibration.baselineMm(),
        read.unit(),
        read.unitReason());
    if (calibration.medium() == null) {
      err.printf(
          "reeflens: %s does not say whether it was made under water or in air; in air, lengths"
              + " would be wrong by a quarter to a third%n",
          file);
      err.flush();
    }
    return calibration;
  }
}

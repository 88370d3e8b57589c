package org.reeflens.runner;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Point;
import org.reeflens.measure.LaserCalibration;
import org.reeflens.measure.LaserDots;
import org.reeflens.measure.MeasureException;
import org.reeflens.measure.PictureScale;
import org.reeflens.measure.PlaneScale;
import org.reeflens.measure.UniformScale;
import picocli.CommandLine.Option;

/** Options that say how large it is what one picture shows. */
final class ScaleChoice {

  @Option(
      names = "--lasers-mm",
      paramLabel = "MM",
      description = {
        "One camera with two parallel lasers: the distance of their dots, mm. The dots must lie on"
            + " the fish."
      })
  private @Nullable Double lasersMm;

  @Option(
      names = "--laser-calibration",
      paramLabel = "FILE.csv",
      description =
          "The same, with distances measured on a board: range_mm,spacing_mm at three ranges or"
              + " more over 0.6 m at least.")
  private @Nullable Path laserCalibration;

  @Option(
      names = "--dots",
      paramLabel = "X,Y,X,Y",
      description = "Where the dots are, pixels; without it they are looked for in --image.")
  private @Nullable String dots;

  @Option(
      names = "--image",
      paramLabel = "PICTURE",
      description = "The picture, to find the laser dots in by their colour.")
  private @Nullable Path image;

  @Option(
      names = "--ruler-mm",
      paramLabel = "MM",
      description = "One camera with a scale beside the fish: the length between two marks, mm.")
  private @Nullable Double rulerMm;

  @Option(names = "--ruler", paramLabel = "X,Y,X,Y", description = "Where these marks are, pixels.")
  private @Nullable String ruler;

  @Option(
      names = "--quadrat-mm",
      paramLabel = "WxH",
      description =
          "One camera with a tile or quadrat in the fish's plane: its sides, mm, such as 500x500.")
  private @Nullable String quadrat;

  @Option(
      names = "--corners",
      paramLabel = "X,Y,...",
      description =
          "Its four corners in order around it, pixels; from the first to the second is W.")
  private @Nullable String corners;

  @Option(
      names = "--distance-mm",
      paramLabel = "MM",
      description = "One camera at a known distance from the fish, or altitude over it, mm.")
  private @Nullable Double distanceMm;

  @Option(
      names = "--focal-px",
      paramLabel = "PX",
      description = "Its focal length in water, pixels.")
  private @Nullable Double focalPixels;

  @Option(
      names = "--known-sigma-mm",
      paramLabel = "MM",
      defaultValue = "0",
      description =
          "Standard deviation of the known distance of lasers, marks or camera, mm (default:"
              + " ${DEFAULT-VALUE}).")
  private double knownSigma;

  /** Whether lengths are to be taken from one picture. */
  boolean isAsked() {
    return Stream.of(lasersMm, laserCalibration, rulerMm, quadrat, distanceMm)
        .anyMatch(given -> given != null);
  }

  /**
   * The scale of the picture.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the options do not make one scale
   */
  PictureScale scale(double pixelSigma, PrintWriter out) throws IOException {
    long asked =
        Stream.of(lasersMm, laserCalibration, rulerMm, quadrat, distanceMm)
            .filter(given -> given != null)
            .count();
    if (asked != 1) {
      throw new IllegalArgumentException(
          "give one of --lasers-mm, --laser-calibration, --ruler-mm, --quadrat-mm and"
              + " --distance-mm");
    }
    if (laserCalibration != null) {
      LaserCalibration lasers = LaserCalibration.read(laserCalibration);
      out.printf(
          Locale.ROOT,
          "The lasers are %.2f mm apart, with a standard deviation of %.2f mm.%n",
          lasers.spacingMm(),
          lasers.sigmaMm());
      return lasers(lasers, pixelSigma, out);
    }
    if (lasersMm != null) {
      return lasers(new LaserCalibration(lasersMm, knownSigma), pixelSigma, out);
    }
    if (rulerMm != null) {
      List<Point> marks = places("--ruler", ruler, 2);
      return UniformScale.between(marks.get(0), marks.get(1), rulerMm, knownSigma, pixelSigma);
    }
    if (quadrat != null) {
      double[] sides = sides(quadrat);
      return new PlaneScale(places("--corners", corners, 4), sides[0], sides[1], pixelSigma);
    }
    if (distanceMm == null || focalPixels == null) {
      throw new IllegalArgumentException("--distance-mm needs --focal-px");
    }
    return UniformScale.at(distanceMm, knownSigma, focalPixels, pixelSigma);
  }

  private PictureScale lasers(LaserCalibration lasers, double pixelSigma, PrintWriter out)
      throws IOException {
    LaserDots spots;
    if (dots != null) {
      List<Point> clicked = places("--dots", dots, 2);
      spots = new LaserDots(clicked.get(0), clicked.get(1));
    } else if (image != null) {
      spots = find(image);
      out.printf(
          Locale.ROOT,
          "Laser dots at %.1f, %.1f and %.1f, %.1f.%n",
          spots.left().x(),
          spots.left().y(),
          spots.right().x(),
          spots.right().y());
    } else {
      throw new IllegalArgumentException(
          "lasers need their dots: click them and give --dots x,y,x,y, or name the picture with"
              + " --image");
    }
    return UniformScale.between(
        spots.left(), spots.right(), lasers.spacingMm(), lasers.sigmaMm(), pixelSigma);
  }

  private static LaserDots find(Path file) throws IOException {
    BufferedImage picture;
    try {
      picture = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as a picture: " + e.getMessage(), e);
    }
    if (picture == null) {
      throw new IOException(file + " is no picture that can be read; give a JPEG or PNG");
    }
    try {
      return LaserDots.in(picture);
    } catch (MeasureException e) {
      throw new IOException(file + ": " + e.getMessage() + " and give --dots x,y,x,y", e);
    }
  }

  private static List<Point> places(String option, @Nullable String text, int count) {
    if (text == null) {
      throw new IllegalArgumentException(option + " is missing");
    }
    List<Point> places;
    try {
      places = PointsText.places(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
    if (places.size() != count) {
      throw new IllegalArgumentException(
          option + " takes " + count + " places, not " + places.size());
    }
    return places;
  }

  private static double[] sides(String text) {
    String[] sides = text.toLowerCase(Locale.ROOT).split("x", -1);
    try {
      if (sides.length == 2) {
        return new double[] {Double.parseDouble(sides[0]), Double.parseDouble(sides[1])};
      }
    } catch (NumberFormatException none) {
      // Told below.
    }
    throw new IllegalArgumentException("--quadrat-mm takes two sides, such as 500x500: " + text);
  }
}

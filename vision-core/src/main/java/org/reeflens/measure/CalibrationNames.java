package org.reeflens.measure;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the parts of a calibration are called in the files of others. */
final class CalibrationNames {

  /** Which of the two cameras, and how names end or begin for it. */
  enum Side {
    LEFT("1", "L"),
    RIGHT("2", "R");

    private final String number;
    private final String letter;

    Side(String number, String letter) {
      this.number = number;
      this.letter = letter;
    }

    /** Such as {@code fx_left}. */
    String word(String name) {
      return name + "_" + name().toLowerCase(Locale.ROOT);
    }
  }

  private CalibrationNames() {}

  static CameraModel camera(CalibrationFields fields, Side side) {
    @Nullable PictureSize picture = picture(fields, side);
    Optional<double[]> matrix =
        fields.numbers(
            "M" + side.number,
            "K" + side.number,
            "cameraMatrix" + side.letter,
            "cameraMatrix" + side.number,
            "camera_matrix_" + side.number,
            side.word("cameraMatrix"),
            side.word("camera_matrix"),
            side.word("K"),
            side.word("M"));
    if (matrix.isPresent()) {
      double[] k = sized(matrix.get(), 9, "the camera matrix of the " + side(side) + " camera");
      double[] lens =
          fields
              .numbers(
                  "D" + side.number,
                  "distCoeffs" + side.letter,
                  "distCoeffs" + side.number,
                  "dist_coeffs_" + side.number,
                  side.word("distCoeffs"),
                  side.word("dist_coeffs"),
                  side.word("dist"),
                  side.word("D"))
              .orElseThrow(
                  () ->
                      missing("the lens of the " + side(side) + " camera (D" + side.number + ")"));
      upright(k[1], side);
      return new CameraModel(k[0], k[4], k[2], k[5], Distortion.of(lens), picture);
    }
    Optional<double[]> focal = fields.numbers(side.word("fc"));
    return focal.isPresent()
        ? bouguet(fields, side, focal.get(), picture)
        : viame(fields, side, picture);
  }

  private static CameraModel bouguet(
      CalibrationFields fields, Side side, double[] focal, @Nullable PictureSize picture) {
    sized(focal, 2, side.word("fc"));
    double[] centre = needed(fields, side.word("cc"), 2);
    double[] lens = fields.numbers(side.word("kc")).orElseThrow(() -> missing(side.word("kc")));
    upright(fields.numbers(side.word("alpha_c")).map(skew -> skew[0]).orElse(0.0), side);
    return new CameraModel(focal[0], focal[1], centre[0], centre[1], Distortion.of(lens), picture);
  }

  private static CameraModel viame(
      CalibrationFields fields, Side side, @Nullable PictureSize picture) {
    if (fields.numbers(side.word("fx")).isEmpty()) {
      throw missing(
          "the "
              + side(side)
              + " camera (M"
              + side.number
              + ", cameraMatrix"
              + side.letter
              + ", "
              + side.word("fx")
              + " or "
              + side.word("fc")
              + ")");
    }
    String[] names = {"k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6"};
    double[] lens = new double[names.length];
    for (int i = 0; i < names.length; i++) {
      lens[i] = fields.numbers(side.word(names[i])).map(value -> value[0]).orElse(0.0);
    }
    return new CameraModel(
        needed(fields, side.word("fx"), 1)[0],
        needed(fields, side.word("fy"), 1)[0],
        needed(fields, side.word("cx"), 1)[0],
        needed(fields, side.word("cy"), 1)[0],
        Distortion.of(lens),
        picture);
  }

  private static @Nullable PictureSize picture(CalibrationFields fields, Side side) {
    Optional<double[]> width =
        fields.numbers(side.word("image_width"), "image_width", "imageWidth", "nx");
    Optional<double[]> height =
        fields.numbers(side.word("image_height"), "image_height", "imageHeight", "ny");
    if (width.isPresent() && height.isPresent()) {
      return new PictureSize((int) width.get()[0], (int) height.get()[0]);
    }
    return fields
        .numbers("image_size", "imageSize", "img_size")
        .filter(sides -> sides.length == 2)
        .map(sides -> new PictureSize((int) sides[0], (int) sides[1]))
        .orElse(null);
  }

  static Rotation rotation(CalibrationFields fields) {
    Optional<double[]> matrix = fields.numbers("R");
    if (matrix.isPresent() && matrix.get().length == 9) {
      return Rotation.of(matrix.get());
    }
    double[] axis =
        fields
            .numbers("om", "R")
            .orElseThrow(() -> missing("the rotation between the cameras (R or om)"));
    sized(axis, 3, "the rotation between the cameras");
    return Rotation.ofVector(axis[0], axis[1], axis[2]);
  }

  static Position translation(CalibrationFields fields) {
    double[] t = fields.numbers("T").orElseThrow(() -> missing("the way between the cameras (T)"));
    sized(t, 3, "the way between the cameras (T)");
    return new Position(t[0], t[1], t[2]);
  }

  private static void upright(double skew, Side side) {
    if (skew != 0) {
      throw new IllegalArgumentException(
          "the pixels of the "
              + side(side)
              + " camera are skewed (alpha_c is not 0), which is not supported; calibrate without"
              + " skew");
    }
  }

  private static double[] needed(CalibrationFields fields, String name, int length) {
    return sized(fields.numbers(name).orElseThrow(() -> missing(name)), length, name);
  }

  private static double[] sized(double[] numbers, int length, String name) {
    if (numbers.length != length) {
      throw new IllegalArgumentException(
          name + " should have " + length + " numbers, not " + numbers.length);
    }
    return numbers;
  }

  private static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException("it lacks " + what);
  }

  private static String side(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}

package org.reeflens.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;

/**
 * The parts of a picture that do not belong to its background: what moves, or has come to rest a
 * short while ago. It remembers one recording; take a new one for the next. Not for use by two
 * threads at once.
 *
 * <p>A small grey copy of the picture, smoothed a little, is compared with the {@link Background}
 * in the light of the picture ({@link LightFit}). A pixel stands out if it differs by more than a
 * threshold: {@value #NOISES} times the picture's own noise (from the median difference), at least
 * {@value #LEAST} grey levels, and {@value #UNREST} times the mean difference that its place had in
 * the past seconds more, so that waving weed counts less than open water. What stands out is
 * cleaned of single pixels, gaps are closed, and pixels that hang together are one part. Nothing is
 * told while there is no background (the first second), and where more than {@value #MOST} of the
 * picture stands out: then the light or the camera changed.
 *
 * <p>Where the camera moves, each picture is laid over a reference picture by {@link CameraMotion}
 * first; the reference is taken anew, and with it the background, where the motion is not known or
 * the view has left {@value #LEAST_OVERLAP} of it. A camera that hovers is served so; of one that
 * travels on and on little is told.
 *
 * <p>All these numbers are guesses, tried on real clips of still cameras.
 */
public final class MovingParts implements AutoCloseable {

  /**
   * Pixels that hang together and stand out.
   *
   * @param box where, in source pixels
   * @param contrast mean difference from the background, in thresholds; 1 or a little less at the
   *     threshold
   */
  public record Part(Box box, double contrast) {}

  /** Longest side of the small copy, pixels. */
  static final int LONGEST_SIDE = CameraMotion.LONGEST_SIDE;

  static final double NOISES = 4;
  static final double LEAST = 10;
  static final double UNREST = 2;
  static final double MOST = 0.5;
  static final double LEAST_OVERLAP = 0.6;

  /** Seconds over which the unrest of a place is averaged. */
  private static final double UNREST_SECONDS = 5;

  /** The smallest part, as a share of the picture: 39 pixels of the small copy at 16:9. */
  private static final double SMALLEST = 0.0003;

  /** The largest part, as a share of the picture. */
  private static final double LARGEST = 0.3;

  /** Share of the pictures since the last start that must show a place, where the camera moves. */
  private static final double KNOWN = 0.8;

  private static final Size SMOOTH = new Size(5, 5);
  private static final Size OPEN = new Size(3, 3);
  private static final Size CLOSE = new Size(13, 13);

  private final GreyScaler scaler = new GreyScaler(LONGEST_SIDE);
  private final @Nullable CameraMotion motion;
  private @Nullable GreyPicture before;
  private Background background = new Background(1);
  private Affine fromReference = Affine.identity();
  private float[] unrest = {};
  private int[] shown = {};
  private int pictures;
  private double seconds = Double.NaN;
  private List<Box> lastBoxes = List.of();

  private MovingParts(@Nullable CameraMotion motion) {
    this.motion = motion;
  }

  /**
   * For a camera that stands still.
   *
   * @throws IllegalStateException if OpenCV's native library is missing
   */
  public static MovingParts stillCamera() {
    OpenCv.load();
    return new MovingParts(null);
  }

  /**
   * For a camera that moves a little: on a rope, in the hand, on a hovering vehicle.
   *
   * @throws IllegalStateException if OpenCV's native library is missing
   */
  public static MovingParts movingCamera() {
    return new MovingParts(new CameraMotion());
  }

  /**
   * Takes the next picture.
   *
   * @param frame (Input) the picture, later than the one before; stays the caller's
   * @return what stands out in it, by falling contrast
   */
  public List<Part> update(Frame frame) {
    GreyPicture picture = scaler.copy(frame);
    GreyPicture known = before;
    double now = frame.time().seconds();
    if (known == null || !sameSize(known, picture) || !(now - seconds <= Background.LONGEST_GAP)) {
      restart(picture);
    }
    double passed = pictures == 0 ? 0 : now - seconds;
    seconds = now;
    before = picture;
    try (Mats mats = new Mats()) {
      Mat grey = mats.hold(new Mat(picture.height(), picture.width(), CvType.CV_8UC1));
      grey.put(0, 0, picture.values());
      Imgproc.GaussianBlur(grey, grey, SMOOTH, 0);
      boolean[] valid = align(picture, grey, mats);
      byte[] values = values(grey);
      Optional<ByteBuffer> behind = background.update(now, ByteBuffer.wrap(values));
      List<Part> parts =
          behind.isEmpty() ? List.of() : parts(picture, values, behind.get(), valid, passed, mats);
      lastBoxes = parts.stream().map(Part::box).toList();
      return parts;
    }
  }

  private static boolean sameSize(GreyPicture a, GreyPicture b) {
    return a.sourceWidth() == b.sourceWidth() && a.sourceHeight() == b.sourceHeight();
  }

  private void restart(GreyPicture picture) {
    int pixels = picture.width() * picture.height();
    background = new Background(pixels);
    unrest = new float[pixels];
    shown = new int[pixels];
    pictures = 0;
    fromReference = Affine.identity();
  }

  /** Lays the picture over the reference; tells which pixels can be compared. */
  private boolean[] align(GreyPicture picture, Mat grey, Mats mats) {
    boolean[] valid = new boolean[picture.width() * picture.height()];
    CameraMotion camera = motion;
    if (camera == null) {
      Arrays.fill(valid, true);
      pictures++;
      return valid;
    }
    Optional<Affine> step = camera.estimate(picture, lastBoxes);
    if (pictures > 0 && step.isEmpty()) {
      restart(picture);
    }
    if (pictures > 0) {
      Affine toSource = picture.toSource();
      fromReference =
          fromReference.then(toSource.then(step.orElseThrow()).then(toSource.inverse()));
    }
    Mat map = mats.hold(new Mat(2, 3, CvType.CV_64FC1));
    Mat cover =
        mats.hold(new Mat(picture.height(), picture.width(), CvType.CV_8UC1, new Scalar(255)));
    lay(map, cover, 0);
    byte[] covered = values(cover);
    int count = 0;
    for (byte value : covered) {
      count += value == (byte) 255 ? 1 : 0;
    }
    if (count < LEAST_OVERLAP * covered.length) {
      restart(picture);
      Arrays.fill(covered, (byte) 255);
    } else {
      lay(map, grey, 1);
    }
    pictures++;
    for (int i = 0; i < valid.length; i++) {
      boolean here = covered[i] == (byte) 255;
      shown[i] += here ? 1 : 0;
      valid[i] = here && shown[i] >= KNOWN * pictures;
    }
    return valid;
  }

  /** Takes each pixel from where the reference's place is in the picture. */
  private void lay(Mat map, Mat picture, int borderType) {
    map.put(
        0,
        0,
        fromReference.a(),
        fromReference.b(),
        fromReference.tx(),
        fromReference.c(),
        fromReference.d(),
        fromReference.ty());
    Mat source = picture.clone();
    Imgproc.warpAffine(
        source,
        picture,
        map,
        picture.size(),
        Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
        borderType,
        new Scalar(0));
    source.release();
  }

  private List<Part> parts(
      GreyPicture picture,
      byte[] values,
      ByteBuffer behind,
      boolean[] valid,
      double passed,
      Mats mats) {
    byte[] still = new byte[values.length];
    behind.get(0, still);
    LightFit light = LightFit.of(still, values, valid);
    float[] difference = new float[values.length];
    int[] histogram = new int[256];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (valid[i]) {
        difference[i] = (float) Math.abs((values[i] & 0xff) - light.apply(still[i] & 0xff));
        histogram[Math.min(255, (int) difference[i])]++;
        count++;
      }
    }
    // 1.4826 median absolute differences are a standard deviation where noise is normal.
    double base = Math.max(LEAST, NOISES * 1.4826 * median(histogram, count));
    double share = 1 - Math.exp(-passed / UNREST_SECONDS);
    float[] thresholds = new float[values.length];
    byte[] mask = new byte[values.length];
    int standing = 0;
    for (int i = 0; i < values.length; i++) {
      thresholds[i] = (float) (base + UNREST * unrest[i]);
      if (valid[i]) {
        if (difference[i] > thresholds[i]) {
          mask[i] = (byte) 255;
          standing++;
        }
        // An animal passing is no unrest of the place: it counts with three thresholds at most.
        unrest[i] += (float) (share * (Math.min(difference[i], 3 * base) - unrest[i]));
      }
    }
    if (standing > MOST * count) {
      return List.of();
    }
    return connected(picture, mask, difference, thresholds, mats);
  }

  /** The middle of the class that half of the values lie below. */
  private static double median(int[] histogram, int count) {
    int below = 0;
    int value = 0;
    while (value < 255 && 2 * (below + histogram[value]) < count) {
      below += histogram[value];
      value++;
    }
    return value + 0.5;
  }

  private List<Part> connected(
      GreyPicture picture, byte[] standing, float[] difference, float[] thresholds, Mats mats) {
    Mat mask = mats.hold(new Mat(picture.height(), picture.width(), CvType.CV_8UC1));
    mask.put(0, 0, standing);
    morph(mask, Imgproc.MORPH_OPEN, OPEN, mats);
    morph(mask, Imgproc.MORPH_CLOSE, CLOSE, mats);
    Mat labels = mats.hold(new Mat());
    Mat stats = mats.hold(new Mat());
    Mat centres = mats.hold(new Mat());
    int parts = Imgproc.connectedComponentsWithStats(mask, labels, stats, centres, 8);
    int[] label = new int[standing.length];
    labels.get(0, 0, label);
    double[] contrast = new double[parts];
    int[] pixels = new int[parts];
    for (int i = 0; i < label.length; i++) {
      // Closing fills gaps with pixels that do not stand out themselves.
      if (standing[i] != 0) {
        contrast[label[i]] += difference[i] / thresholds[i];
        pixels[label[i]]++;
      }
    }
    List<Part> found = new ArrayList<>();
    int[] row = new int[5];
    for (int part = 1; part < parts; part++) {
      stats.get(part, 0, row);
      int area = row[Imgproc.CC_STAT_AREA];
      if (area >= SMALLEST * standing.length && area <= LARGEST * standing.length) {
        box(row, picture).ifPresent(new Keeper(found, contrast[part] / pixels[part])::keep);
      }
    }
    found.sort(Comparator.comparingDouble(Part::contrast).reversed());
    return found;
  }

  private record Keeper(List<Part> parts, double contrast) {
    void keep(Box box) {
      parts.add(new Part(box, contrast));
    }
  }

  private static void morph(Mat mask, int operation, Size size, Mats mats) {
    Mat kernel = mats.hold(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, size));
    Imgproc.morphologyEx(mask, mask, operation, kernel);
  }

  /** From a block of the reference's pixels to a box in the picture. */
  private Optional<Box> box(int[] row, GreyPicture picture) {
    double left = row[Imgproc.CC_STAT_LEFT] - 0.5;
    double top = row[Imgproc.CC_STAT_TOP] - 0.5;
    double right = left + row[Imgproc.CC_STAT_WIDTH];
    double bottom = top + row[Imgproc.CC_STAT_HEIGHT];
    Affine map = fromReference.then(picture.toSource());
    List<Point> corners =
        Stream.of(
                new Point(left, top),
                new Point(right, top),
                new Point(left, bottom),
                new Point(right, bottom))
            .map(map::apply)
            .toList();
    Box box =
        new Box(
                corners.stream().mapToDouble(Point::x).min().orElseThrow(),
                corners.stream().mapToDouble(Point::y).min().orElseThrow(),
                corners.stream().mapToDouble(Point::x).max().orElseThrow(),
                corners.stream().mapToDouble(Point::y).max().orElseThrow())
            .clip(picture.sourceWidth(), picture.sourceHeight());
    return box.area() > 0 ? Optional.of(box) : Optional.empty();
  }

  private static byte[] values(Mat picture) {
    byte[] values = new byte[picture.rows() * picture.cols()];
    picture.get(0, 0, values);
    return values;
  }

  @Override
  public void close() {
    if (motion != null) {
      motion.close();
    }
  }
}

package org.reeflens.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfFloat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.core.TermCriteria;
import org.opencv.imgproc.Imgproc;
import org.opencv.video.Video;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/**
 * How a camera moved from each picture to the next, told from the scene behind the animals: for
 * divers, ROVs and cameras that swing on their rope. It remembers the picture before; take a new
 * one for each recording. Not for use by two threads at once.
 *
 * <p>Method: corners (Shi and Tomasi 1994) of the earlier picture are looked for in the later one
 * by pyramidal Lucas-Kanade flow, those that do not come back to their place when followed
 * backwards are left out, and one map is fitted to the others by RANSAC. Corners on animals are
 * left out before and after. The parts are those of BoT-SORT's sparse flow (Aharon et al. 2022); it
 * has no way back and no rule of confidence.
 *
 * <p>Confidence: a motion is told if at least {@value #FEWEST} corners and at least {@value #SHARE}
 * of those followed agree with it within {@value #TOLERANCE} pixels of the small picture, if they
 * lie in at least {@value #FEWEST_CELLS} of the {@value #CELLS} by {@value #CELLS} fields of the
 * picture (so that one large animal is not the scene), and if areas grow or shrink by less than
 * {@value #MOST_ZOOM}. Else it is not known. These numbers are guesses; they were tried on real
 * pictures moved by known amounts and on clips of still cameras.
 */
public final class CameraMotion implements AutoCloseable {

  /** Which maps are considered. */
  public enum Model {
    /** Shift, turn and zoom: four numbers. Enough for most cameras, and the calmer one. */
    SIMILARITY,
    /** Any map that keeps parallels parallel: six numbers. */
    AFFINE
  }

  /** Longest side of the small picture, pixels: a guess; flow is right to 0.1 of such a pixel. */
  static final int LONGEST_SIDE = 480;

  static final int FEWEST = 20;
  static final double SHARE = 0.5;
  static final double TOLERANCE = 1;
  static final int CELLS = 4;
  static final int FEWEST_CELLS = 4;
  static final double MOST_ZOOM = 2;

  private static final int CORNERS = 400;

  /** Of the best corner's strength; BoT-SORT's value. */
  private static final double QUALITY = 0.01;

  /** Pixels from corner to corner, so that they are spread. */
  private static final double APART = 8;

  /** Side of the window that is compared, and levels above the picture itself. */
  private static final Size WINDOW = new Size(21, 21);

  private static final int LEVELS = 4;

  /** How near a corner must come to its place when it is followed back, pixels. */
  private static final double WAY_BACK = 0.5;

  private static final TermCriteria PRECISE =
      new TermCriteria(TermCriteria.COUNT + TermCriteria.EPS, 30, 0.01);

  private final Model model;
  private final GreyScaler scaler = new GreyScaler(LONGEST_SIDE);
  private Mat earlier;
  private Mat later;
  private @Nullable GreyPicture before;
  private List<Box> animalsBefore = List.of();

  /** For shifts, turns and zooms. */
  public CameraMotion() {
    this(Model.SIMILARITY);
  }

  /**
   * For maps of a kind.
   *
   * @throws IllegalStateException if OpenCV's native library is missing
   */
  public CameraMotion(Model model) {
    OpenCv.load();
    this.model = model;
    this.earlier = new Mat();
    this.later = new Mat();
  }

  /**
   * Takes the next picture.
   *
   * @param frame (Input) the picture; stays the caller's, and only a small grey copy is kept
   * @param animals boxes in it where the scene is hidden by what may move, source pixels
   * @return how the scene moved since the picture before, in source pixels; empty if there was none
   *     of this size before, or if it cannot be told
   */
  public Optional<Affine> estimate(Frame frame, List<Box> animals) {
    return estimate(scaler.copy(frame), animals);
  }

  /**
   * Takes the next picture, small and grey already.
   *
   * @param picture a copy of the picture, best with a longest side of a few hundred pixels
   * @param animals boxes in it where the scene is hidden by what may move, source pixels
   * @return how the scene moved since the picture before, in source pixels; empty if there was none
   *     of this size before, or if it cannot be told
   */
  public Optional<Affine> estimate(GreyPicture picture, List<Box> animals) {
    later.create(picture.height(), picture.width(), CvType.CV_8UC1);
    later.put(0, 0, picture.values());
    GreyPicture known = before;
    Optional<Affine> motion =
        known != null
                && known.width() == picture.width()
                && known.height() == picture.height()
                && known.sourceWidth() == picture.sourceWidth()
                && known.sourceHeight() == picture.sourceHeight()
            ? between(picture, animals)
            : Optional.empty();
    Mat swap = earlier;
    earlier = later;
    later = swap;
    before = picture;
    animalsBefore = List.copyOf(animals);
    return motion;
  }

  private Optional<Affine> between(GreyPicture picture, List<Box> animals) {
    try (Mats mats = new Mats()) {
      MatOfPoint2f from = mats.hold(corners(picture, mats));
      if (from.rows() < FEWEST) {
        return Optional.empty();
      }
      MatOfPoint2f to = mats.hold(new MatOfPoint2f());
      MatOfPoint2f back = mats.hold(new MatOfPoint2f());
      byte[] found = follow(earlier, later, from, to, mats);
      byte[] foundBack = follow(later, earlier, to, back, mats);
      Point[] starts = from.toArray();
      Point[] ends = to.toArray();
      Point[] returns = back.toArray();
      byte[] scene = scene(picture, animals, mats);
      int kept = 0;
      for (int i = 0; i < starts.length; i++) {
        if (found[i] != 0
            && foundBack[i] != 0
            && distance(starts[i], returns[i]) <= WAY_BACK
            && shows(scene, picture, ends[i])) {
          starts[kept] = starts[i];
          ends[kept] = ends[i];
          kept++;
        }
      }
      return kept < FEWEST ? Optional.empty() : fit(starts, ends, kept, picture, mats);
    }
  }

  private MatOfPoint2f corners(GreyPicture picture, Mats mats) {
    Mat mask = mats.hold(new Mat(picture.height(), picture.width(), CvType.CV_8UC1));
    mask.put(0, 0, scene(picture, animalsBefore, mats));
    MatOfPoint corners = mats.hold(new MatOfPoint());
    Imgproc.goodFeaturesToTrack(earlier, corners, CORNERS, QUALITY, APART, mask);
    return new MatOfPoint2f(corners.toArray());
  }

  private static byte[] follow(
      Mat first, Mat second, MatOfPoint2f from, MatOfPoint2f to, Mats mats) {
    MatOfByte found = mats.hold(new MatOfByte());
    MatOfFloat error = mats.hold(new MatOfFloat());
    Video.calcOpticalFlowPyrLK(first, second, from, to, found, error, WINDOW, LEVELS, PRECISE);
    return found.toArray();
  }

  /** 255 where the scene shows, 0 where an animal is. */
  private static byte[] scene(GreyPicture picture, List<Box> animals, Mats mats) {
    Mat scene =
        mats.hold(new Mat(picture.height(), picture.width(), CvType.CV_8UC1, new Scalar(255)));
    for (Box box : animals) {
      Box inside = box.clip(picture.sourceWidth(), picture.sourceHeight());
      // Edges of boxes lie half a pixel outside the centres of the pixels they hold.
      int left = (int) Math.floor((inside.left() + 0.5) / picture.scaleX());
      int top = (int) Math.floor((inside.top() + 0.5) / picture.scaleY());
      int right = (int) Math.ceil((inside.right() + 0.5) / picture.scaleX());
      int bottom = (int) Math.ceil((inside.bottom() + 0.5) / picture.scaleY());
      if (right > left && bottom > top) {
        Imgproc.rectangle(
            scene, new Rect(left, top, right - left, bottom - top), new Scalar(0), -1);
      }
    }
    byte[] values = new byte[picture.width() * picture.height()];
    scene.get(0, 0, values);
    return values;
  }

  private static boolean shows(byte[] scene, GreyPicture picture, Point place) {
    long x = Math.round(place.x);
    long y = Math.round(place.y);
    return x >= 0
        && y >= 0
        && x < picture.width()
        && y < picture.height()
        && scene[(int) (y * picture.width() + x)] != 0;
  }

  private Optional<Affine> fit(
      Point[] starts, Point[] ends, int count, GreyPicture picture, Mats mats) {
    MatOfPoint2f from = mats.hold(new MatOfPoint2f(Arrays.copyOf(starts, count)));
    MatOfPoint2f to = mats.hold(new MatOfPoint2f(Arrays.copyOf(ends, count)));
    MatOfByte agree = mats.hold(new MatOfByte());
    Mat fitted =
        mats.hold(
            model == Model.SIMILARITY
                ? Calib3d.estimateAffinePartial2D(
                    from, to, agree, Calib3d.RANSAC, TOLERANCE, 2000, 0.995, 10)
                : Calib3d.estimateAffine2D(
                    from, to, agree, Calib3d.RANSAC, TOLERANCE, 2000, 0.995, 10));
    if (fitted.empty() || !believed(agree.toArray(), starts, count, picture)) {
      return Optional.empty();
    }
    double[] m = new double[6];
    fitted.get(0, 0, m);
    Affine small = new Affine(m[0], m[1], m[2], m[3], m[4], m[5]);
    double zoom = small.determinant();
    if (!(zoom < MOST_ZOOM && zoom > 1 / MOST_ZOOM)) {
      return Optional.empty();
    }
    Affine toSource = picture.toSource();
    return Optional.of(toSource.inverse().then(small).then(toSource));
  }

  private static boolean believed(byte[] agree, Point[] starts, int count, GreyPicture picture) {
    int agreeing = 0;
    boolean[] fields = new boolean[CELLS * CELLS];
    for (int i = 0; i < count; i++) {
      if (agree[i] != 0) {
        agreeing++;
        int column = (int) (starts[i].x * CELLS / picture.width());
        int row = (int) (starts[i].y * CELLS / picture.height());
        fields[row * CELLS + column] = true;
      }
    }
    int taken = 0;
    for (boolean field : fields) {
      taken += field ? 1 : 0;
    }
    return agreeing >= FEWEST && agreeing >= SHARE * count && taken >= FEWEST_CELLS;
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x - b.x, a.y - b.y);
  }

  /** Which method with which settings, for provenance. */
  public String describe() {
    return "sparse optical flow on pictures of "
        + LONGEST_SIDE
        + " pixels, "
        + (model == Model.SIMILARITY ? "shift, turn and zoom" : "affine")
        + " by RANSAC";
  }

  @Override
  public void close() {
    earlier.release();
    later.release();
    before = null;
  }
}

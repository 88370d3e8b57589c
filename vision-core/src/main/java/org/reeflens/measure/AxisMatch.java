package org.reeflens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reeflens.geometry.Mask;
import org.reeflens.geometry.Point;
import org.reeflens.image.GreyPatch;

/**
 * Finds snout and fork of a fish in the right picture by how it looks in the left one. Small
 * windows of the fish along the line from snout to fork are looked for at every depth. Of a
 * straight body the inverse depth changes evenly along that line, which is exact in perspective, so
 * all windows together choose one line of depths; then each window may leave it by as much as a
 * fish is thick and bent. So many windows give the depth of the two ends better than the ends alone
 * do.
 */
public final class AxisMatch {

  /** Windows along the body, and how much of the body they leave out at each end. */
  private static final int STATIONS = 17;

  private static final double FIRST = 0.02;

  /** Samples along each side of a window. */
  private static final int SIDE = 11;

  /** Half a window's side, of the length in the picture; a guess. */
  private static final double HALF_WINDOW = 0.09;

  private static final double LEAST_HALF_WINDOW = 3;
  private static final double MOST_HALF_WINDOW = 14;

  /** Samples of a window that must lie on the fish. */
  private static final int LEAST_SAMPLES = 25;

  /** Step from depth to depth, right-hand pixels. */
  private static final double STEP = 0.5;

  /** A fish turned by this many degrees still is looked for; more is no length. */
  private static final double MOST_TURNED = 68;

  /** How far up and down of where it should be a window is looked for, pixels. */
  private static final double ASIDE = 3;

  /** Windows that look less alike than this are left out of the line. A guess. */
  private static final double LEAST_ALIKE = 0.5;

  /** So many windows must be alike. A guess. */
  private static final int LEAST_STATIONS = 7;

  /** By how much of its length a fish's side leaves a straight line: thickness and bend. */
  private static final double BENT = 0.05;

  /**
   * Half the thickness of a fish, of its length: its ends lie so much farther away than the side
   * that is seen. A guess: a body as an ellipse of a seventh of the length.
   */
  private static final double HALF_THICKNESS = 0.07;

  /** Where the body ends and the thin tail begins, of the length. */
  private static final double PEDUNCLE = 0.85;

  /** How well the place of a window is known, right-hand pixels; a guess. */
  private static final double WINDOW_SIGMA = 0.4;

  /**
   * The ends of a fish in both pictures.
   *
   * @param snout tip of the snout
   * @param fork fork or tip of the tail
   * @param likeness mean correlation of the windows that were used, 0 to 1
   * @param scatterPx how far the windows scatter about the curve of depths, right-hand pixels
   */
  public record Ends(PointPair snout, PointPair fork, double likeness, double scatterPx) {}

  /** A window: where it is on the body, which of its samples are of the fish, and how bright. */
  @SuppressWarnings("ArrayRecordComponent") // Only read, and only here.
  private record Station(double along, Point middle, int[] samples, double[] brightness) {}

  /**
   * Where a window was found: steps of depth of the mid-line, pixels aside, and how alike it is.
   */
  private record Found(double along, double depth, double aside, double alike) {}

  private final StereoCalibration rig;
  private final GreyPatch left;
  private final Mask mask;
  private final GreyPatch right;
  private final Point shift;
  private final Point snout;
  private final Point fork;
  private final double length;
  private final double half;
  private final double inverse;

  /** Inverse depth to a step of {@link #STEP} in the right picture at the middle of the fish. */
  private final double step;

  /** How far the ends may leave the line, steps. */
  private final double bentSteps;

  private AxisMatch(
      StereoCalibration rig,
      GreyPatch left,
      Mask mask,
      GreyPatch right,
      Point snout,
      Point fork,
      double depthMm,
      Point shift) {
    this.rig = rig;
    this.left = left;
    this.mask = mask;
    this.right = right;
    this.shift = shift;
    this.snout = snout;
    this.fork = fork;
    this.length = Math.hypot(fork.x() - snout.x(), fork.y() - snout.y());
    this.half = Math.max(LEAST_HALF_WINDOW, Math.min(MOST_HALF_WINDOW, HALF_WINDOW * length));
    this.inverse = 1 / depthMm;
    this.step = STEP / pixelsPerInverse(between(0.5));
    double lengthMm = length / rig.left().fx() * depthMm;
    this.bentSteps = BENT * lengthMm * inverse * inverse / step;
  }

  /**
   * Finds the ends.
   *
   * @param rig the calibration
   * @param left the fish in the left picture
   * @param mask the pixels of the left picture that show it
   * @param right where the fish may be in the right picture, with all around it
   * @param snout tip of the snout in the left picture
   * @param fork fork or tip of the tail in the left picture
   * @param depthMm about how far the fish is along the left camera's axis, mm
   * @param shift how far the fish moved in the right picture between the moments of the two frames,
   *     pixels; taken off again from what is returned
   * @throws MeasureException if the right picture does not show the fish there
   */
  public static Ends find(
      StereoCalibration rig,
      GreyPatch left,
      Mask mask,
      GreyPatch right,
      Point snout,
      Point fork,
      double depthMm,
      Point shift) {
    if (!(Math.hypot(fork.x() - snout.x(), fork.y() - snout.y()) >= 4 * LEAST_HALF_WINDOW)) {
      throw new MeasureException("the fish is too small in the picture to be matched");
    }
    return new AxisMatch(rig, left, mask, right, snout, fork, depthMm, shift).find();
  }

  private Ends find() {
    List<Station> stations = new ArrayList<>();
    for (int i = 0; i < STATIONS; i++) {
      double along = FIRST + (1 - 2 * FIRST) * i / (STATIONS - 1);
      station(along).ifPresent(stations::add);
    }
    int reach = (int) Math.ceil((0.5 * length + 8) / STEP);
    reach = (int) Math.min(reach, Math.floor(0.8 * inverse / step));
    double[] line = bestLine(stations, alike(stations, reach, 0), reach);
    // Once more with windows that are turned as the fish is.
    double[][] alike = alike(stations, reach, line[1] * step);
    line = bestLine(stations, alike, reach);
    List<Found> found = found(stations, alike, reach, line);
    if (found.size() < LEAST_STATIONS) {
      throw new MeasureException(
          String.format(
              Locale.ROOT,
              "the fish looks different in the right picture: %d of %d places along it are alike",
              found.size(),
              STATIONS));
    }
    return ends(found);
  }

  private Point between(double share) {
    return new Point(
        snout.x() + share * (fork.x() - snout.x()), snout.y() + share * (fork.y() - snout.y()));
  }

  private double pixelsPerInverse(Point place) {
    Point sight = rig.left().undistort(place);
    double part = 0.01 * inverse;
    Point here = inRight(sight, inverse);
    Point there = inRight(sight, inverse + part);
    return Math.hypot(there.x() - here.x(), there.y() - here.y()) / part;
  }

  private Point inRight(Point sight, double itsInverse) {
    double z = 1 / itsInverse;
    return rig.right().project(rig.toRight(new Position(sight.x() * z, sight.y() * z, z)));
  }

  private Optional<Station> station(double along) {
    Point middle = between(along);
    int[] samples = new int[SIDE * SIDE];
    double[] brightness = new double[SIDE * SIDE];
    int count = 0;
    for (int sample = 0; sample < SIDE * SIDE; sample++) {
      double x = middle.x() + half * offset(sample % SIDE);
      double y = middle.y() + half * offset(sample / SIDE);
      if (mask.contains((int) Math.round(x), (int) Math.round(y))) {
        samples[count] = sample;
        brightness[count++] = left.at(x, y);
      }
    }
    return count < LEAST_SAMPLES
        ? Optional.empty()
        : Optional.of(
            new Station(
                along, middle, Arrays.copyOf(samples, count), Arrays.copyOf(brightness, count)));
  }

  /** Where a sample lies in a window, -1 to 1. */
  private static double offset(int sample) {
    return 2.0 * sample / (SIDE - 1) - 1;
  }

  /** How alike each window is at each depth; the windows are turned by so much inverse depth. */
  private double[][] alike(List<Station> stations, int reach, double turn) {
    double[][] alike = new double[stations.size()][2 * reach + 1];
    for (int i = 0; i < alike.length; i++) {
      for (int k = -reach; k <= reach; k++) {
        alike[i][k + reach] = likeness(stations.get(i), inverse + k * step, turn, 0);
      }
    }
    return alike;
  }

  /**
   * How alike a window of the left picture and what the right one shows of it at a depth are.
   *
   * @param turn by how much the inverse depth of the body changes from snout to fork
   * @param aside how much lower than it should be, pixels
   */
  private double likeness(Station station, double itsInverse, double turn, double aside) {
    double turnX = turn * half * (fork.x() - snout.x()) / (length * length);
    double turnY = turn * half * (fork.y() - snout.y()) / (length * length);
    Point at = station.middle();
    if (!(itsInverse > Math.abs(turnX) + Math.abs(turnY))) {
      return -1;
    }
    Point middle = seen(at, itsInverse);
    Point across = seen(new Point(at.x() + half, at.y()), itsInverse + turnX);
    Point down = seen(new Point(at.x(), at.y() + half), itsInverse + turnY);
    if (!right.contains(middle.x(), middle.y() + aside)) {
      return -1;
    }
    double[] brightness = new double[station.samples().length];
    for (int i = 0; i < brightness.length; i++) {
      double u = offset(station.samples()[i] % SIDE);
      double v = offset(station.samples()[i] / SIDE);
      brightness[i] =
          right.at(
              middle.x() + u * (across.x() - middle.x()) + v * (down.x() - middle.x()),
              middle.y() + u * (across.y() - middle.y()) + v * (down.y() - middle.y()) + aside);
    }
    return GreyPatch.correlation(station.brightness(), brightness);
  }

  private Point seen(Point leftPixel, double itsInverse) {
    Point place = inRight(rig.left().undistort(leftPixel), itsInverse);
    return new Point(place.x() + shift.x(), place.y() + shift.y());
  }

  /** How many steps the depth may change from snout to fork. */
  private double steepest() {
    double across = length / rig.left().fx() / inverse;
    return across * Math.tan(Math.toRadians(MOST_TURNED)) * inverse * inverse / step;
  }

  /**
   * The line of depths, in steps at the middle and steps from snout to fork, that is most alike.
   */
  private double[] bestLine(List<Station> stations, double[][] alike, int reach) {
    double[][] loose = new double[alike.length][];
    int tolerance = (int) Math.min(12, Math.round(bentSteps));
    for (int i = 0; i < alike.length; i++) {
      loose[i] = highestAround(alike[i], tolerance);
    }
    double steepest = steepest();
    double best = Double.NEGATIVE_INFINITY;
    double[] line = new double[2];
    for (int middle = -reach; middle <= reach; middle++) {
      for (double slope = -steepest; slope <= steepest; slope += 1) {
        double sum = 0;
        for (int i = 0; i < loose.length; i++) {
          long k = Math.round(middle + slope * (stations.get(i).along() - 0.5)) + reach;
          sum += k < 0 || k > 2L * reach ? -1 : loose[i][(int) k];
        }
        if (sum > best) {
          best = sum;
          line = new double[] {middle, slope};
        }
      }
    }
    return line;
  }

  /** Each value gives way to the highest one around it, a little less the farther that is. */
  private static double[] highestAround(double[] values, int reach) {
    double[] highest = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      for (int k = Math.max(0, i - reach); k <= Math.min(values.length - 1, i + reach); k++) {
        double fallen = Math.max(0, values[k]) - 0.3 * Math.abs(k - i) / (reach + 1.0);
        highest[i] = Math.max(highest[i], fallen);
      }
    }
    return highest;
  }

  private List<Found> found(List<Station> stations, double[][] alike, int reach, double[] line) {
    List<Found> found = new ArrayList<>();
    int around = (int) Math.ceil(2 + 2 * bentSteps);
    for (int i = 0; i < alike.length; i++) {
      Station station = stations.get(i);
      int near = (int) Math.round(line[0] + line[1] * (station.along() - 0.5)) + reach;
      int top = top(alike[i], near, around);
      if (top > 0 && alike[i][top] >= LEAST_ALIKE) {
        double depth = top + parabola(alike[i][top - 1], alike[i][top], alike[i][top + 1]) - reach;
        double aside = aside(station, inverse + depth * step, line[1] * step);
        double middle = depth - thickness(station.along());
        found.add(new Found(station.along(), middle, aside, alike[i][top]));
      }
    }
    return found;
  }

  /** By how much nearer than its mid-line a fish is seen at a place, steps. */
  private double thickness(double along) {
    double share = Math.min(1, along / PEDUNCLE);
    return HALF_THICKNESS / BENT * bentSteps * 2 * Math.sqrt(share * (1 - share));
  }

  /** The peak near a place that has neighbours on both sides; 0 if there is none. */
  private static int top(double[] alike, int near, int around) {
    int best = 0;
    int last = Math.min(alike.length - 2, near + around);
    for (int k = Math.max(1, near - around); k <= last; k++) {
      boolean peak = alike[k] >= alike[k - 1] && alike[k] >= alike[k + 1];
      if (peak && (best == 0 || alike[k] > alike[best])) {
        best = k;
      }
    }
    return best;
  }

  private double aside(Station station, double itsInverse, double turn) {
    int count = (int) Math.round(2 * ASIDE / STEP) + 1;
    double[] alike = new double[count];
    int best = 0;
    for (int k = 0; k < count; k++) {
      alike[k] = likeness(station, itsInverse, turn, k * STEP - ASIDE);
      best = alike[k] > alike[best] ? k : best;
    }
    if (best == 0 || best == count - 1) {
      return best * STEP - ASIDE;
    }
    return (best + parabola(alike[best - 1], alike[best], alike[best + 1])) * STEP - ASIDE;
  }

  /** Where between three equally spaced values the top of their parabola is, -0.5 to 0.5. */
  private static double parabola(double before, double top, double after) {
    double bend = before - 2 * top + after;
    return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
  }

  private Ends ends(List<Found> found) {
    double sigma = WINDOW_SIGMA / STEP;
    List<Found> used = new ArrayList<>(found);
    BodyCurve depths = BodyCurve.fit(used, Found::along, Found::depth, sigma, bentSteps);
    double miss =
        used.stream().mapToDouble(f -> depths.miss(f.along(), f.depth())).average().orElse(0);
    used.removeIf(f -> depths.miss(f.along(), f.depth()) > Math.max(2 * sigma, 2.5 * miss));
    if (used.size() < LEAST_STATIONS) {
      throw new MeasureException("no one curve of depths fits the fish in the right picture");
    }
    BodyCurve curve = BodyCurve.fit(used, Found::along, Found::depth, sigma, bentSteps);
    BodyCurve asides = BodyCurve.fit(used, Found::along, Found::aside, WINDOW_SIGMA, 0.1);
    double squares =
        used.stream().mapToDouble(f -> Math.pow(curve.miss(f.along(), f.depth()), 2)).sum();
    return new Ends(
        end(snout, inverse + step * curve.at(0), asides.at(0)),
        end(fork, inverse + step * curve.at(1), asides.at(1)),
        used.stream().mapToDouble(Found::alike).average().orElse(0),
        STEP * Math.sqrt(squares / used.size()));
  }

  private PointPair end(Point leftPixel, double itsInverse, double aside) {
    if (!(itsInverse > 0)) {
      throw new MeasureException("the fish seems to reach to infinity");
    }
    Point place = inRight(rig.left().undistort(leftPixel), itsInverse);
    return new PointPair(leftPixel, new Point(place.x(), place.y() + aside));
  }
}

package org.reeflens.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Point;

/**
 * Tells which tracks never moved relative to the background: weed, rock and rivets that a detector
 * takes for fish. It watches beside a tracker, and is asked at the end.
 *
 * <p>The rule: a track is stationary if it was seen over at least {@link Rule#seconds} and the
 * centre of its box stayed in an upright square whose side is {@link Rule#bodyLengths} of its
 * length. Its length is the mean longer side of its boxes. The centre is the median of three
 * sightings in turn, along x and y, so that one bad box is no movement. Where the camera moves, the
 * centres are carried back along its motion; while that is not known a track cannot be judged
 * across, so its parts before and after are looked at each for itself, and all must have stayed.
 * Errors of the motion add up, so of a moving camera rather too few tracks are called stationary.
 *
 * <p>The cost: a fish that rests all the time it is seen is called stationary too. A short track is
 * never, be it weed or fish. Not for use by two threads at once.
 */
public final class Stationary {

  /**
   * What counts as never moved.
   *
   * @param bodyLengths side of the square that the centre stays in, in lengths of the track's own
   *     box, above 0
   * @param seconds from the first to the last sighting, 0 or more
   */
  public record Rule(double bodyLengths, double seconds) {

    /** A guess, measured on clips of a river, of seagrass and of reefs: see the guide. */
    public static final Rule DEFAULT = new Rule(0.5, 2);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the side is not above 0 or the time is negative
     */
    public Rule {
      if (!(bodyLengths > 0 && Double.isFinite(bodyLengths))) {
        throw new IllegalArgumentException("body lengths must be above 0: " + bodyLengths);
      }
      if (!(seconds >= 0 && Double.isFinite(seconds))) {
        throw new IllegalArgumentException("seconds must be 0 or more: " + seconds);
      }
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "within a square of %s of its length over %s s or more",
          bodyLengths,
          seconds);
    }
  }

  /** Where the camera was at a sample: the way back to the first sample of an unbroken stretch. */
  private record View(double seconds, int stretch, Affine back) {}

  private final Rule rule;
  private final List<View> views = new ArrayList<>();
  private final Map<Integer, Way> ways = new TreeMap<>();

  /** A watch over one dive. */
  public Stationary(Rule rule) {
    this.rule = rule;
  }

  /**
   * Takes what a tracker told with a frame.
   *
   * @param timeSeconds dive time of the frame, seconds
   * @param camera where places of the scene in the frame before lie in this one, source pixels; the
   *     identity for a camera that stands still, empty where it is not known
   * @param points (Input) what the tracker told; their sample counts the calls of this method
   * @throws IllegalArgumentException if a point lies in a frame not yet taken
   */
  public void add(double timeSeconds, Optional<Affine> camera, List<TrackPoint> points) {
    views.add(view(timeSeconds, camera));
    for (TrackPoint point : points) {
      if (point.sample() >= views.size()) {
        throw new IllegalArgumentException(
            "a point of sample " + point.sample() + ", but " + views.size() + " samples");
      }
      ways.computeIfAbsent(point.track(), track -> new Way())
          .add(views.get(point.sample()), point.detection().box());
    }
  }

  private View view(double seconds, Optional<Affine> camera) {
    if (views.isEmpty()) {
      return new View(seconds, 0, Affine.identity());
    }
    View before = views.get(views.size() - 1);
    return camera
        .map(
            motion ->
                new View(
                    seconds,
                    before.stretch,
                    motion.isIdentity() ? before.back : motion.inverse().then(before.back)))
        .orElseGet(() -> new View(seconds, before.stretch + 1, Affine.identity()));
  }

  /** The ids of the tracks that never moved, as far as is known now. */
  public SortedSet<Integer> tracks() {
    SortedSet<Integer> still = new TreeSet<>();
    ways.forEach(
        (track, way) -> {
          if (way.stayed(rule)) {
            still.add(track);
          }
        });
    return still;
  }

  /** The rule in words, for provenance. */
  public String describe() {
    return rule.toString();
  }

  /** What is known of one track; does not grow with it. */
  private static final class Way {
    private int stretch = -1;
    private int sightings;
    private int inStretch;
    private double sides;
    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;
    private final double[] x = new double[3];
    private final double[] y = new double[3];
    private double left;
    private double right;
    private double top;
    private double bottom;

    /** The longest side of the square of any stretch. */
    private double widest;

    void add(View view, Box box) {
      if (view.stretch != stretch) {
        stretch = view.stretch;
        inStretch = 0;
        left = Double.POSITIVE_INFINITY;
        right = Double.NEGATIVE_INFINITY;
        top = Double.POSITIVE_INFINITY;
        bottom = Double.NEGATIVE_INFINITY;
      }
      Point centre = view.back.apply(new Point(box.centreX(), box.centreY()));
      x[inStretch % 3] = centre.x();
      y[inStretch % 3] = centre.y();
      inStretch++;
      sightings++;
      // Zoom of the camera changes lengths as it changes ways.
      sides += Math.max(box.width(), box.height()) * Math.sqrt(Math.abs(view.back.determinant()));
      first = Math.min(first, view.seconds);
      last = Math.max(last, view.seconds);
      if (inStretch >= 3) {
        left = Math.min(left, middle(x));
        right = Math.max(right, middle(x));
        top = Math.min(top, middle(y));
        bottom = Math.max(bottom, middle(y));
        widest = Math.max(widest, Math.max(right - left, bottom - top));
      }
    }

    private static double middle(double[] three) {
      double[] sorted = three.clone();
      Arrays.sort(sorted);
      return sorted[1];
    }

    boolean stayed(Rule rule) {
      // Fewer than three sightings have no median.
      return sightings >= 3
          && last - first >= rule.seconds
          && widest <= rule.bodyLengths * sides / sightings;
    }
  }
}

package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/**
 * A motion that also remembers what was seen, which OC-SORT trusts more than what was foretold.
 *
 * <ul>
 *   <li>Re-update: when an animal is seen again after a gap, what the filter foretold meanwhile is
 *       forgotten, and it is led from the last observation to the new one as if the animal had been
 *       seen on a straight line between.
 *   <li>Heading: where it was going by what was seen, not by the filter; see {@link Heading}.
 * </ul>
 */
final class ObservedMotion implements BoxMotion {
  private final OcSortSettings settings;
  private BoxMotion filter;

  /** The filter as it came to the first frame of a gap. */
  private @Nullable BoxMotion beforeGap;

  /** The steps since the last observation, or since the beginning. */
  private final List<Double> steps = new ArrayList<>();

  /** The last ones, as many as directions need; in pixels of the present picture. */
  private final List<Observation> observations = new ArrayList<>();

  private double time;

  /** A box and when it was seen, in steps since the beginning. */
  private record Observation(double time, Box box) {}

  ObservedMotion(Box seen, OcSortSettings settings) {
    this.settings = settings;
    if (settings.asPublished()) {
      filter = new AreaMotion(seen);
    } else {
      filter = new SizeMotion(seen, settings.motion(), SizeMotion.Scale.SQUARE);
      observations.add(new Observation(time, seen));
    }
  }

  private ObservedMotion(ObservedMotion other) {
    settings = other.settings;
    filter = other.filter.copy();
    beforeGap = other.beforeGap == null ? null : other.beforeGap.copy();
    steps.addAll(other.steps);
    observations.addAll(other.observations);
    time = other.time;
  }

  @Override
  public ObservedMotion copy() {
    return new ObservedMotion(this);
  }

  @Override
  public Box box() {
    boolean seenNow = steps.isEmpty() && isObserved();
    return seenNow && settings.asPublished() ? last().box : filter.box();
  }

  @Override
  public void predict(double stepsOn, boolean inView) {
    if (steps.size() == 1 && isObserved()) {
      beforeGap = filter.copy();
    }
    filter.predict(stepsOn, inView);
    steps.add(stepsOn);
    time += stepsOn;
  }

  @Override
  public void follow(Affine camera) {
    filter.follow(camera);
    if (beforeGap != null) {
      beforeGap.follow(camera);
    }
    observations.replaceAll(seen -> new Observation(seen.time, camera.apply(seen.box)));
  }

  @Override
  public void correct(Box seen) {
    if (beforeGap != null) {
      filter = ledThrough(beforeGap, seen);
      beforeGap = null;
      if (settings.asPublished()) {
        // The last of the boxes between is the new one, and the code takes it in once more.
        filter.correct(seen);
      }
    } else {
      filter.correct(seen);
    }
    steps.clear();
    observations.add(new Observation(time, seen));
    while (observations.size() > 2 && !isNear(observations.get(0), time)) {
      observations.remove(0);
    }
  }

  /** The filter, led from the last observation to what is seen now. */
  private BoxMotion ledThrough(BoxMotion led, Box seen) {
    Observation last = last();
    double gap = time - last.time;
    double since = 0;
    for (int i = 0; i < steps.size(); i++) {
      since += steps.get(i);
      if (i > 0) {
        led.predict(steps.get(i), true);
      }
      led.correct(between(last.box, seen, since / gap));
    }
    return led;
  }

  private static Box between(Box from, Box to, double share) {
    double width = from.width() + share * (to.width() - from.width());
    double height = from.height() + share * (to.height() - from.height());
    double x = from.centreX() + share * (to.centreX() - from.centreX());
    double y = from.centreY() + share * (to.centreY() - from.centreY());
    return Box.ofSize(x - width / 2, y - height / 2, width, height);
  }

  /** Whether something counts as seen yet. */
  boolean isObserved() {
    return !observations.isEmpty();
  }

  /** Where the animal was heading when it was last seen. */
  Heading heading() {
    int seen = observations.size();
    if (seen < 2) {
      return Heading.UNKNOWN;
    }
    Box before = reference(seen - 1, last().time).box;
    return Heading.of(before, last().box, reference(seen, time).box);
  }

  /**
   * Where a direction at {@code when} starts: of the first {@code count} observations the earliest
   * that is near, or the last if none is.
   */
  private Observation reference(int count, double when) {
    for (int i = 0; i < count; i++) {
      if (isNear(observations.get(i), when)) {
        return observations.get(i);
      }
    }
    return observations.get(count - 1);
  }

  private boolean isNear(Observation seen, double when) {
    double window = settings.matching().directionSeconds() / settings.motion().stepSeconds();
    // Times are sums and quotients of seconds; their rounding decides nothing.
    return when - seen.time <= window + 1e-6;
  }

  private Observation last() {
    return observations.get(observations.size() - 1);
  }
}

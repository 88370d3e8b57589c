package org.reeflens.testvideos.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The counts a survey would report from the truth.
 *
 * @param truth the truth
 * @param everySeconds a frame is taken at or first after each multiple of this time, s; 0 takes all
 * @param leastVisible share of a fish that must be visible for it to count, 0..1; at 0 any visible
 *     pixel counts
 */
public record TruthCounts(SceneTruth truth, double everySeconds, double leastVisible) {

  /** Frame times are fractions; a frame this little before its sample time is on time, s. */
  private static final double TOLERANCE = 1e-9;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the interval is negative or the share not in 0..1
   */
  public TruthCounts {
    if (!(everySeconds >= 0) || !(leastVisible >= 0 && leastVisible <= 1)) {
      throw new IllegalArgumentException(
          "no sampling every " + everySeconds + " s of fish visible to " + leastVisible);
    }
  }

  /** The frames that are looked at. */
  public List<FrameTruth> sampled() {
    List<FrameTruth> sampled = new ArrayList<>();
    long next = 0;
    for (FrameTruth frame : truth.frames()) {
      if (everySeconds == 0) {
        sampled.add(frame);
      } else if (frame.seconds() >= next * everySeconds - TOLERANCE) {
        sampled.add(frame);
        next = (long) Math.floor(frame.seconds() / everySeconds + TOLERANCE) + 1;
      }
    }
    return sampled;
  }

  /** Most fish of all kinds in one sampled frame. */
  public int maxN() {
    return most(view -> true);
  }

  /** Most fish of one kind in one sampled frame. */
  public int maxN(FishKind kind) {
    return most(view -> truth.fish(view.id()).kind() == kind);
  }

  /** Mean number of fish of all kinds in a sampled frame. */
  public double meanCount() {
    return sampled().stream().mapToInt(frame -> count(frame, view -> true)).average().orElse(0);
  }

  /** Time of the first sampled frame that shows a fish, s; empty if none does. */
  public OptionalDouble firstArrival() {
    return first(view -> true);
  }

  /** Time of the first sampled frame that shows a fish of this kind, s; empty if none does. */
  public OptionalDouble firstArrival(FishKind kind) {
    return first(view -> truth.fish(view.id()).kind() == kind);
  }

  private int most(Predicate<FishView> wanted) {
    return sampled().stream().mapToInt(frame -> count(frame, wanted)).max().orElse(0);
  }

  private OptionalDouble first(Predicate<FishView> wanted) {
    return sampled().stream()
        .filter(frame -> count(frame, wanted) > 0)
        .mapToDouble(FrameTruth::seconds)
        .findFirst();
  }

  private int count(FrameTruth frame, Predicate<FishView> wanted) {
    return (int)
        frame.fish().stream()
            .filter(view -> view.visible() != null && view.visibleFraction() >= leastVisible)
            .filter(wanted)
            .count();
  }
}

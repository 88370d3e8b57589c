package org.reeflens.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * Whether two programs found the same in a film: the same frames, each believed box of one within a
 * pixel of one of the other, and the same MaxN.
 */
final class Agreement {

  /** Source pixels by which an edge may be off. */
  private static final double PIXEL = 1;

  /**
   * By how much a box may be fainter in the other: one at the threshold is above it in one only.
   */
  private static final double FAINTER = 0.02;

  private final double believed;
  private int boxes;
  private double farthest;

  /**
   * A comparison of boxes from a confidence on.
   *
   * @param believed the confidence from which boxes start tracks
   */
  Agreement(double believed) {
    this.believed = believed;
  }

  /** What is different, in one sentence; empty if nothing is. */
  Optional<String> difference(DiveReport one, DiveReport other) {
    if (one.samples().size() != other.samples().size()) {
      return Optional.of(
          one.samples().size()
              + " frames were analysed by one, "
              + other.samples().size()
              + " by the other");
    }
    for (int i = 0; i < one.samples().size(); i++) {
      DiveReport.Sample here = one.samples().get(i);
      DiveReport.Sample there = other.samples().get(i);
      if (Math.abs(here.seconds() - there.seconds()) > 1e-3) {
        return Optional.of(
            "frame " + i + " is that at " + here.seconds() + " s or at " + there.seconds() + " s");
      }
      Optional<String> lone = lone(here, there).or(() -> lone(there, here));
      if (lone.isPresent()) {
        return lone;
      }
    }
    if (one.maxN() != other.maxN()) {
      return Optional.of("MaxN is " + one.maxN() + " or " + other.maxN());
    }
    return Optional.empty();
  }

  private Optional<String> lone(DiveReport.Sample here, DiveReport.Sample there) {
    for (List<Double> box : here.boxes()) {
      if (box.get(4) < believed) {
        continue;
      }
      boxes++;
      double nearest =
          there.boxes().stream()
              .filter(candidate -> Math.abs(candidate.get(4) - box.get(4)) <= FAINTER)
              .mapToDouble(candidate -> distance(box, candidate))
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      if (nearest > PIXEL) {
        return Optional.of(
            "the box "
                + box
                + " at "
                + here.seconds()
                + " s is "
                + nearest
                + " pixels from any of the other program");
      }
      farthest = Math.max(farthest, nearest);
    }
    return Optional.empty();
  }

  private static double distance(List<Double> box, List<Double> other) {
    double farthest = 0;
    for (int edge = 0; edge < 4; edge++) {
      farthest = Math.max(farthest, Math.abs(box.get(edge) - other.get(edge)));
    }
    return farthest;
  }

  /** Boxes compared so far. */
  int boxes() {
    return boxes;
  }

  /** The largest difference of an edge that was met, pixels. */
  double farthest() {
    return farthest;
  }
}

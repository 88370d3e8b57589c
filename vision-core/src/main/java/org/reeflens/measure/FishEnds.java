package org.reeflens.measure;

import java.util.Optional;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.geometry.Mask;

/** Finds the two ends of a fish and its outline in one picture. */
@FunctionalInterface
public interface FishEnds {

  /**
   * One fish.
   *
   * @param ends snout and fork
   * @param mask its pixels
   */
  record Found(SnoutFork ends, Mask mask) {}

  /**
   * Looks at a fish.
   *
   * @param frame (Input) stays the caller's
   * @param box where the fish is, source pixels
   * @return its ends; empty if no outline was found
   */
  Optional<Found> find(Frame frame, Box box);

  /** By an outline of the fish; the outliner stays the caller's. */
  static FishEnds by(Outliner outliner) {
    return (frame, box) ->
        outliner
            .outline(frame, box)
            .flatMap(
                outline ->
                    SnoutFork.of(outline.mask()).map(ends -> new Found(ends, outline.mask())));
  }
}

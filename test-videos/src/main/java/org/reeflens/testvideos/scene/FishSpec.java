package org.reeflens.testvideos.scene;

import java.util.List;

/**
 * One fish of a scene. It swims smoothly through its waypoints and looks where it swims; before the
 * first and after the last it goes straight on.
 *
 * @param kind its shape and pattern
 * @param lengthMm fork length, mm, above 0
 * @param path at least two waypoints, times rising
 */
public record FishSpec(FishKind kind, double lengthMm, List<Waypoint> path) {

  /**
   * Checks length and path.
   *
   * @throws IllegalArgumentException if the length is not positive, or the path is shorter than two
   *     waypoints or does not go forward in time
   */
  public FishSpec {
    path = List.copyOf(path);
    if (!(lengthMm > 0)) {
      throw new IllegalArgumentException("a fish needs a length: " + lengthMm);
    }
    if (path.size() < 2) {
      throw new IllegalArgumentException("a path needs two waypoints, not " + path.size());
    }
    for (int i = 1; i < path.size(); i++) {
      if (!(path.get(i).seconds() > path.get(i - 1).seconds())) {
        throw new IllegalArgumentException("waypoint " + i + " is not later than the one before");
      }
    }
  }
}

package org.reeflens.testvideos.scene;

import java.util.List;
import java.util.Optional;

/**
 * The truth of one frame.
 *
 * @param frame 0-based index
 * @param seconds time since the first frame, s
 * @param fish the fish that touch the picture, by rising id
 */
public record FrameTruth(int frame, double seconds, List<FishView> fish) {

  /** Copies the list. */
  public FrameTruth {
    fish = List.copyOf(fish);
  }

  /** The view of a fish, empty if it is outside the picture. */
  public Optional<FishView> of(int id) {
    return fish.stream().filter(view -> view.id() == id).findFirst();
  }
}

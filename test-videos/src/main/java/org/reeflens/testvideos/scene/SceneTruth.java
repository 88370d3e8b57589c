package org.reeflens.testvideos.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The truth of a whole scene.
 *
 * @param width picture width, pixels
 * @param height picture height, pixels
 * @param framesPerSecond frames per second
 * @param focalPixels focal length of the pinhole camera, pixels
 * @param fish all fish, by rising id
 * @param frames all frames in order
 */
public record SceneTruth(
    int width,
    int height,
    int framesPerSecond,
    double focalPixels,
    List<FishTruth> fish,
    List<FrameTruth> frames) {

  /** Copies the lists. */
  public SceneTruth {
    fish = List.copyOf(fish);
    frames = List.copyOf(frames);
  }

  /** The truth of a scene from the truth of its frames, in order. */
  public static SceneTruth of(SceneSettings settings, List<FrameTruth> frames) {
    List<FishTruth> fish = new ArrayList<>();
    for (FishSpec spec : settings.fish()) {
      fish.add(new FishTruth(fish.size() + 1, spec.kind(), spec.lengthMm()));
    }
    return new SceneTruth(
        settings.width(),
        settings.height(),
        settings.framesPerSecond(),
        settings.focalPixels(),
        fish,
        frames);
  }

  /** What stays the same for a fish. */
  public FishTruth fish(int id) {
    return fish.get(id - 1);
  }

  /** All passages through the picture's middle, in order of time, then of id. */
  public List<Crossing> crossings() {
    double middle = (width - 1) / 2.0;
    List<Crossing> crossings = new ArrayList<>();
    for (int i = 1; i < frames.size(); i++) {
      FrameTruth before = frames.get(i - 1);
      for (FishView view : frames.get(i).fish()) {
        Optional<FishView> earlier = before.of(view.id());
        if (earlier.isEmpty()) {
          continue;
        }
        boolean wasRight = earlier.get().amodal().centreX() >= middle;
        boolean isRight = view.amodal().centreX() >= middle;
        if (wasRight != isRight) {
          Crossing.Direction direction =
              isRight ? Crossing.Direction.RIGHT : Crossing.Direction.LEFT;
          crossings.add(new Crossing(view.id(), frames.get(i).frame(), direction));
        }
      }
    }
    return crossings;
  }

  /** Counts over every frame, a fish counting from its first visible pixel on. */
  public TruthCounts counts() {
    return new TruthCounts(this, 0, 0);
  }

  /**
   * Counts over sampled frames.
   *
   * @param everySeconds a frame is taken at or first after each multiple of this time; 0 takes all
   * @param leastVisible share of a fish that must be visible for it to count, 0..1
   */
  public TruthCounts counts(double everySeconds, double leastVisible) {
    return new TruthCounts(this, everySeconds, leastVisible);
  }
}

package org.reeflens.testvideos.scene;

import java.util.List;

/**
 * What a scene is made of. Equal settings give equal pictures and truth.
 *
 * @param width picture width, pixels, at least 16
 * @param height picture height, pixels, at least 16
 * @param framesPerSecond at least 1; frame {@code i} is at {@code i / framesPerSecond} seconds
 * @param seconds duration, above 0
 * @param seed of the sea bed, the light, the particles and the skin of the fish
 * @param focalPixels focal length of the pinhole camera, pixels; its axis goes through the
 *     picture's middle
 * @param visibilityMetres distance at which 2 % of an object's contrast is left (green light), m
 * @param swayPixels how far the whole picture swings to each side, pixels, 0 for a fixed camera
 * @param particles number of drifting particles (back-scatter) in the picture, 0 or more
 * @param fish the fish; their ids are 1, 2, ... in this order
 */
public record SceneSettings(
    int width,
    int height,
    int framesPerSecond,
    double seconds,
    long seed,
    double focalPixels,
    double visibilityMetres,
    double swayPixels,
    int particles,
    List<FishSpec> fish) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SceneSettings {
    fish = List.copyOf(fish);
    if (width < 16 || height < 16) {
      throw new IllegalArgumentException("too small a picture: " + width + " x " + height);
    }
    if (framesPerSecond < 1 || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "no frames in " + seconds + " s at " + framesPerSecond + " a second");
    }
    if (!(focalPixels > 0) || !(visibilityMetres > 0) || !(swayPixels >= 0) || particles < 0) {
      throw new IllegalArgumentException(
          "focal length and visibility must be above 0, sway and particles not below");
    }
  }

  /**
   * A scene of seeded fish: kinds, lengths, distances and paths are drawn at random. About half of
   * the fish swim through the picture; the others come in, turn and go, or stay.
   *
   * @param width picture width, pixels
   * @param height picture height, pixels
   * @param framesPerSecond frames per second
   * @param seconds duration, s
   * @param fish number of fish, 0 or more
   * @param seed of everything
   */
  public static SceneSettings random(
      int width, int height, int framesPerSecond, double seconds, int fish, long seed) {
    double focal = 0.9 * width;
    return new SceneSettings(
        width,
        height,
        framesPerSecond,
        seconds,
        seed,
        focal,
        12,
        width / 200.0,
        60,
        new RandomFish(seed, width, height, focal, seconds).draw(fish));
  }

  /** Number of frames: the duration times the rate, rounded, at least 1. */
  public int frameCount() {
    return (int) Math.max(1, Math.round(seconds * framesPerSecond));
  }

  /** Time of a frame since the first one, s. */
  public double timeOf(int frame) {
    return (double) frame / framesPerSecond;
  }

  /** The same scene before a camera that sways otherwise. */
  public SceneSettings withSway(double pixels) {
    return new SceneSettings(
        width,
        height,
        framesPerSecond,
        seconds,
        seed,
        focalPixels,
        visibilityMetres,
        pixels,
        particles,
        fish);
  }

  /** The same scene with other fish. */
  public SceneSettings withFish(List<FishSpec> others) {
    return new SceneSettings(
        width,
        height,
        framesPerSecond,
        seconds,
        seed,
        focalPixels,
        visibilityMetres,
        swayPixels,
        particles,
        others);
  }
}

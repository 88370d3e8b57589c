package org.reeflens.testvideos.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws a scene frame by frame. A frame depends on the settings and its index only, so frames can
 * be drawn in any order. Drawing does not change the renderer; several threads may share one.
 */
public final class SceneRenderer {

  private final SceneSettings settings;
  private final int seed;
  private final CameraPainter camera;

  /** Prepares a scene; this draws the sea bed, which takes longer than a frame. */
  public SceneRenderer(SceneSettings settings) {
    this.settings = settings;
    this.seed = Long.hashCode(settings.seed() * 0x9E3779B97F4A7C15L);
    this.camera = new CameraPainter(settings, Eye.pinhole(settings), 0);
  }

  /** The settings of the scene. */
  public SceneSettings settings() {
    return settings;
  }

  /**
   * Draws a frame.
   *
   * @param index 0-based
   * @throws IndexOutOfBoundsException if the scene has no such frame
   */
  public RenderedFrame frame(int index) {
    if (index < 0 || index >= settings.frameCount()) {
      throw new IndexOutOfBoundsException(
          "frame " + index + " of a scene of " + settings.frameCount());
    }
    double seconds = settings.timeOf(index);
    double shiftX = sway(seconds, 0.17, 0.43, 11);
    double shiftY = 0.6 * sway(seconds, 0.21, 0.37, 12);
    List<FishPose> poses = new ArrayList<>();
    for (int i = 0; i < settings.fish().size(); i++) {
      FishSpec fish = settings.fish().get(i);
      poses.add(FishPose.at(fish, i, seconds, settings, shiftX, shiftY));
    }
    return camera.paint(index, seconds, shiftX, shiftY, poses);
  }

  /** The truth of all frames; this draws them all. */
  public SceneTruth truth() {
    List<FrameTruth> frames = new ArrayList<>();
    for (int i = 0; i < settings.frameCount(); i++) {
      frames.add(frame(i).truth());
    }
    return SceneTruth.of(settings, frames);
  }

  private double sway(double seconds, double slow, double fast, int salt) {
    double first = Math.sin(2 * Math.PI * (slow * seconds + Noise.hash(1, salt, seed)));
    double second = Math.sin(2 * Math.PI * (fast * seconds + Noise.hash(2, salt, seed)));
    return settings.swayPixels() * (0.75 * first + 0.25 * second);
  }
}

package org.reeflens.testvideos.scene;

/**
 * A scene in front of two cameras whose clocks differ. The scene's time is the left camera's; its
 * focal length and picture's middle only say where the waypoints of the fish lie.
 *
 * @param scene fish, sea bed, water and the left camera's frames; the rig does not sway
 * @param rig the cameras
 * @param rightStartSeconds scene time of the right camera's first frame, s; below 0 if it was
 *     started first
 * @param rightDrift how much more scene time than its own goes by in each second of the right
 *     camera's clock
 * @param flashSeconds scene time of a flash that both cameras see, s; NaN for none
 */
public record StereoScene(
    SceneSettings scene,
    StereoRig rig,
    double rightStartSeconds,
    double rightDrift,
    double flashSeconds) {

  /**
   * Checks that the rig fits the pictures.
   *
   * @throws IllegalArgumentException if it does not, or the scene sways
   */
  public StereoScene {
    if (scene.width() != rig.width() || scene.height() != rig.height()) {
      throw new IllegalArgumentException("the rig has pictures of another size than the scene");
    }
    if (scene.swayPixels() != 0) {
      throw new IllegalArgumentException("the cameras of a rig stand still");
    }
  }

  /** Two cameras that were started together and keep time. */
  public StereoScene(SceneSettings scene, StereoRig rig) {
    this(scene, rig, 0, 0, Double.NaN);
  }

  /** Scene time of a frame of the right camera, s. */
  public double rightTimeOf(int frame) {
    return rightStartSeconds + scene.timeOf(frame) * (1 + rightDrift);
  }

  /**
   * What has to be added to a time of the left recording to find the same moment in the right one
   * at its beginning, s.
   */
  public double offsetSeconds() {
    return -rightStartSeconds / (1 + rightDrift);
  }
}

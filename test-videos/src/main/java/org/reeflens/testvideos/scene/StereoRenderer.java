package org.reeflens.testvideos.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws what the two cameras of a rig see, and tells the truth of any moment. Frames can be drawn
 * in any order; several threads may share a renderer.
 */
public final class StereoRenderer {

  /** Part of the missing light that a flash adds. */
  private static final double FLASH = 0.5;

  private final StereoScene stereo;
  private final CameraPainter left;
  private final CameraPainter right;

  /** Prepares a scene; this draws the sea bed twice, which takes longer than a frame. */
  public StereoRenderer(StereoScene stereo) {
    this.stereo = stereo;
    this.left = new CameraPainter(stereo.scene(), stereo.rig().leftEye(stereo.scene()), 1);
    this.right = new CameraPainter(stereo.scene(), stereo.rig().rightEye(stereo.scene()), 2);
  }

  /** The scene. */
  public StereoScene scene() {
    return stereo;
  }

  /** Draws a frame of the left camera; the truth's boxes and points are its own. */
  public RenderedFrame left(int index) {
    double seconds = stereo.scene().timeOf(index);
    return flashed(left.paint(index, seconds, 0, 0, poses(seconds, false)), seconds, 0);
  }

  /** Draws a frame of the right camera. The truth's time is the scene's. */
  public RenderedFrame right(int index) {
    double seconds = stereo.rightTimeOf(index);
    RenderedFrame drawn = right.paint(index, seconds, 0, 0, poses(seconds, true));
    return flashed(drawn, seconds, stereo.rightDrift());
  }

  /** A flash is seen by the frame that is being exposed when it comes. */
  private RenderedFrame flashed(RenderedFrame frame, double seconds, double drift) {
    double exposure = (1 + drift) / stereo.scene().framesPerSecond();
    double flash = stereo.flashSeconds();
    if (flash >= seconds && flash < seconds + exposure) {
      byte[] rgb = frame.rgb();
      for (int i = 0; i < rgb.length; i++) {
        int value = rgb[i] & 0xff;
        rgb[i] = (byte) Math.round(value + FLASH * (255 - value));
      }
    }
    return frame;
  }

  private List<LensPose> poses(double seconds, boolean ofRight) {
    SceneSettings scene = stereo.scene();
    List<LensPose> poses = new ArrayList<>();
    for (int i = 0; i < scene.fish().size(); i++) {
      FishSpec fish = scene.fish().get(i);
      FishPose pose = FishPose.at(fish, i, seconds, scene, 0, 0);
      poses.add(new LensPose(pose, fish.lengthMm(), stereo.rig(), ofRight));
    }
    return poses;
  }

  /**
   * The truth of a moment, of every fish whose ends lie in both pictures, hidden ones included.
   *
   * @param seconds scene time, s
   */
  public List<StereoFishTruth> truth(double seconds) {
    SceneSettings scene = stereo.scene();
    List<StereoFishTruth> truths = new ArrayList<>();
    List<LensPose> fromLeft = poses(seconds, false);
    List<LensPose> fromRight = poses(seconds, true);
    for (int i = 0; i < fromLeft.size(); i++) {
      LensPose pose = fromLeft.get(i);
      double[] snout = pose.place(0, 0, 0);
      double[] fork = pose.place(1, 0, 0);
      double straight = 0;
      double range = 0;
      for (int k = 0; k < 3; k++) {
        straight += Math.pow(fork[k] - snout[k], 2);
        range += Math.pow((fork[k] + snout[k]) / 2, 2);
      }
      straight = Math.sqrt(straight);
      StereoFishTruth truth =
          new StereoFishTruth(
              i + 1,
              scene.fish().get(i).kind(),
              scene.fish().get(i).lengthMm(),
              straight,
              Math.sqrt(range),
              Math.toDegrees(Math.asin(Math.min(1, Math.abs(fork[2] - snout[2]) / straight))),
              pose.point(0),
              pose.point(1),
              fromRight.get(i).point(0),
              fromRight.get(i).point(1));
      if (snout[2] > 0 && fork[2] > 0 && truth.inside(scene.width(), scene.height())) {
        truths.add(truth);
      }
    }
    return truths;
  }
}

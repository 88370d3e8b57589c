package org.reeflens.testvideos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reeflens.testvideos.scene.FrameTruth;
import org.reeflens.testvideos.scene.RenderedFrame;
import org.reeflens.testvideos.scene.SceneRenderer;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.testvideos.scene.SceneTruth;

/** Films a scene: draws every frame, encodes it and keeps the truth. */
public final class SceneFilm {

  private SceneFilm() {}

  /** Writes the scene as BT.709 H.264. */
  public static SceneTruth write(SceneSettings settings, Path file) throws IOException {
    return write(settings, file, Codec.h264(1_000_000));
  }

  /**
   * Writes the scene as video.
   *
   * @param settings the scene
   * @param file the video file; its ending chooses the container
   * @param codec the encoder and its options
   * @return the truth of the frames written
   */
  public static SceneTruth write(SceneSettings settings, Path file, Codec codec)
      throws IOException {
    SceneRenderer renderer = new SceneRenderer(settings);
    List<FrameTruth> frames = new ArrayList<>();
    try (RawEncoder encoder =
        RawEncoder.open(
            file,
            settings.width(),
            settings.height(),
            FrameRate.of(settings.framesPerSecond()),
            codec)) {
      for (int i = 0; i < settings.frameCount(); i++) {
        RenderedFrame frame = renderer.frame(i);
        encoder.write(frame.rgb());
        frames.add(frame.truth());
      }
    }
    return SceneTruth.of(settings, frames);
  }
}

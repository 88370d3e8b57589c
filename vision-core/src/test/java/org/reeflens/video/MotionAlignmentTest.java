package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.testvideos.StereoFilm;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.testvideos.scene.StereoRenderer;
import org.reeflens.testvideos.scene.StereoRig;
import org.reeflens.testvideos.scene.StereoScene;

class MotionAlignmentTest {

  private static final int WIDTH = 96;
  private static final int HEIGHT = 54;

  @TempDir private Path folder;

  /** An empty reef before two cameras of which the right one is started 0.73 s later. */
  private static StereoScene reef(double flashSeconds) {
    SceneSettings scene = new SceneSettings(WIDTH, HEIGHT, 25, 8, 5, 86, 15, 0, 0, List.of());
    return new StereoScene(scene, StereoRig.diver(WIDTH, HEIGHT), 0.73, 0, flashSeconds);
  }

  private Dive film(StereoScene scene, String side) throws IOException {
    StereoFilm.write(
        new StereoRenderer(scene), folder, List.of(80, 120), List.of(100, 70), 400_000);
    return Dive.of(StereoFilm.chapters(folder, side, 2));
  }

  @Test
  void flashThatBothSawTellsTheOffsetToAFrame() throws Exception {
    StereoScene scene = reef(4.13);
    Dive left = film(scene, "left");
    Dive right = Dive.of(StereoFilm.chapters(folder, "right", 2));

    Synchronisation sync = MotionAlignment.of(left, right);

    // The flash is in the left frame at 4.12 s and in the right one 4.13 - 0.73 = 3.40 s.
    assertThat(sync.offsetSeconds()).isCloseTo(scene.offsetSeconds(), within(0.025));
    assertThat(sync.confidence()).isGreaterThan(0.5);
    assertThat(sync.errorSeconds()).isBetween(0.0005, 0.03);
  }

  @Test
  void recordingsInWhichNothingHappensAreRefused() throws Exception {
    Dive left = film(reef(Double.NaN), "left");
    Dive right = Dive.of(StereoFilm.chapters(folder, "right", 2));

    assertThatThrownBy(() -> MotionAlignment.of(left, right))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("could not be aligned by what moves in them")
        .hasMessageEndingWith(
            "Give the offset with --sync-offset, or one moment of both with --sync-at.");
  }
}

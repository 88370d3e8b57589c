package org.reeflens.testvideos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.testvideos.scene.DemoScene;
import org.reeflens.testvideos.scene.FrameTruth;
import org.reeflens.testvideos.scene.SceneRenderer;
import org.reeflens.testvideos.scene.SceneTruth;
import org.reeflens.testvideos.scene.SceneTruthWriter;

final class TestVideosTest {

  @TempDir private Path folder;

  @Test
  void writesTheClipAndItsTruth() throws IOException {
    Path out = folder.resolve("out");

    String line =
        TestVideos.run(
            List.of(
                out.toString(),
                "--size",
                "96x64",
                "--seconds",
                "1",
                "--rate",
                "8",
                "--fish",
                "3",
                "--seed",
                "4"));

    assertThat(line).startsWith(out.resolve("clip.mp4") + ": 8 frames, MaxN ");
    assertThat(Probe.of(out.resolve("clip.mp4")).frames()).isEqualTo(8);
    assertThat(out.resolve("truth.json")).isNotEmptyFile();
    assertThat(out.resolve("gt.txt")).exists();
  }

  @Test
  void committedDemoIsTheDemoScene() throws IOException {
    Path demo = Path.of("demo");

    assertThat(Files.size(demo.resolve("demo-reef.mp4"))).isLessThan(700_000);
    assertThat(Probe.of(demo.resolve("demo-reef.mp4")).frames())
        .isEqualTo(DemoScene.SETTINGS.frameCount());
    assertThat(Files.readString(demo.resolve("truth.json"))).contains("\"frameCount\" : 180");
  }

  @Test
  void committedTruthIsThatOfTheDemoScene() throws IOException {
    Path redrawn = folder.resolve("gt.txt");
    SceneRenderer renderer = new SceneRenderer(DemoScene.SETTINGS);
    List<FrameTruth> frames = List.of(renderer.frame(0).truth(), renderer.frame(100).truth());

    SceneTruthWriter.writeMot(SceneTruth.of(DemoScene.SETTINGS, frames), redrawn);

    List<String> committed = Files.readAllLines(Path.of("demo", "gt.txt"));
    assertThat(Files.readAllLines(redrawn)).hasSizeGreaterThan(8).isSubsetOf(committed);
  }

  @Test
  void badUsageIsExplained() {
    assertThatThrownBy(() -> TestVideos.run(List.of("--demo")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the first argument is the folder to write to");
    assertThatThrownBy(() -> TestVideos.run(List.of("out", "--size", "big")))
        .hasMessage("--size needs WIDTHxHEIGHT, not big");
    assertThatThrownBy(() -> TestVideos.run(List.of("out", "--colour", "blue")))
        .hasMessage("unknown option --colour");
    assertThatThrownBy(() -> TestVideos.run(List.of("out", "--fish")))
        .hasMessage("--fish needs a value, or is unknown");
  }
}

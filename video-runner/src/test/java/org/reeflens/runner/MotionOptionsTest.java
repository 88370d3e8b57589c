package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of {@code inventory} about motion, on the demo clip. */
class MotionOptionsTest {

  private static final String DEMO = "../test-videos/demo/demo-reef.mp4";

  @TempDir private Path results;

  @Test
  void aDiveIsCountedWithoutAnyModel() throws IOException {
    Terminal terminal =
        Terminal.run(
            "inventory",
            DEMO,
            "--detector",
            "motion",
            "--classifier",
            "none",
            "--moving-camera",
            "--drop-stationary",
            "--out",
            results.toString());

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("unidentified animal");
    JsonNode provenance =
        new ObjectMapper().readTree(results.resolve("run.json").toFile()).get("provenance");
    assertThat(provenance.get("models").get(0).asText())
        .startsWith("motion before the background, no model, camera motion removed");
    assertThat(provenance.get("settings").get("cameraMotion").asText())
        .startsWith("sparse optical flow");
    assertThat(provenance.get("settings").get("stationary").asText()).startsWith("left out if");
  }

  @Test
  void whatBelongsToModelsIsRefused() {
    Terminal terminal =
        Terminal.run(
            "inventory",
            DEMO,
            "--detector",
            "motion",
            "--tiles",
            "2x2",
            "--out",
            results.toString());
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("--tiles, --confidence and --adaptive are for models");
  }
}

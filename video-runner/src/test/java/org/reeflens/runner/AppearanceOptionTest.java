package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inventory --appearance}, on the first seconds of the demo clip. */
class AppearanceOptionTest {

  @TempDir private Path folder;

  @Test
  void fishAreFollowedByTheirLooksToo() throws IOException {
    Terminal ran = inventory("--appearance");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    JsonNode provenance =
        new ObjectMapper().readTree(folder.resolve("out/run.json").toFile()).get("provenance");
    assertThat(provenance.get("settings").get("tracker").asText()).startsWith("BoT-SORT");
    assertThat(provenance.get("models").get(2).asText())
        .startsWith("reef-fish-classifier:1.0.0")
        .endsWith("for appearance");
  }

  @Test
  void withoutAClassifierThereAreNoFeatures() {
    Terminal ran = inventory("--appearance", "--classifier", "none");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--appearance takes the features of the classifier");
  }

  @Test
  void aTrackerWithoutALookMakesNothingOfIt() throws IOException {
    Path config = Files.writeString(folder.resolve("blind.json"), TuneTrackerCommandTest.OWN);
    Terminal ran = inventory("--appearance", "--tracker-config", config.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("makes nothing of how fish look; leave out --appearance");
  }

  private Terminal inventory(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("inventory", "../test-videos/demo/demo-reef.mp4", "--to", "2", "--out"));
    command.add(folder.resolve("out").toString());
    command.addAll(List.of(options));
    return Terminal.run(command.toArray(String[]::new));
  }
}

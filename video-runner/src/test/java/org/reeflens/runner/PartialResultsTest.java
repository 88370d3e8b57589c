package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is finished is kept, and run.json says what is not. */
class PartialResultsTest {

  private static final String DEMO = "../test-videos/demo/demo-reef.mp4";

  @TempDir private Path folder;

  @Test
  void anAnnotatedVideoThatCannotBeWrittenDoesNotCostTheTables() throws IOException {
    Files.createDirectories(folder.resolve("annotated.mp4"));

    Terminal ran = inventory("--to", "2", "--annotated");

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.PARTIAL);
    assertThat(ran.err()).contains("annotated.mp4 cannot be written").contains("is in " + folder);
    assertThat(folder.resolve("inventory.csv")).exists();
    JsonNode run = run();
    assertThat(run.get("complete").asBoolean()).isFalse();
    assertThat(run.get("reason").asText()).contains("annotated.mp4 cannot be written");
    assertThat(run.get("provenance").isObject()).isTrue();
  }

  @Test
  void aRunThatFailsLeavesNoResultsOfTheOneBefore() throws IOException {
    assertThat(inventory("--to", "2").exitCode()).isZero();

    Terminal ran = inventory("--from", "2.01", "--to", "2.02");

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.err()).contains("No frame of demo-reef.mp4 could be read between 2.01 s");
    assertThat(folder.resolve("inventory.csv")).doesNotExist();
    assertThat(run().get("complete").asBoolean()).isFalse();
    assertThat(run().get("reason").asText()).startsWith("No frame of demo-reef.mp4");
  }

  @Test
  void aSlipOfTheFingersDoesNotCostTheResultsOfTheRunBefore() throws IOException {
    assertThat(inventory("--to", "2").exitCode()).isZero();

    assertThat(inventory("--from", "1:00:00").exitCode()).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(folder.resolve("evidence/maxn-all-fish.jpg")).exists();
    assertThat(run().get("complete").asBoolean()).isTrue();
  }

  private JsonNode run() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("run.json").toFile());
  }

  private Terminal inventory(String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "inventory";
    args[1] = DEMO;
    args[2] = "--out";
    args[3] = folder.toString();
    System.arraycopy(options, 0, args, 4, options.length);
    return Terminal.run(args);
  }
}

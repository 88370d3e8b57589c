package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;

/** No fish is a result too, and a complete one. */
class EmptyDiveTest {

  @TempDir private Path folder;

  @Test
  void openWaterHoldsZeroFish() throws IOException {
    Path water = folder.resolve("water.mp4");
    try (RawEncoder encoder =
        RawEncoder.open(water, 320, 180, FrameRate.of(10), Codec.h264(500_000))) {
      byte[] blue = new byte[3 * 320 * 180];
      for (int i = 0; i < blue.length; i += 3) {
        blue[i + 1] = 90;
        blue[i + 2] = 120;
      }
      for (int f = 0; f < 20; f++) {
        encoder.write(Arrays.copyOf(blue, blue.length));
      }
    }

    Terminal ran = Terminal.run("inventory", water.toString(), "--out", folder.toString());

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("No fish were seen in 10 analysed frames.");
    assertThat(Files.readAllLines(folder.resolve("inventory.csv")))
        .hasSize(2)
        .last()
        .isEqualTo("(all fish),,,0,,,0.0000,0,,,,,,,,,");
    assertThat(Files.readAllLines(folder.resolve("maxn.csv")))
        .hasSize(2)
        .last()
        .isEqualTo("all,(all fish),,0,,,,0.0000,,,,,,,,,0.000,2.000,10,,");
    JsonNode row =
        new ObjectMapper().readTree(folder.resolve("inventory.json").toFile()).at("/rows/0");
    assertThat(row.get("maxN").asInt()).isZero();
    assertThat(row.get("timeOfMaxN_s").isNull()).isTrue();
  }
}

package org.reeflens.testvideos.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SceneTruthWriterTest {

  private static final SceneTruth TRUTH =
      new SceneTruth(
          100,
          50,
          10,
          90,
          List.of(new FishTruth(1, FishKind.BARS, 150), new FishTruth(2, FishKind.SILVER, 200)),
          List.of(
              new FrameTruth(
                  0, 0, List.of(view(1, new PixelBox(0, 20, 10, 5), 0.5), view(2, null, 0))),
              new FrameTruth(1, 0.1, List.of(view(1, new PixelBox(60, 20, 11, 5), 1)))));

  @TempDir private Path folder;

  @Test
  void motTextCountsFramesAndPixelsFromOne() throws IOException {
    Path file = folder.resolve("gt.txt");

    SceneTruthWriter.writeMot(TRUTH, file);

    assertThat(file).hasContent("1,1,1,21,10,5,1,1,0.500\n2,1,61,21,11,5,1,1,1.000\n");
  }

  @Test
  void jsonHoldsFishCountsCrossingsAndFrames() throws IOException {
    Path file = folder.resolve("truth.json");

    SceneTruthWriter.writeJson(TRUTH, file, true);

    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.at("/allFish/maxN").intValue()).isEqualTo(1);
    assertThat(root.at("/kinds/barred sergeant/firstArrivalSeconds").doubleValue()).isZero();
    assertThat(root.at("/kinds/silver bream/firstArrivalSeconds").isMissingNode()).isTrue();
    assertThat(root.at("/fish/1/lengthMm").doubleValue()).isEqualTo(200);
    assertThat(root.at("/crossings").toString())
        .isEqualTo("[{\"id\":1,\"frame\":1,\"direction\":\"right\"}]");
    assertThat(root.at("/frames/0/fish/0").toString())
        .isEqualTo(
            "{\"id\":1,\"visible\":[0,20,10,5],\"visibleFraction\":0.5,\"amodal\":[0,20,10,5],"
                + "\"snout\":[1.23,2.0],\"fork\":[3.0,4.0],\"distanceMm\":1500.0}");
    assertThat(root.at("/frames/0/fish/1/visible").isNull()).isTrue();
  }

  @Test
  void shortJsonLeavesOutTheFrames() throws IOException {
    Path file = folder.resolve("truth.json");

    SceneTruthWriter.writeJson(TRUTH, file, false);

    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.has("frames")).isFalse();
    assertThat(root.at("/frameCount").intValue()).isEqualTo(2);
  }

  private static FishView view(int id, @Nullable PixelBox visible, double fraction) {
    return new FishView(
        id,
        visible,
        fraction,
        visible == null ? new PixelBox(0, 0, 4, 4) : visible,
        new PixelPoint(1.234, 2),
        new PixelPoint(3, 4),
        1500);
  }
}

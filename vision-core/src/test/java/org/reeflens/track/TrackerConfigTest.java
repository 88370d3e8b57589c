package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrackerConfigTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TrackerKind.class)
  void whatIsWrittenIsReadAgain(TrackerKind kind) throws IOException {
    for (TrackerSettings settings : new TrackerSettings[] {kind.forFish(0.4), kind.paper(30)}) {
      TrackerConfig config = new TrackerConfig(kind, settings);

      assertThat(TrackerConfig.read(text(json(config)))).isEqualTo(config);
    }
  }

  @Test
  void numbersAreFoundAndChangedByName() {
    TrackerConfig fish = new TrackerConfig(TrackerKind.BYTETRACK, ByteTrackSettings.forFish(0.3));

    assertThat(fish.numbers())
        .containsEntry("confidence.high", 0.3)
        .containsEntry("life.minHits", 3.0)
        .containsEntry("matching.margin", 0.25)
        .doesNotContainKey("matching.weighConfidence")
        .hasSize(14);
    TrackerSettings changed =
        fish.with(Map.of("life.minHits", 2.2, "life.lostSeconds", 4.0)).orElseThrow().settings();
    assertThat(changed.life()).isEqualTo(new TrackerSettings.Life(2, 0.3, 0.6, 4));
    assertThat(changed.motion()).isEqualTo(fish.settings().motion());
    assertThat(fish.with(Map.of("confidence.low", 0.9))).isEmpty();
    assertThatThrownBy(() -> fish.with(Map.of("life.hits", 2.0)))
        .hasMessageStartingWith("bytetrack has no setting 'life.hits'; its settings are confidence")
        .hasMessageContaining("life.minHits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"minHits\":3 | \"minHits\":3,\"hits\":3 | the setting 'life.hits' is not known",
        "\"minHits\":3, |  | the setting 'life.minHits' is missing or of the wrong kind",
        "\"minHits\":3 | \"minHits\":2.5 | the setting 'life.minHits' is missing or of the wrong",
        "\"minHits\":3 | \"minHits\":\"3\" | the setting 'life.minHits' is missing or of the wrong",
        "\"minHits\":3 | \"minHits\":0 | in 'life': a track needs 1 hit or more: 0",
        "\"low\":0.0 | \"low\":0.5 | in 'confidence': confidences must be 0 <= low <= high",
        "bytetrack | sort | 'tracker' must be one of bytetrack, ocsort, ocsort-byte, botsort",
        "bytetrack | ocsort | the setting 'matching.leastOverlap' is missing or of the wrong kind",
        "\"settings\" | \"setting\" | 'setting' is not known",
      })
  void aFieldThatIsWrongIsNamed(String right, String wrong, String sentence) throws IOException {
    String json = json(new TrackerConfig(TrackerKind.BYTETRACK, ByteTrackSettings.forFish(0.3)));
    assertThat(json).contains(right);
    Path file = text(json.replace(right, wrong == null ? "" : wrong));

    assertThatThrownBy(() -> TrackerConfig.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is no tracker's configuration: " + sentence);
  }

  @Test
  void aFileThatIsNoConfigurationIsRefused() throws IOException {
    Path missing = folder.resolve("missing.json");
    assertThatThrownBy(() -> TrackerConfig.read(missing)).hasMessageContaining("does not exist");
    assertThatThrownBy(() -> TrackerConfig.read(text("1,1,2,3"))).hasMessageContaining("no JSON");
    assertThatThrownBy(() -> TrackerConfig.read(text("[]")))
        .hasMessageContaining("one JSON object");
    assertThatThrownBy(() -> TrackerConfig.read(text("{\"tracker\": \"ocsort\"}")))
        .hasMessageContaining("'settings' must be an object");
    TrackerSettings faint = OcSortSettings.forFish(0.3, true);
    assertThatThrownBy(() -> new TrackerConfig(TrackerKind.OCSORT, faint))
        .hasMessageStartingWith("these are no settings of ocsort");
  }

  private static String json(TrackerConfig config) throws IOException {
    return "{\"tracker\":\"%s\",\"settings\":%s}"
        .formatted(config.tracker(), new JsonMapper().writeValueAsString(config.settings()));
  }

  private Path text(String content) throws IOException {
    return Files.writeString(folder.resolve("tracker.json"), content);
  }
}

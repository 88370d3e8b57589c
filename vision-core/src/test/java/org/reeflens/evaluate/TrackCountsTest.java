package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;
import org.reeflens.track.MotFile;

class TrackCountsTest {

  @ParameterizedTest
  @CsvSource({
    "fish_sparse, gt, 200",
    "fish_sparse, byte, 200",
    "fish_sparse, botsort, 200",
    "fish_sparse, ocsort, 200",
    "fish_sparse, ocsort_byte, 200",
    "fish_school, gt, 300",
    "fish_school, byte, 300",
    "fish_school, botsort, 300",
    "fish_school, ocsort, 300",
    "fish_school, ocsort_byte, 300"
  })
  void countsAreThoseExpected(String scene, String tracks, int frames) throws IOException {
    JsonNode expected =
        new JsonMapper()
            .readTree(SharedData.path("golden/counting/expected_counts.json").toFile())
            .path(scene)
            .path(tracks);

    TrackCounts counts =
        TrackCounts.of(
            MotFile.readTracks(SharedData.path("golden/tracking/" + scene + "/" + tracks + ".txt")),
            1280,
            720,
            frames);

    assertThat(counts.maxN()).isEqualTo(expected.path("maxn").intValue());
    assertThat(counts.maxNFrame()).isEqualTo(expected.path("maxn_first_frame").intValue());
    assertThat(counts.meanCount()).isEqualTo(expected.path("meancount_all_frames").doubleValue());
    assertThat(counts.uniqueTracks()).isEqualTo(expected.path("unique_tracks").intValue());
    assertThat(counts.left()).isEqualTo(expected.path("left").intValue());
    assertThat(counts.right()).isEqualTo(expected.path("right").intValue());
    if (expected.has("first_arrival_frame")) {
      assertThat(counts.firstArrivalFrame())
          .isEqualTo(expected.path("first_arrival_frame").intValue());
    }
  }

  @Test
  void emptyFramesCountAndNobodyNeverArrives() {
    MotFile.Row fish = MotFile.Row.of(3, 0, new Box(0, 0, 9, 9), MotFile.UNKNOWN);

    assertThat(TrackCounts.of(List.of(fish), 100, 100, 4))
        .isEqualTo(new TrackCounts(1, 3, 0.25, 3, 1, 0, 0));
    assertThat(TrackCounts.of(List.of(), 100, 100, 4))
        .isEqualTo(new TrackCounts(0, 1, 0, null, 0, 0, 0));
    assertThatThrownBy(() -> TrackCounts.of(List.of(fish), 100, 100, 2))
        .hasMessage("a box lies in frame 3, but the sequence has 2");
    assertThatThrownBy(() -> TrackCounts.of(List.of(fish), 0, 100, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.reeflens.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reeflens.count.Period.WHOLE_DIVE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Segment;
import org.reeflens.track.MotText;
import org.reeflens.track.TrackPoint;

/** Counts of tracks given by other trackers and by truth, against independent results. */
class GoldenCountsTest {
  private static final int FRAMES_PER_SECOND = 30;

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
  void everyRuleGivesTheExpectedNumber(String scene, String tracks, int frames) throws IOException {
    JsonNode expected =
        new ObjectMapper()
            .readTree(SharedData.path("golden/counting/expected_counts.json").toFile())
            .get(scene)
            .get(tracks);
    List<MotText.Row> rows =
        MotText.read(SharedData.path("golden/tracking/" + scene + "/" + tracks + ".txt"));

    CountBook book = bookOf(rows, frames, 1);
    MaxN maxN = MaxN.of(book.allFish(), WHOLE_DIVE).orElseThrow();
    assertThat(maxN.n()).isEqualTo(expected.get("maxn").asInt());
    assertThat(maxN.time().index() + 1).isEqualTo(expected.get("maxn_first_frame").asInt());
    assertThat(MeanCount.of(book.allFish(), WHOLE_DIVE).orElseThrow().mean())
        .isEqualTo(expected.get("meancount_all_frames").asDouble());
    assertThat(book.tracks()).hasSize(expected.get("unique_tracks").asInt());
    assertThat(LineCrossing.of(book.tracks(), 1280, 720))
        .isEqualTo(new LineCrossing(expected.get("right").asInt(), expected.get("left").asInt()));

    if (expected.has("first_arrival_frame")) {
      assertThat(FirstArrival.of(book.allFish(), WHOLE_DIVE).orElseThrow().time().index() + 1)
          .isEqualTo(expected.get("first_arrival_frame").asInt());
    }
    if (expected.has("meancount_every_30th_from_1")) {
      CountBook everySecond = bookOf(rows, frames, 30);
      assertThat(MeanCount.of(everySecond.allFish(), WHOLE_DIVE).orElseThrow().mean())
          .isEqualTo(expected.get("meancount_every_30th_from_1").asDouble());
    }
  }

  /** The rule at the upright line through the middle, told as a line, is the rule as published. */
  @ParameterizedTest
  @CsvSource({
    "fish_sparse, byte, 200",
    "fish_sparse, botsort, 200",
    "fish_sparse, ocsort, 200",
    "fish_sparse, ocsort_byte, 200",
    "fish_school, byte, 300",
    "fish_school, botsort, 300",
    "fish_school, ocsort, 300",
    "fish_school, ocsort_byte, 300"
  })
  void crossingsDifferFromTheTruthAsExpected(String scene, String tracks, int frames)
      throws IOException {
    LineCrossing truth = crossings(scene, "gt", frames);
    LineCrossing counted = crossings(scene, tracks, frames);
    JsonNode expected =
        new ObjectMapper()
            .readTree(SharedData.path("golden/counting/expected_counts.json").toFile())
            .get(scene)
            .get(tracks);
    assertThat(Math.abs(truth.right() - counted.right()) + Math.abs(truth.left() - counted.left()))
        .isEqualTo(expected.get("abs_err").asInt());
    assertThat(counted.right()).isEqualTo(expected.get("right").asInt());
    assertThat(counted.left()).isEqualTo(expected.get("left").asInt());
  }

  private static LineCrossing crossings(String scene, String tracks, int frames) {
    List<MotText.Row> rows =
        MotText.read(SharedData.path("golden/tracking/" + scene + "/" + tracks + ".txt"));
    return LineCrossing.of(bookOf(rows, frames, 1).tracks(), Segment.middle(1280, 720), 1280, 720);
  }

  private static CountBook bookOf(List<MotText.Row> rows, int frames, int stride) {
    CountBook book = new CountBook();
    for (int frame = 1; frame <= frames; frame += stride) {
      int sample = book.samples();
      long micros = (frame - 1) * 1_000_000L / FRAMES_PER_SECOND;
      book.add(
          new FrameTime(0, frame - 1, micros, micros),
          MotText.at(frame, rows).stream()
              .map(row -> new TrackPoint(row.id(), sample, row.detection(), row.box()))
              .toList());
    }
    return book;
  }
}

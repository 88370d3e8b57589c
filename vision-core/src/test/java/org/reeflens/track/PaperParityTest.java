package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;

/** The trackers of the papers against what the authors' Python code made of the same detections. */
class PaperParityTest {
  /** The expected boxes are written with four decimals, and rounded twice: corner and size. */
  private static final double ROUNDING = 1.5e-4;

  @ParameterizedTest
  @CsvSource({
    "byte, fish_sparse, 1014",
    "byte, fish_school, 3982",
    "botsort, fish_sparse, 1018",
    "botsort, fish_school, 3995",
    "ocsort, fish_sparse, 960",
    "ocsort, fish_school, 3497",
    "ocsort_byte, fish_sparse, 966",
    "ocsort_byte, fish_school, 3545"
  })
  void givesTheTracksOfTheAuthorsCodeBoxByBox(String result, String scene, int boxes) {
    Path folder = SharedData.path("golden/tracking").resolve(scene);
    List<MotText.Row> detections = MotText.read(folder.resolve("det.txt"));
    List<MotText.Row> expected = MotText.read(folder.resolve(result + ".txt"));
    assertThat(expected).hasSize(boxes);

    Tracker tracker = tracker(result);
    Map<Integer, Integer> trackOfId = new HashMap<>();
    for (int frame = 1; frame <= MotText.frames(detections); frame++) {
      int sample = frame - 1;
      // The originals tell nothing after the fact: the first hit of a track that is confirmed with
      // its second never, here with the second.
      List<TrackPoint> points =
          tracker.update(sample / 30.0, MotText.detections(frame, detections)).stream()
              .filter(point -> point.sample() == sample)
              .toList();
      List<MotText.Row> rows = MotText.at(frame, expected);
      assertThat(points).as("frame %d", frame).hasSameSizeAs(rows);
      for (MotText.Row row : rows) {
        Optional<TrackPoint> match =
            points.stream().filter(p -> isSame(p.estimate(), row.box())).findFirst();
        assertThat(match).as("%s", row).isPresent();
        int track = match.get().track();
        // OC-SORT's code does not give out confidences.
        assertThat(row.confidence()).isIn(1.0, match.get().detection().confidence());
        assertThat(trackOfId.computeIfAbsent(row.id(), id -> track)).as("%s", row).isEqualTo(track);
      }
    }
    assertThat(trackOfId.values()).doesNotHaveDuplicates();
  }

  private static Tracker tracker(String result) {
    return switch (result) {
      case "byte" -> ByteTrack.paper(30);
      case "botsort" -> BotSort.paper(30);
      case "ocsort" -> OcSort.paper(30, false);
      case "ocsort_byte" -> OcSort.paper(30, true);
      default -> throw new IllegalArgumentException(result);
    };
  }

  private static boolean isSame(Box a, Box b) {
    return Math.abs(a.left() - b.left()) < ROUNDING
        && Math.abs(a.top() - b.top()) < ROUNDING
        && Math.abs(a.right() - b.right()) < ROUNDING
        && Math.abs(a.bottom() - b.bottom()) < ROUNDING;
  }
}

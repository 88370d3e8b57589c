package org.reeflens.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;
import org.reeflens.track.MotFile;
import org.reeflens.track.MotFile.Row;
import org.reeflens.track.MotTracking;
import org.reeflens.track.TrackerKind;

/**
 * The trackers with their settings for fish on the boxes people drew in all real clips: boxes that
 * are told, tracks, and how far MaxN is off in all clips together. These are the numbers of {@code
 * docs/guides/tracking.md}.
 */
class TrackersOnRealClipsTest {

  @ParameterizedTest
  @CsvSource({
    "5, BYTETRACK, 1314, 1312, 48, 1",
    "5, BOTSORT, 1314, 1312, 48, 1",
    "5, OCSORT_BYTE, 1314, 1312, 48, 1",
    "2.5, BYTETRACK, 668, 662, 47, 0",
    "2.5, BOTSORT, 668, 662, 48, 0",
    "2.5, OCSORT_BYTE, 668, 662, 46, 0"
  })
  void reef(double rate, TrackerKind tracker, int boxes, int told, int tracks, int maxNOff)
      throws IOException {
    List<List<Row>> clips = new ArrayList<>();
    try (Stream<Path> folders = Files.list(SharedData.path("data/clips/reef"))) {
      for (Path folder : folders.sorted().toList()) {
        clips.add(MotFile.readTracks(folder.resolve("gt.txt")));
      }
    }
    check(clips, rate, tracker, new Sums(boxes, told, tracks, maxNOff));
  }

  /** The clips of the seagrass bed have no ids, so that tracks are not known to be right. */
  @ParameterizedTest
  @CsvSource({
    "5, BYTETRACK, 2668, 2601, 132, 1",
    "5, BOTSORT, 2668, 2600, 131, 1",
    "5, OCSORT_BYTE, 2668, 2614, 127, 1",
    "2.5, BYTETRACK, 1344, 1246, 122, 5",
    "2.5, BOTSORT, 1344, 1248, 123, 5",
    "2.5, OCSORT_BYTE, 1344, 1260, 114, 6"
  })
  void seagrass(double rate, TrackerKind tracker, int boxes, int told, int tracks, int maxNOff)
      throws IOException {
    List<List<Row>> clips = new ArrayList<>();
    try (Stream<Path> entries = Files.list(SharedData.path("data/clips/seagrass"))) {
      for (Path folder : entries.filter(Files::isDirectory).sorted().toList()) {
        clips.add(boxes(folder.resolve("boxes.csv")));
      }
    }
    check(clips, rate, tracker, new Sums(boxes, told, tracks, maxNOff));
  }

  private record Sums(int boxes, int told, int tracks, int maxNOff) {}

  private static void check(
      List<List<Row>> clips, double rate, TrackerKind tracker, Sums expected) {
    int every = (int) Math.rint(5 / rate);
    Sums sums = new Sums(0, 0, 0, 0);
    for (List<Row> clip : clips) {
      List<Row> seen = new ArrayList<>();
      for (Row row : clip) {
        if ((row.frame() - 1) % every == 0) {
          int frame = (row.frame() - 1) / every + 1;
          seen.add(Row.of(frame, MotFile.NO_TRACK, row.box(), 1));
        }
      }
      List<Row> told = MotTracking.follow(tracker.forFish(0.3), seen, rate);
      sums =
          new Sums(
              sums.boxes + seen.size(),
              sums.told + told.size(),
              sums.tracks + (int) told.stream().mapToInt(Row::id).distinct().count(),
              sums.maxNOff + maxN(seen) - maxN(told));
    }
    assertThat(sums).isEqualTo(expected);
  }

  private static int maxN(List<Row> rows) {
    SortedMap<Integer, List<Row>> frames = MotFile.byFrame(rows);
    return frames.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** Rows of frame, taxon, x, y, width and height after a line of names. */
  private static List<Row> boxes(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      double[] box = Stream.of(cells).skip(2).limit(4).mapToDouble(Double::parseDouble).toArray();
      rows.add(
          Row.of(
              Integer.parseInt(cells[0]),
              MotFile.NO_TRACK,
              Box.ofSize(box[0], box[1], box[2], box[3]),
              1));
    }
    return rows;
  }
}

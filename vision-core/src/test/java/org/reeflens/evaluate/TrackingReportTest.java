package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;
import org.reeflens.track.MotFile;

/** Every number against what TrackEval and py-motmetrics made of the same files. */
class TrackingReportTest {

  private static final List<String> TUD = List.of("TUD-Campus", "TUD-Stadtmitte");

  @ParameterizedTest
  @CsvSource({
    "fish_sparse, byte",
    "fish_sparse, botsort",
    "fish_sparse, ocsort",
    "fish_sparse, ocsort_byte",
    "fish_school, byte",
    "fish_school, botsort",
    "fish_school, ocsort",
    "fish_school, ocsort_byte"
  })
  void fishAreScoredAsByTrackEval(String scene, String tracker) throws IOException {
    Path folder = SharedData.path("golden/tracking");
    Path files = folder.resolve(scene);

    TrackingReport report =
        report(files.resolve("gt.txt").toString(), files.resolve(tracker + ".txt").toString());

    JsonNode expected = read(folder.resolve("expected_trackeval.json")).path(scene).path(tracker);
    assertSame(report, expected);
    assertThat(report.foundTracks()).isEqualTo(expected.path("n_tracks").intValue());
    assertThat(report.truthTracks()).isEqualTo(expected.path("n_gt").intValue());
  }

  @Test
  void peopleAreScoredAsByTrackEval() throws IOException {
    Path folder = SharedData.path("golden/tracking/motmetrics-tud");
    JsonNode expected = read(folder.resolve("expected_trackeval.json"));
    for (String sequence : TUD) {
      assertSame(tud(folder, sequence), expected.path(sequence));
    }
    assertSame(people(folder), expected.path("COMBINED_SEQ"));
  }

  @Test
  void peopleAreScoredAsByMotmetrics() throws IOException {
    TrackingReport report = people(SharedData.path("golden/tracking/motmetrics-tud"));

    assertThat(report.identity().idf1()).isCloseTo(0.624296, within(1e-6));
    assertThat(report.clear().mota()).isCloseTo(0.555116, within(1e-6));
    assertThat(report.clear().idSwitches()).isEqualTo(14);
    assertThat(report.clear().falsePositives()).isEqualTo(58);
    assertThat(report.clear().falseNegatives()).isEqualTo(602);
    assertThat(report.clear().mostlyTracked()).isEqualTo(6);
    assertThat(report.clear().partlyTracked()).isEqualTo(10);
    assertThat(report.clear().mostlyLost()).isEqualTo(2);
    assertThat(report.clear().fragmentations()).isEqualTo(13);
    assertThat(report.hota().hota()).isCloseTo(0.399957, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no_confusion", "with_confusion", "split_tracks"})
  void handCasesAreScoredAsReckoned(String name) throws IOException {
    JsonNode toy = read(SharedData.path("golden/tracking/toy_cases.json")).path(name);

    TrackingReport report = TrackingReport.of(pairs(toy), 5);

    JsonNode expected = toy.path("expected");
    assertThat(report.clear().truePositives()).isEqualTo(expected.path("CLR_TP").intValue());
    assertThat(report.clear().falseNegatives()).isEqualTo(expected.path("CLR_FN").intValue());
    assertThat(report.clear().falsePositives()).isEqualTo(expected.path("CLR_FP").intValue());
    assertThat(report.clear().idSwitches()).isEqualTo(expected.path("IDSW").intValue());
    assertThat(report.clear().mota()).isEqualTo(expected.path("MOTA").doubleValue());
    assertThat(report.identity().truePositives()).isEqualTo(expected.path("IDTP").intValue());
    assertThat(report.identity().falseNegatives()).isEqualTo(expected.path("IDFN").intValue());
    assertThat(report.identity().falsePositives()).isEqualTo(expected.path("IDFP").intValue());
    assertThat(report.identity().idr()).isEqualTo(expected.path("IDR").doubleValue());
    assertThat(report.identity().idp()).isEqualTo(expected.path("IDP").doubleValue());
    assertThat(report.identity().idf1()).isEqualTo(expected.path("IDF1").doubleValue());
  }

  @Test
  void nothingFoundIsNoFailure() {
    List<MotFile.Row> truth = track(1, 3);

    TrackingReport report = TrackingReport.of(truth, List.of());

    assertThat(report.hota().hota()).isZero();
    assertThat(report.hota().locA()).isEqualTo(1);
    assertThat(report.clear().mota()).isZero();
    assertThat(report.clear().falseNegatives()).isEqualTo(3);
    assertThat(report.clear().mostlyLost()).isEqualTo(1);
    assertThat(report.identity().idf1()).isZero();
    assertThat(TrackingReport.of(List.of(), List.of()).hota().hota()).isZero();
    assertThat(TrackingReport.of(List.of(), truth).clear().falsePositives()).isEqualTo(3);
    assertThatThrownBy(() -> TrackingReport.together(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void truthThatIsFlaggedIsNotCounted() {
    MotFile.Row one = MotFile.Row.of(1, 1, new Box(0, 0, 9, 9), 1);
    MotFile.Row unsure = MotFile.Row.of(1, 2, new Box(0, 0, 9, 9), 0);
    MotFile.Row unknown = MotFile.Row.of(1, 3, new Box(0, 0, 9, 9), MotFile.UNKNOWN);

    assertThat(TrackingReport.counted(List.of(one, unsure, unknown))).containsExactly(one, unknown);
  }

  private static List<MotFile.Row> track(int id, int frames) {
    return IntStream.rangeClosed(1, frames)
        .mapToObj(frame -> MotFile.Row.of(frame, id, new Box(0, 0, 9, 9), 1))
        .toList();
  }

  private static TrackingReport people(Path folder) throws IOException {
    List<TrackingReport> sequences = new ArrayList<>();
    for (String sequence : TUD) {
      sequences.add(tud(folder, sequence));
    }
    return TrackingReport.together(sequences);
  }

  private static TrackingReport tud(Path folder, String sequence) throws IOException {
    return report(
        folder.resolve(sequence + "/gt.txt").toString(),
        folder.resolve(sequence + "/test.txt").toString());
  }

  private static TrackingReport report(String truth, String found) throws IOException {
    return TrackingReport.of(
        MotFile.readTracks(Path.of(truth)), MotFile.readTracks(Path.of(found)));
  }

  private static void assertSame(TrackingReport report, JsonNode expected) {
    assertSame(hota(report.hota()), expected.path("HOTA"));
    assertSame(clear(report.clear()), expected.path("CLEAR"));
    assertSame(identity(report.identity()), expected.path("Identity"));
  }

  private static void assertSame(Map<String, double[]> numbers, JsonNode expected) {
    assertThat(expected.isObject()).isTrue();
    expected
        .fieldNames()
        .forEachRemaining(
            field -> {
              double[] ours = numbers.get(field);
              assertThat(ours).as(field).isNotNull();
              JsonNode theirs = expected.path(field);
              for (int i = 0; i < ours.length; i++) {
                assertThat(ours[i])
                    .as("%s %d", field, i)
                    .isCloseTo(
                        (theirs.isArray() ? theirs.path(i) : theirs).doubleValue(), within(1e-6));
              }
              assertThat(ours).hasSize(theirs.isArray() ? theirs.size() : 1);
            });
  }

  private static Map<String, double[]> hota(HotaScores scores) {
    Map<String, double[]> numbers = new HashMap<>();
    List<HotaScores.AtAlpha> at = scores.alphas();
    numbers.put("HOTA", at.stream().mapToDouble(HotaScores.AtAlpha::hota).toArray());
    numbers.put("DetA", at.stream().mapToDouble(HotaScores.AtAlpha::detA).toArray());
    numbers.put("AssA", at.stream().mapToDouble(HotaScores.AtAlpha::assA).toArray());
    numbers.put("DetRe", at.stream().mapToDouble(HotaScores.AtAlpha::detRe).toArray());
    numbers.put("DetPr", at.stream().mapToDouble(HotaScores.AtAlpha::detPr).toArray());
    numbers.put("AssRe", at.stream().mapToDouble(HotaScores.AtAlpha::assRe).toArray());
    numbers.put("AssPr", at.stream().mapToDouble(HotaScores.AtAlpha::assPr).toArray());
    numbers.put("LocA", at.stream().mapToDouble(HotaScores.AtAlpha::locA).toArray());
    numbers.put("OWTA", at.stream().mapToDouble(HotaScores.AtAlpha::owta).toArray());
    numbers.put("HOTA_TP", at.stream().mapToDouble(a -> a.truePositives()).toArray());
    numbers.put("HOTA_FN", at.stream().mapToDouble(a -> a.falseNegatives()).toArray());
    numbers.put("HOTA_FP", at.stream().mapToDouble(a -> a.falsePositives()).toArray());
    HotaScores.AtAlpha first = at.get(0);
    numbers.put("HOTA(0)", new double[] {first.hota()});
    numbers.put("LocA(0)", new double[] {first.locA()});
    numbers.put("HOTALocA(0)", new double[] {first.hota() * first.locA()});
    return numbers;
  }

  private static Map<String, double[]> clear(ClearScores s) {
    Map<String, double[]> numbers = new HashMap<>();
    double truths = s.truePositives() + s.falseNegatives();
    double tracks = s.mostlyTracked() + s.partlyTracked() + s.mostlyLost();
    numbers.put("MOTA", new double[] {s.mota()});
    numbers.put("MOTP", new double[] {s.motp()});
    numbers.put("MODA", new double[] {s.moda()});
    numbers.put("CLR_Re", new double[] {s.recall()});
    numbers.put("CLR_Pr", new double[] {s.precision()});
    numbers.put("MTR", new double[] {s.mostlyTracked() / tracks});
    numbers.put("PTR", new double[] {s.partlyTracked() / tracks});
    numbers.put("MLR", new double[] {s.mostlyLost() / tracks});
    numbers.put(
        "sMOTA", new double[] {(s.overlaps() - s.falsePositives() - s.idSwitches()) / truths});
    numbers.put(
        "CLR_F1", new double[] {2 * s.precision() * s.recall() / (s.precision() + s.recall())});
    numbers.put("FP_per_frame", new double[] {(double) s.falsePositives() / s.frames()});
    double logSwitches = s.idSwitches() > 0 ? Math.log10(s.idSwitches()) : 0;
    numbers.put(
        "MOTAL", new double[] {(s.truePositives() - s.falsePositives() - logSwitches) / truths});
    numbers.put("MOTP_sum", new double[] {s.overlaps()});
    numbers.put("CLR_TP", new double[] {s.truePositives()});
    numbers.put("CLR_FN", new double[] {s.falseNegatives()});
    numbers.put("CLR_FP", new double[] {s.falsePositives()});
    numbers.put("IDSW", new double[] {s.idSwitches()});
    numbers.put("MT", new double[] {s.mostlyTracked()});
    numbers.put("PT", new double[] {s.partlyTracked()});
    numbers.put("ML", new double[] {s.mostlyLost()});
    numbers.put("Frag", new double[] {s.fragmentations()});
    numbers.put("CLR_Frames", new double[] {s.frames()});
    return numbers;
  }

  private static Map<String, double[]> identity(IdentityScores scores) {
    return Map.of(
        "IDF1", new double[] {scores.idf1()},
        "IDR", new double[] {scores.idr()},
        "IDP", new double[] {scores.idp()},
        "IDTP", new double[] {scores.truePositives()},
        "IDFN", new double[] {scores.falseNegatives()},
        "IDFP", new double[] {scores.falsePositives()});
  }

  private static TrackPairs pairs(JsonNode toy) {
    int truths = toy.path("gt_present").size();
    int found = toy.path("trk_present").size();
    List<TrackPairs.Frame> frames = new ArrayList<>();
    for (int at = 0; at < 5; at++) {
      int[] here = present(toy.path("gt_present"), at);
      int[] there = present(toy.path("trk_present"), at);
      double[][] overlaps = new double[here.length][there.length];
      for (int t = 0; t < here.length; t++) {
        for (int f = 0; f < there.length; f++) {
          overlaps[t][f] = toy.path("sim").path(here[t] + "," + there[f]).path(at).doubleValue();
        }
      }
      frames.add(new TrackPairs.Frame(here, there, overlaps));
    }
    return TrackPairs.of(frames, truths, found);
  }

  private static int[] present(JsonNode tracks, int at) {
    return IntStream.range(0, tracks.size())
        .filter(track -> tracks.path(track).path(at).intValue() == 1)
        .toArray();
  }

  private static JsonNode read(Path file) throws IOException {
    return new JsonMapper().readTree(file.toFile());
  }
}

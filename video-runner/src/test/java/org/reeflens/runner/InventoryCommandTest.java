package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.video.Dive;

/** The main job as a person runs it, on the demo clip. */
class InventoryCommandTest {

  private static final Path DEMO = Path.of("../test-videos/demo/demo-reef.mp4");

  @TempDir private static Path results;

  private static Terminal terminal;

  @BeforeAll
  static void analyseTheDemo() {
    terminal =
        Terminal.run("inventory", DEMO.toString(), "--out", results.toString(), "--annotated");
  }

  @Test
  void itEndsWellAndSaysWhereTheResultsAre() {
    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("(all fish)", "Results are in " + results);
  }

  @Test
  void theTablesHaveTheirFixedHeaders() throws IOException {
    assertThat(lines("inventory.csv").get(0))
        .isEqualTo(
            "scientificName,rank,aphiaId,maxN,timeOfMaxN_s,firstSeen_s,meanCount,tracks,"
                + "meanConfidence");
    assertThat(lines("inventory.csv").get(1)).startsWith("(all fish),,,");
    assertThat(lines("maxn.csv").get(0))
        .isEqualTo(
            "period,scientificName,rank,maxN,time_s,chapter,frameInChapter,meanCount,firstSeen_s");
    assertThat(lines("maxn.csv").get(1)).startsWith("all,(all fish),,");
    assertThat(lines("tracks.csv").get(0))
        .isEqualTo(
            "track,scientificName,rank,start_s,end_s,detections,confidence,aphiaId,probability,"
                + "reason,alternatives");
    assertThat(lines("detections.viame.csv").get(0))
        .startsWith("# 1: Detection or Track-id,  2: Video or Image Identifier,");
  }

  @Test
  void theNumbersOfTheTablesAgree() throws IOException {
    List<String> tracks = lines("tracks.csv").stream().skip(1).toList();
    long boxes = lines("detections.viame.csv").stream().filter(l -> !l.startsWith("#")).count();
    String[] all = lines("inventory.csv").get(1).split(",", -1);

    assertThat(tracks).hasSize(Integer.parseInt(all[7]));
    assertThat(tracks.stream().mapToInt(t -> Integer.parseInt(t.split(",", -1)[5])).sum())
        .isEqualTo((int) boxes);
    assertThat(lines("maxn.csv").get(1).split(",", -1)[3]).isEqualTo(all[3]);
  }

  @Test
  void theMaxNPictureAndOnePictureOfEachTrackAreThere() throws IOException {
    List<String> pictures = evidence(results);
    int tracks = lines("tracks.csv").size() - 1;

    assertThat(pictures).contains("maxn-all-fish.jpg", "track-0001.jpg");
    assertThat(pictures.stream().filter(name -> name.startsWith("track-"))).hasSize(tracks);
    assertThat(ImageIO.read(results.resolve("evidence/maxn-all-fish.jpg").toFile()).getWidth())
        .isEqualTo(640);
  }

  @Test
  void theAnnotatedVideoShowsEveryAnalysedFrame() throws IOException {
    JsonNode json = new ObjectMapper().readTree(results.resolve("inventory.json").toFile());
    Dive annotated = Dive.of(results.resolve("annotated.mp4"));

    assertThat(annotated.chapters().get(0).frames()).isEqualTo(json.get("framesAnalysed").asInt());
    assertThat(annotated.chapters().get(0).codec()).isEqualTo("h264");
  }

  @Test
  void theRunIsOnRecord() throws IOException {
    JsonNode run = new ObjectMapper().readTree(results.resolve("run.json").toFile());

    assertThat(run.get("complete").asBoolean()).isTrue();
    assertThat(run.get("command").get(1).asText()).isEqualTo("inventory");
    assertThat(run.at("/provenance/models/0").asText()).contains("reef-fish-detector");
    assertThat(run.at("/provenance/decode/chapters/0/decoder").asText()).isEqualTo("h264");
    assertThat(run.at("/provenance/software").asText()).startsWith("ReefLens ");
  }

  @Test
  void theSameDiveGivesTheSameBytes(@TempDir Path again) throws IOException {
    Terminal second = Terminal.run("inventory", DEMO.toString(), "--out", again.toString());

    assertThat(second.exitCode()).isZero();
    for (String file :
        List.of(
            "inventory.csv", "inventory.json", "maxn.csv", "tracks.csv", "detections.viame.csv")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(results.resolve(file));
    }
    assertThat(evidence(again)).isEqualTo(evidence(results));
  }

  @Test
  void picturesOfAnEarlierRunDoNotStayBehind(@TempDir Path used) throws IOException {
    Files.createDirectories(used.resolve("evidence"));
    Files.writeString(used.resolve("evidence/track-9999.jpg"), "old");

    Terminal.run("inventory", DEMO.toString(), "--out", used.toString(), "--to", "2");

    assertThat(used.resolve("evidence/track-9999.jpg")).doesNotExist();
  }

  @Test
  void thePeriodOfInterestAndThePeriodsAreKept(@TempDir Path part) throws IOException {
    Terminal ran =
        Terminal.run(
            "inventory",
            DEMO.toString(),
            "--out",
            part.toString(),
            "--from",
            "2",
            "--to",
            "0:08",
            "--period",
            "3");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    List<String> rows = Files.readAllLines(part.resolve("maxn.csv"));
    assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[0]).distinct())
        .containsExactly("all", "2-5", "5-8");
    assertThat(Files.readAllLines(part.resolve("detections.viame.csv")).stream())
        .filteredOn(row -> !row.startsWith("#"))
        .allSatisfy(row -> assertThat(Integer.parseInt(row.split(",", -1)[2])).isBetween(30, 119));
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(results.resolve(file));
  }

  private static List<String> evidence(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("evidence"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

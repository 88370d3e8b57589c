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
                + "meanConfidence,maxNLow95,maxNHigh95,meanCountLow95,meanCountHigh95,saturated,"
                + "touchingShare,coveredShare,stage");
    assertThat(lines("inventory.csv").get(1)).startsWith("(all fish),,,");
    assertThat(lines("maxn.csv").get(0))
        .isEqualTo(
            "period,scientificName,rank,maxN,time_s,chapter,frameInChapter,meanCount,firstSeen_s,"
                + "maxNLow95,maxNHigh95,meanCountLow95,meanCountHigh95,saturated,touchingShare,"
                + "coveredShare,from_s,to_s,frames,arrivalAfterStart_s,stage");
    assertThat(lines("cumulative-maxn.csv").get(0))
        .isEqualTo("scientificName,rank,time_s,afterStart_s,cumulativeMaxN,stage");
    assertThat(lines("maxn.csv").get(1)).startsWith("all,(all fish),,");
    assertThat(lines("tracks.csv").get(0))
        .isEqualTo(
            "track,scientificName,rank,start_s,end_s,detections,confidence,aphiaId,probability,"
                + "reason,alternatives,stage");
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
    JsonNode inventory = new ObjectMapper().readTree(results.resolve("inventory.json").toFile());
    assertThat(run.at("/metrics/frames")).isEqualTo(inventory.get("framesAnalysed"));
    assertThat(run.at("/metrics/stages/2/name").asText()).isEqualTo("detecting");
    assertThat(run.at("/metrics/processorSeconds").asDouble()).isPositive();
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

  @Test
  void firstMinutesLinesAndZonesAreCounted(@TempDir Path part) throws IOException {
    Terminal ran =
        Terminal.run(
            "inventory",
            DEMO.toString(),
            "--out",
            part.toString(),
            "--to",
            "8",
            "--first",
            "0.05,0.1",
            "--line",
            "middle",
            "--line",
            "10,0,10,300",
            "--zone",
            "0,0,639,0,639,359,0,359",
            "--boost");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    List<List<String>> rows = cells(part.resolve("maxn.csv"));
    assertThat(rows.stream().skip(1).map(row -> row.get(0)).distinct())
        .containsExactly("all", "first 0.05 min", "first 0.1 min");
    assertThat(rows.stream().filter(row -> row.get(0).startsWith("first 0.05")).findFirst())
        .hasValueSatisfying(
            row -> {
              assertThat(row.subList(16, 18)).containsExactly("0.000", "3.000");
              assertThat(row.get(18)).isEqualTo("15");
              int maxN = Integer.parseInt(row.get(3));
              assertThat(Integer.parseInt(row.get(9))).isLessThanOrEqualTo(maxN);
              assertThat(Integer.parseInt(row.get(10))).isGreaterThanOrEqualTo(maxN);
            });
    List<List<String>> crossings = cells(part.resolve("crossings.csv"));
    assertThat(crossings.stream().skip(1).map(row -> row.get(0) + " " + row.get(2)).distinct())
        .containsExactly("line 1 path", "line 1 ends", "line 2 path", "line 2 ends", "zone 1 zone");
    // Nobody can leave the whole picture.
    List<String> zone = crossings.get(crossings.size() - 1);
    assertThat(zone.subList(8, 10)).containsExactly("0", "0");
    JsonNode json = new ObjectMapper().readTree(part.resolve("inventory.json").toFile());
    assertThat(json.at("/crossings")).hasSize(crossings.size() - 1);
    assertThat(json.at("/rows/0/maxNInterval95")).hasSize(2);
    assertThat(json.at("/rows/0/saturated").isBoolean()).isTrue();
    assertThat(json.at("/provenance/settings/tracker").asText()).contains("boosted");
    List<List<String>> curve = cells(part.resolve("cumulative-maxn.csv"));
    assertThat(
            curve.stream()
                .filter(row -> row.get(0).equals("(all fish)"))
                .reduce((before, last) -> last)
                .orElseThrow()
                .get(4))
        .isEqualTo(rows.get(1).get(3));
  }

  @Test
  void aLineOrZoneThatIsNoneIsRefusedInOneSentence(@TempDir Path part) {
    assertThat(refused(part, "--line", "1,2,3"))
        .contains("--line 1,2,3: each place needs x and y, but here are 3 numbers.");
    assertThat(refused(part, "--line", "1,2,3,4,5,6"))
        .contains("--line 1,2,3,4,5,6: a line has two ends, x1,y1,x2,y2, but here are 3.");
    assertThat(refused(part, "--line", "1,2,900,4"))
        .contains("a line goes through 900, 4, outside the picture of 640 x 360 pixels.");
    assertThat(refused(part, "--zone", "1,2,x,4,5,6"))
        .contains("'x' is no number of pixels; write places as 100,360,100,0.");
    assertThat(refused(part, "--zone", "1,2,3,4"))
        .contains("an area needs three corners or more, not 2.");
    assertThat(refused(part, "--first", "0")).contains("the first minutes must be more than 0");
  }

  private static String refused(Path folder, String option, String value) {
    Terminal ran =
        Terminal.run("inventory", DEMO.toString(), "--out", folder.toString(), option, value);
    assertThat(ran.exitCode()).as(option + " " + value).isEqualTo(2);
    return ran.err();
  }

  private static List<List<String>> cells(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().map(row -> List.of(row.split(",", -1))).toList();
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

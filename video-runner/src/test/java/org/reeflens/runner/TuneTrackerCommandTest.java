package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reeflens tune-tracker}, and what takes its file. */
class TuneTrackerCommandTest {

  /** A tracker that makes nothing of looks. */
  static final String OWN =
      """
      {"tracker": "botsort",
       "settings": {
         "confidence": {"high": 0.3, "low": 0.1, "start": 0.3},
         "matching": {"first": 0.9, "second": 0.9, "unconfirmed": 0.9,
                      "weighConfidence": false, "margin": 0.25},
         "life": {"minHits": 3, "minSeconds": 0.3, "recentSeconds": 0.6, "lostSeconds": 3.5},
         "motion": {"stepSeconds": 0.2, "positionNoise": 0.267, "velocityNoise": 0.1},
         "look": {"leastOverlap": 1, "unlike": 0, "rememberSeconds": 0, "againUnlike": 0,
                  "sizesPerSecond": 0},
         "asPublished": false}}
      """;

  @TempDir private Path folder;
  private String truth;
  private String detections;

  /** One faint fish that swims to the right. */
  @BeforeEach
  void swim() throws IOException {
    StringBuilder rows = new StringBuilder();
    StringBuilder found = new StringBuilder();
    for (int frame = 1; frame <= 12; frame++) {
      rows.append(String.format(Locale.ROOT, "%d,1,%d,50,40,20,1%n", frame, 10 + 3 * frame));
      found.append(String.format(Locale.ROOT, "%d,-1,%d,50,40,20,0.25%n", frame, 10 + 3 * frame));
    }
    truth = Files.writeString(folder.resolve("gt.txt"), rows).toString();
    detections = Files.writeString(folder.resolve("det.txt"), found).toString();
  }

  @Test
  void theFittedTrackerFollowsWhatWasLost() throws IOException {
    Terminal ran =
        tune(
            "--truth",
            truth,
            "--detections",
            detections,
            "--truth",
            truth,
            "--detections",
            detections,
            "--vary",
            "confidence.high=0.1,0.2,0.3",
            "--vary",
            "confidence.start=0.2,0.3");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("confidence.high  0.300 -> 0.1", "The tracker is in");
    JsonNode json = new JsonMapper().readTree(folder.resolve("out/tracker.json").toFile());
    assertThat(json.path("tracker").textValue()).isEqualTo("bytetrack");
    assertThat(json.at("/tuning/hotaBefore").doubleValue()).isZero();
    assertThat(json.at("/tuning/hotaAfter").doubleValue()).isEqualTo(1);
    assertThat(json.at("/tuning/hotaLeftOut").doubleValue()).isEqualTo(1);
    assertThat(json.at("/tuning/clips")).hasSize(2);
    assertThat(json.at("/tuning/varied").has("confidence.start")).isTrue();
    assertThat(json.at("/origin/settings/search").textValue()).isEqualTo("every combination");

    String config = folder.resolve("out/tracker.json").toString();
    assertThat(track().out()).startsWith("0 tracks");
    assertThat(track("--tracker-config", config).out()).startsWith("1 tracks with 12 boxes");
    track("--tracker-config", config, "--preset", "paper").assertRefused("leave out --preset");
  }

  @Test
  void badInputEndsWithOneSentence() throws IOException {
    tune("--truth", truth, "--truth", truth, "--detections", detections)
        .assertRefused("2 --truth and 1 --detections");
    tune("--truth", truth, "--detections", detections, "--vary", "speed=1..2")
        .assertRefused("bytetrack has no setting 'speed'");
    tune("--truth", truth, "--detections", detections, "--vary", "much")
        .assertRefused("'much' is no variation");
    tune("--truth", truth, "--detections", detections, "--confidence", "0")
        .assertRefused("--confidence must be above 0");
    assertThat(folder.resolve("out/tracker.json")).doesNotExist();

    String config =
        Files.writeString(folder.resolve("c.json"), "{\"tracker\": \"sort\"}").toString();
    String sentence = "c.json is no tracker's configuration: 'tracker' must be one of bytetrack";
    track("--tracker-config", config).assertRefused(sentence);
    inventory(config).assertRefused(sentence);
    Path own = Files.writeString(folder.resolve("own.json"), OWN);
    inventory(own.toString(), "--confidence", "0.5")
        .assertRefused(
            "--tracker-config says how sure the detector must be; leave out --confidence");
  }

  @Test
  void inventoryFollowsWithTheTrackerOfTheFile() throws IOException {
    Path own = Files.writeString(folder.resolve("own.json"), OWN);

    Terminal ran = inventory(own.toString(), "--classifier", "none", "--to", "2");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    JsonNode run = new JsonMapper().readTree(folder.resolve("dive/run.json").toFile());
    assertThat(run.at("/provenance/settings/tracker").textValue())
        .startsWith("BoT-SORT")
        .contains("lostSeconds=3.5");
  }

  private Terminal inventory(String config, String... more) {
    return Terminal.run(
        Stream.of(
                List.of("inventory", "../test-videos/demo/demo-reef.mp4"),
                List.of("--out", folder.resolve("dive").toString(), "--tracker-config", config),
                List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private Terminal tune(String... arguments) {
    return Terminal.run(
        Stream.of(
                List.of("tune-tracker", "--fps", "5"),
                List.of(arguments),
                List.of("--out", folder.resolve("out/tracker.json").toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private Terminal track(String... arguments) {
    return Terminal.run(
        Stream.of(
                List.of("track", detections, "--fps", "5"),
                List.of(arguments),
                List.of("--out", folder.resolve("res.txt").toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }
}

package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code reeflens track}. */
class TrackCommandTest {

  @TempDir private Path folder;

  @Test
  void fishAreToldWithTheBoxesOfTheDetectorOnceTheyAreConfirmed() throws IOException {
    Path detections =
        text(
            """
            1,-1,10,20,30,15,0.9,-1,-1,-1
            1,-1,300,20,30,15,0.9,-1,-1,-1
            2,-1,12,20,30,15,0.9,-1,-1,-1
            4,-1,15.5,21,29,15,0.2,-1,-1,-1
            5,-1,18,20,30,15,0.9,-1,-1,-1
            """);

    Terminal ran = track(detections, "--fps", "5");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("1 tracks with 4 boxes, of 5 detections, are in ");
    assertThat(result())
        .containsExactly(
            "1,1,10.0000,20.0000,30.0000,15.0000,0.9000,-1,-1,-1",
            "2,1,12.0000,20.0000,30.0000,15.0000,0.9000,-1,-1,-1",
            "4,1,15.5000,21.0000,29.0000,15.0000,0.2000,-1,-1,-1",
            "5,1,18.0000,20.0000,30.0000,15.0000,0.9000,-1,-1,-1");
  }

  @Test
  void thePaperOfBotSortTellsWhatIsNotConfirmed() throws IOException {
    Path detections = text("1,-1,10,20,30,15,0.9\n2,-1,10,20,30,15,0.9\n2,-1,300,20,30,15,0.9\n");

    assertThat(track(detections, "--fps", "30", "--tracker", "botsort", "--preset", "paper").err())
        .isEmpty();
    assertThat(result()).hasSize(3).last().asString().startsWith("2,2,300.0000,20.0000,30.0000");

    assertThat(track(detections, "--fps", "30", "--preset", "paper").err()).isEmpty();
    assertThat(result()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"bytetrack", "ocsort", "ocsort-byte", "botsort"})
  void everyTrackerHasItsName(String name) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int frame = 1; frame <= 8; frame++) {
      rows.append(frame).append(",-1,10,20,30,15,0.9\n");
    }
    for (String preset : List.of("paper", "fish")) {
      Terminal ran =
          track(text(rows.toString()), "--fps", "10", "--tracker", name, "--preset", preset);
      assertThat(ran.err()).isEmpty();
      assertThat(result()).hasSize(8).allMatch(row -> row.split(",", 3)[1].equals("1"));
    }
  }

  @Test
  void noDetectionsGiveNoTracks() throws IOException {
    assertThat(track(text(""), "--fps", "5").exitCode()).isZero();
    assertThat(result()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fps 0 | --fps must be above 0: 0.0",
        "--fps 5 --confidence 2 | --confidence must be above 0, to 1: 2.0",
        "--fps 5 --confidence 0.5 --preset paper | --confidence goes with --preset fish",
        "--fps 5 --tracker sort | Invalid value for option '--tracker'",
        "--tracker ocsort | Missing required option: '--fps=N'"
      })
  void refuses(String options, String sentence) throws IOException {
    Terminal ran = track(text("1,-1,10,20,30,15,0.9\n"), options.split(" ", -1));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(sentence).doesNotContain("Exception");
    assertThat(folder.resolve("res.txt")).doesNotExist();
  }

  @Test
  void aBadRowIsNamed() throws IOException {
    Terminal ran = track(text("1,-1,10,20,30,15,0.9\n2,-1,10,20,30,15\n"), "--fps", "5");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err().strip().lines()).hasSize(1);
    assertThat(ran.err()).contains("det.txt, line 2: the confidence (column 7) is missing");
    assertThat(folder.resolve("res.txt")).doesNotExist();
  }

  private Path text(String rows) throws IOException {
    return Files.writeString(folder.resolve("det.txt"), rows);
  }

  private List<String> result() throws IOException {
    return Files.readAllLines(folder.resolve("res.txt"));
  }

  private Terminal track(Path detections, String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "track";
    args[1] = detections.toString();
    args[2] = "--out";
    args[3] = folder.resolve("res.txt").toString();
    System.arraycopy(options, 0, args, 4, options.length);
    return Terminal.run(args);
  }
}

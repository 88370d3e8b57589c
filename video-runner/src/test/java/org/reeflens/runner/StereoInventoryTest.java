package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.table.CsvTable;
import org.reeflens.testvideos.StereoFilm;
import org.reeflens.testvideos.scene.FishKind;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.testvideos.scene.StereoFish;
import org.reeflens.testvideos.scene.StereoRenderer;
import org.reeflens.testvideos.scene.StereoRig;
import org.reeflens.testvideos.scene.StereoScene;

/** {@code inventory --right} on a drawn stereo dive of two fish, 240 and 300 mm long. */
class StereoInventoryTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  @TempDir private static Path folder;

  @TempDir private Path results;

  @BeforeAll
  static void film() throws IOException {
    SceneSettings empty =
        new SceneSettings(WIDTH, HEIGHT, 10, 3, 11, 0.9 * WIDTH, 18, 0, 20, List.of());
    SceneSettings scene =
        empty.withFish(
            List.of(
                StereoFish.straight(empty, FishKind.BARS, 240, 1.5, 150, -250, 1900, 12, 120),
                StereoFish.straight(empty, FishKind.STRIPES, 300, 1.5, 700, -150, 2300, 195, 150)));
    StereoRig rig = StereoRig.diver(WIDTH, HEIGHT);
    StereoRenderer renderer = new StereoRenderer(new StereoScene(scene, rig, 0.33, 0, Double.NaN));
    StereoFilm.write(renderer, folder, List.of(18, 12), List.of(9, 21), 3_000_000);
    StereoFilm.writeCalibration(rig, folder.resolve("rig.yml"));
    Files.writeString(
        folder.resolve("weights.csv"),
        "scientificName,a,b,lengthType\nunidentified fish,0.02,3,FL\n");
  }

  private Terminal run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("inventory"));
    StereoFilm.chapters(folder, "left", 2).forEach(file -> arguments.add(file.toString()));
    arguments.addAll(List.of("--out", results.toString(), "--classifier", "none"));
    arguments.addAll(List.of(options));
    return Terminal.run(arguments.toArray(String[]::new));
  }

  private static String[] stereo(String... more) {
    List<Path> right = StereoFilm.chapters(folder, "right", 2);
    return Stream.concat(
            Stream.of(
                "--right",
                right.get(0).toString(),
                right.get(1).toString(),
                "--calibration",
                folder.resolve("rig.yml").toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void lengthsFrequenciesAndBiomassOfTheFishInTheMaxNFrame() throws IOException {
    Terminal terminal =
        run(
            stereo(
                "--sync-offset",
                "-0.33",
                "--biomass-parameters",
                folder.resolve("weights.csv").toString(),
                "--belt-width",
                "5",
                "--belt-length",
                "50"));

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    List<Double> lengths =
        CsvTable.read(results.resolve("track-lengths.csv")).rows().stream()
            .map(row -> row.field("length_mm").map(Double::parseDouble).orElseThrow())
            .sorted()
            .toList();
    assertThat(lengths).hasSize(2);
    assertThat(lengths.get(0)).isCloseTo(240, within(0.05 * 240));
    assertThat(lengths.get(1)).isCloseTo(300, within(0.05 * 300));

    // Each frame tells both frames of its pair, whose clocks differ by no whole frame.
    CsvTable frames = CsvTable.read(results.resolve("lengths.csv"));
    assertThat(frames.rows()).hasSizeGreaterThan(15);
    assertThat(frames.rows())
        .allSatisfy(
            row ->
                assertThat(row.field("lag_s").map(Double::parseDouble).orElseThrow())
                    .isCloseTo(0.03, within(0.001)));

    CsvTable frequencies = CsvTable.read(results.resolve("length-frequency.csv"));
    assertThat(
            frequencies.rows().stream()
                .mapToInt(row -> row.field("n").map(Integer::parseInt).orElseThrow())
                .sum())
        .isEqualTo(2);

    CsvTable.Row biomass = CsvTable.read(results.resolve("biomass.csv")).rows().get(0);
    double grams = biomass.field("biomass_g").map(Double::parseDouble).orElseThrow();
    // Whatever else the detector takes for a fish in that frame has no length.
    assertThat(biomass.field("measured")).contains("2");
    int maxN = biomass.field("maxN").map(Integer::parseInt).orElseThrow();
    double expected =
        0.02 * (Math.pow(lengths.get(0) / 10, 3) + Math.pow(lengths.get(1) / 10, 3)) / 2 * maxN;
    assertThat(grams).isCloseTo(expected, within(0.001 * expected));
    assertThat(biomass.field("biomass_g_per100m2").map(Double::parseDouble).orElseThrow())
        .isCloseTo(grams * 100 / 250, within(0.01));

    JsonNode settings =
        new ObjectMapper()
            .readTree(results.resolve("run.json").toFile())
            .get("provenance")
            .get("settings");
    assertThat(settings.get("stereo.sync").asText())
        .isEqualTo(
            "offset -0.3300 s +- 0.0000 s, drift 0.0 ppm, confidence 1.00 (offset as given)");
    assertThat(settings.get("stereo.calibration").asText()).contains("rig.yml");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    String rig = folder.resolve("rig.yml").toString();
    String weights = folder.resolve("weights.csv").toString();
    run("--calibration", rig).assertRefused("name the right camera's files with --right");
    run("--biomass-parameters", weights).assertRefused("need lengths");
    run("--right", "R.MP4").assertRefused("--right needs --calibration");
    run(stereo("--sync-offset", "0", "--sync-at", "1,1"))
        .assertRefused("give --sync-offset or --sync-at, not both");
    run(stereo("--sync-at", "1")).assertRefused("--sync-at needs two times");
    run(stereo(
            "--biomass-parameters", weights, "--baited", "--belt-width", "5", "--belt-length", "9"))
        .assertRefused("a baited camera draws fish from an unknown area");
    run(stereo("--belt-width", "5", "--belt-length", "9"))
        .assertRefused("add --biomass-parameters");
  }

  @Test
  void offsetWithTheWrongSignOrCalibrationOfAnotherCameraIsRefused() throws IOException {
    Terminal apart = run(stereo("--sync-offset", "-30"));
    assertThat(apart.exitCode()).isEqualTo(2);
    assertThat(apart.err()).contains("share no time; look at the offset and its sign");

    Path other = results.resolve("other.yml");
    StereoFilm.writeCalibration(StereoRig.diver(1920, 1080), other);
    Terminal wrong =
        run(
            "--right",
            StereoFilm.chapters(folder, "right", 2).get(0).toString(),
            "--calibration",
            other.toString());
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("was calibrated with 1920 x 1080");
  }
}

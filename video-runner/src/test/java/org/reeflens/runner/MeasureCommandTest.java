package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;

/** {@code reeflens measure} with marked points. */
class MeasureCommandTest {

  private static final String HEADER = "id,lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2\n";

  /** VIAME's closed case: focal length 800 px, baseline 120 mm. */
  private static final String RIG =
      """
      {"fx_left": 800, "fy_left": 800, "cx_left": 640, "cy_left": 360,
       "fx_right": 800, "fy_right": 800, "cx_right": 640, "cy_right": 360,
       "image_width": 1280, "image_height": 720, "unit": "mm", "medium": "water",
       "R": [1, 0, 0, 0, 1, 0, 0, 0, 1], "T": [-120, 0, 0]}
      """;

  @TempDir private Path folder;

  @Test
  void goldenPixelsGiveGoldenLengths() throws IOException {
    JsonNode cases =
        new ObjectMapper()
            .readTree(SharedData.path("golden/stereo/viame/lengths_from_calibration.json").toFile())
            .get("cases");
    StringBuilder points = new StringBuilder(HEADER);
    for (int i = 0; i < cases.size(); i++) {
      row(points, "exact " + i, cases.get(i));
      row(points, "noisy " + i, cases.get(i).get("noisy"));
    }
    String calibration = SharedData.path("golden/stereo/viame/calibration_matrices.npz").toString();

    for (String method : List.of("midpoint", "dlt")) {
      Terminal ran = measure(calibration, points.toString(), "--method", method);

      assertThat(ran.exitCode()).isZero();
      assertThat(ran.err().strip().lines())
          .singleElement()
          .asString()
          .contains("does not say whether it was made under water or in air");
      assertThat(ran.out())
          .contains("baseline 209.8 mm; unit mm (the file does not say")
          .contains("48 animals: 48 measured (" + method + ", 1.0 px), ");
      List<String[]> rows = rows();
      assertThat(rows).hasSize(48);
      for (int i = 0; i < cases.size(); i++) {
        JsonNode one = cases.get(i);
        assertThat(one.get("true_length_mm").asDouble())
            .isBetween(number(rows.get(2 * i)[1]) - 1e-4, number(rows.get(2 * i)[1]) + 1e-4);
        JsonNode noisy =
            one.get("noisy")
                .get(method.equals("dlt") ? "opencv_dlt_length_mm" : "bouguet_midpoint_length_mm");
        assertThat(number(rows.get(2 * i + 1)[1]))
            .isBetween(noisy.asDouble() - 1e-4, noisy.asDouble() + 1e-4);
      }
    }
  }

  private static void row(StringBuilder points, String id, JsonNode one) {
    points.append(id);
    for (String end : List.of("head", "tail")) {
      for (String side : List.of("left", "right")) {
        JsonNode point = one.get(side + "_" + end);
        points.append(',').append(point.get(0)).append(',').append(point.get(1));
      }
    }
    points.append('\n');
  }

  @Test
  void theClosedCaseOfViame() throws IOException {
    // P1 = (-50, 30, 1500) and P2 = (40, -20, 1800) seen by both cameras.
    String points =
        HEADER
            + "trout,613.3333333333334,376,549.3333333333334,376,"
            + "657.7777777777778,351.1111111111111,604.4444444444445,351.1111111111111\n"
            + "no tail,613,376,549,376,,,,\n"
            + "outside,613,376,549,376,1290,376,1200,376\n";

    Terminal ran = measure(rig(RIG), points, "--max-direction", "80");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("baseline 120.0 mm; unit mm (as the file says)")
        .contains("3 animals: 1 measured (midpoint, 1.0 px), ");
    List<String[]> rows = rows();
    assertThat(number(rows.get(0)[1])).isEqualTo(317.1750);
    assertThat(number(rows.get(0)[3])).isEqualTo(1650.0152);
    assertThat(rows.get(0)).contains("-5.0000", "5.0000", "1650.0000");
    assertThat(Files.readAllLines(lengths()))
        .contains(
            "no tail,,,,,,,,,,,false,\"lx2, ly2, rx2, ry2 missing\",,,,",
            "outside,,,,,,,,,,,false,the fork in the left picture lies outside the picture of 1280 x"
                + " 720,,,,");
    assertThat(Files.readString(lengths())).doesNotContain("NaN");
  }

  @Test
  void aCalibrationMadeInAirIsRefusedUnlessAllowed() throws IOException {
    String air = rig(RIG.replace("water", "air"));
    String points = HEADER + "a,600,380,536,380,680,380,616,380\n";

    measure(air, points).assertRefused("was made in air");
    assertThat(lengths()).doesNotExist();

    assertThat(measure(air, points, "--allow-air").exitCode()).isZero();
    assertThat(number(rows().get(0)[1])).isEqualTo(150);
  }

  @Test
  void whatIsFartherThanTheBoardWasIsTold() throws IOException {
    String near = rig(RIG.replace("\"unit\"", "\"nearest\": 500, \"farthest\": 1400, \"unit\""));

    Terminal ran = measure(near, HEADER + "a,600,380,536,380,680,380,616,380\n");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err().strip())
        .isEqualTo(
            "reeflens: 1 of them are not within the 500 to 1400 mm at which the board was shown;"
                + " there, errors may be larger than stated");
  }

  @Test
  void aCalibrationWhoseUnitCannotBeToldNeedsIt() throws IOException {
    String metres =
        rig(RIG.replace("\"unit\": \"mm\", ", "").replace("[-120, 0, 0]", "[-0.12, 0, 0]"));
    String points = HEADER + "a,600,380,536,380,680,380,616,380\n";

    measure(metres, points).assertRefused("its baseline of 0.12 does not tell it");
    assertThat(lengths()).doesNotExist();

    assertThat(measure(metres, points, "--unit", "m").exitCode()).isZero();
    assertThat(number(rows().get(0)[1])).isEqualTo(150);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pixel-sigma 0 | --pixel-sigma must be above 0",
        "--max-range far | --max-range must be a number above 0, or 'off': 'far'",
        "--max-precision -1 | --max-precision must be a number above 0",
      })
  void refuses(String options, String sentence) throws IOException {
    measure(rig(RIG), HEADER + "a,600,380,536,380,680,380,616,380\n", options.split(" ", -1))
        .assertRefused(sentence);
    assertThat(lengths()).doesNotExist();
  }

  @Test
  void aBrokenRowIsToldByItsLine() throws IOException {
    measure(rig(RIG), HEADER + "a,600,380,536,380,680,380,616,380\nb,6OO,1,2,3,4,5,6,7\n")
        .assertRefused("points.csv, line 3: '6OO' in the column 'lx1' is no number");
    assertThat(lengths()).doesNotExist();
  }

  @Test
  void whatIsNotNamedIsAskedFor() {
    Terminal.run("measure", "--points", "p.csv", "--out", lengths().toString())
        .assertRefused("p.csv does not exist");
    Terminal.run("measure", "--calibration", "rig.yml", "--out", lengths().toString())
        .assertRefused("--points is missing");
  }

  private String rig(String json) throws IOException {
    return Files.writeString(folder.resolve("rig.json"), json).toString();
  }

  private Terminal measure(String calibration, String points, String... options)
      throws IOException {
    Path table = Files.writeString(folder.resolve("points.csv"), points);
    String[] args = new String[options.length + 7];
    System.arraycopy(
        new String[] {
          "measure",
          "--calibration",
          calibration,
          "--points",
          table.toString(),
          "--out",
          lengths().toString()
        },
        0,
        args,
        0,
        7);
    System.arraycopy(options, 0, args, 7, options.length);
    return Terminal.run(args);
  }

  private Path lengths() {
    return folder.resolve("lengths.csv");
  }

  /** Without the header; no id of these tests has a comma. */
  private List<String[]> rows() throws IOException {
    return Files.readAllLines(lengths()).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}

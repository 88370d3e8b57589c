package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;

/** {@code reeflens calibrate}, and measuring with what it made. */
class CalibrateCommandTest {

  @TempDir private Path folder;

  @Test
  void picturesOfABoardMakeACalibrationThatMeasures() throws IOException {
    Path rig = folder.resolve("rig.yml");

    Terminal ran = calibrate(rig, 14, "--board", "9x6", "--square", "25", "--medium", "air");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("13 pairs of pictures: both show the board in 13")
        .contains("left out, outlier: its corners are 1.23 px off, the others 0.30 px")
        .contains("0.302 px as a pair; baseline 83.52 mm")
        .contains("Corners in 64 % of the left picture's fields");
    assertThat(ran.err())
        .contains("the board was 273 to 409 mm away, which does not span the working range")
        .contains("the smallest squares are 26 px wide");
    assertThat(Files.readAllLines(folder.resolve("rig-views.csv")))
        .hasSize(14)
        .contains(
            "left02.jpg,false,1.231,1.215,284.7,\"outlier: its corners are 1.23 px off, the others"
                + " 0.30 px\"")
        .contains("left03.jpg,true,0.214,0.210,281.3,");
    assertThat(Files.readString(folder.resolve("rig-residuals.svg")))
        .startsWith("<svg ")
        .contains("Left camera: 648 corners, RMS 0.234 px")
        .endsWith("</svg>\n");

    // The long edge of the board in view 03, 200 mm.
    Path points =
        Files.writeString(
            folder.resolve("points.csv"),
            """
            id,lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2
            edge,277.2,72.2,133.3,89.5,603.8,168.3,448.1,175.2
            """);
    Path lengths = folder.resolve("lengths.csv");
    String[] measure = {
      "measure",
      "--calibration",
      rig.toString(),
      "--points",
      points.toString(),
      "--out",
      lengths.toString()
    };
    Terminal.run(measure).assertRefused("rig.yml was made in air");
    String[] allowed = Arrays.copyOf(measure, measure.length + 1);
    allowed[measure.length] = "--allow-air";
    assertThat(Terminal.run(allowed).exitCode()).isZero();
    String[] row = Files.readAllLines(lengths).get(1).split(",", -1);
    assertThat(Double.parseDouble(row[1])).isBetween(199.0, 201.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--board 9 --square 25 --medium air | --board is the inner corners, columns x rows",
        "--board 9x6 --square 0 --medium air | the side of a square must be above 0 mm",
        "--board 9x6 --square 25 --medium air --charuco DICT_5X5_100 | go together",
        "--board 9x6 --square 25 --medium air --working-range far | --working-range is in mm",
        "--board 9x6 --square 25 --medium air | only 2 good views of the board are left; 5 are",
        "--board 8x5 --square 25 --medium air | only 0 good views of the board are left",
      })
  void refuses(String options, String sentence) {
    calibrate(folder.resolve("rig.yml"), 2, options.split(" ", -1)).assertRefused(sentence);
    assertThat(folder.resolve("rig.yml")).doesNotExist();
  }

  @Test
  void aNameThatTellsNoFormatIsRefusedBeforeTheWork() {
    calibrate(folder.resolve("rig.txt"), 2, "--board", "9x6", "--square", "25", "--medium", "air")
        .assertRefused("rig.txt should end in .yml");
  }

  @Test
  void aPictureWithoutPartnerIsRefused() {
    Terminal.run(
            "calibrate",
            "--left",
            picture("left", 1),
            picture("left", 2),
            "--right",
            picture("right", 1),
            "--board",
            "9x6",
            "--square",
            "25",
            "--medium",
            "water",
            "--out",
            folder.resolve("rig.json").toString())
        .assertRefused("there are 2 left photos and 1 right ones; each needs its partner");
  }

  private static Terminal calibrate(Path out, int last, String... options) {
    List<String> args = new ArrayList<>(List.of("calibrate", "--left"));
    add(args, "left", last);
    args.add("--right");
    add(args, "right", last);
    args.addAll(List.of(options));
    args.addAll(List.of("--out", out.toString()));
    return Terminal.run(args.toArray(String[]::new));
  }

  private static void add(List<String> args, String side, int last) {
    for (int i = 1; i <= last; i++) {
      if (i != 10) {
        args.add(picture(side, i));
      }
    }
  }

  private static String picture(String side, int number) {
    return SharedData.path("golden/stereo/opencv_chessboard/%s%02d.jpg".formatted(side, number))
        .toString();
  }
}

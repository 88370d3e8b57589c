package org.reeflens.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.measure.CalibrationFile;
import org.reeflens.measure.CameraModel;
import org.reeflens.measure.Distortion;
import org.reeflens.measure.LengthResult;
import org.reeflens.measure.LengthRules;
import org.reeflens.measure.MarkedAnimal;
import org.reeflens.measure.Medium;
import org.reeflens.measure.PictureSize;
import org.reeflens.measure.Position;
import org.reeflens.measure.Rotation;
import org.reeflens.measure.StereoCalibration;
import org.reeflens.measure.StereoMeasurer;
import org.reeflens.measure.Triangulation;
import org.reeflens.measure.WorkingRange;

/** Calibrations and lengths as files. */
class StereoFilesTest {

  private static final CameraModel CAMERA =
      new CameraModel(
          1107.7337068697536,
          1000.1,
          1.0 / 3,
          615.3583920813994,
          Distortion.of(-0.08356394564720676, 1e-17, 0.001, -0.0005, 0.0119),
          new PictureSize(1920, 1080));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rig.yml", "rig.yaml", "rig.json"})
  void aCalibrationReadsBackIdentically(String name) throws IOException {
    CameraModel wide =
        new CameraModel(
            900,
            901,
            639.5,
            359.5,
            Distortion.of(1, 2, 3, 4, 5, 6, 7, 8),
            new PictureSize(1280, 720));
    StereoCalibration all =
        new StereoCalibration(
            CAMERA,
            wide,
            Rotation.ofVector(0.1, -0.2, 0.3),
            new Position(-700.1, 1.0 / 7, 3e-9),
            Medium.WATER,
            new WorkingRange(812.5, 4100.25),
            "pool \"north\", C:\\rig");
    Path file = folder.resolve(name);

    StereoCalibrationFile.write(file, all);
    assertThat(CalibrationFile.read(file, null).calibration()).isEqualTo(all);

    CameraModel bare = new CameraModel(900, 901, 639.5, 359.5, Distortion.none(), null);
    StereoCalibration little =
        new StereoCalibration(
            bare, bare, Rotation.none(), new Position(-8.25, 0, 0), null, null, "unknown");
    StereoCalibrationFile.write(file, little);
    assertThat(CalibrationFile.read(file, null).calibration()).isEqualTo(little);
  }

  @Test
  void anEndingThatSaysNoFormatIsRefused() {
    StereoCalibration rig =
        new StereoCalibration(
            CAMERA, CAMERA, Rotation.none(), new Position(-100, 0, 0), null, null, "");

    assertThatThrownBy(() -> StereoCalibrationFile.write(folder.resolve("rig.txt"), rig))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("should end in .yml (OpenCV's YAML) or .json");
  }

  @Test
  void aLengthHasItsRowAndSoHasAnAnimalWithoutOne() throws IOException {
    CameraModel camera = new CameraModel(800, 800, 640, 360, Distortion.none(), null);
    StereoMeasurer measurer =
        new StereoMeasurer(
            new StereoCalibration(
                camera, camera, Rotation.none(), new Position(-120, 0, 0), null, null, "drawn"),
            Triangulation.MIDPOINT,
            0.5);
    Path points =
        Files.writeString(
            folder.resolve("points.csv"),
            """
            id,lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2
            a,600,380,536,380,680,380,616,380
            "b, far",640,360,634,360,650,360,644,360
            c,600,380,536,,680,380,616,380
            d,600,380,664,380,680,380,616,380
            """);
    LengthRules rules = new LengthRules(8000.0, 20.0, 10.0, null);
    List<LengthResult> results =
        MarkedAnimal.read(points).stream()
            .map(animal -> LengthResult.of(animal, measurer, rules))
            .toList();

    LengthsCsv.write(folder.resolve("lengths.csv"), results);

    // At Z = f B / d = 1500 mm: 80 pixels are 150 mm, 20 pixels down 37.5 mm.
    assertThat(Files.readAllLines(folder.resolve("lengths.csv")))
        .satisfiesExactly(
            header ->
                assertThat(header)
                    .isEqualTo(
                        "id,length_mm,standardError_mm,range_mm,rms_px,rms_mm,precision_pct,"
                            + "direction_deg,x_mm,y_mm,z_mm,passed,reasons,range_rule,rms_rule,"
                            + "precision_rule,direction_rule"),
            a ->
                assertThat(a)
                    .startsWith("a,150.0000,")
                    .contains(",1500.4687,0.0000,0.0000,")
                    .endsWith(",0.0000,0.0000,37.5000,1500.0000,true,,passed,passed,passed,off"),
            far ->
                assertThat(far)
                    .startsWith("\"b, far\",200.0000,")
                    .contains(",false,range 16000.3 over 8000.0 mm; precision ")
                    .endsWith(" over 10.0 % of the length,failed,passed,failed,off"),
            c -> assertThat(c).isEqualTo("c,,,,,,,,,,,false,ry1 missing,,,,"),
            d ->
                assertThat(d)
                    .startsWith("d,,,,,,,,,,,false,\"the snout would lie behind the cameras;")
                    .endsWith(",,,,"));
  }

  @Test
  void aBrokenRowIsToldByItsLine() throws IOException {
    Path points =
        Files.writeString(
            folder.resolve("points.csv"),
            """
            id,lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2
            a,600,380,536,380,680,380,616,380
            b,600,380,left,380,680,380,616,380
            """);

    assertThatThrownBy(() -> MarkedAnimal.read(points))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("points.csv, line 3: 'left' in the column 'rx1' is no number");

    Files.writeString(points, "id,lx1,ly1,rx1,ry1,lx2,ly2,rx2,ry2\n,1,2,3,4,5,6,7,8\n");
    assertThatThrownBy(() -> MarkedAnimal.read(points))
        .hasMessageEndingWith("points.csv, line 2: the column 'id' is empty");

    Files.writeString(points, "id,lx1,ly1\na,1,2\n");
    assertThatThrownBy(() -> MarkedAnimal.read(points)).hasMessageContaining("has no column 'rx1'");
  }
}

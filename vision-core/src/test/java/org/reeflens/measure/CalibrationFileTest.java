package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.SharedData;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** One calibration in the files of many programs. */
class CalibrationFileTest {

  private static final CameraModel LEFT =
      new CameraModel(
          1107.5,
          1101.25,
          822.5,
          615.375,
          Distortion.of(-0.0836, 0.0595, 0.001, -0.0005, 0.012),
          null);
  private static final CameraModel RIGHT =
      new CameraModel(1102.5, 1097.25, 819.25, 616, Distortion.of(-0.09, 0.095), null);
  private static final StereoCalibration RIG =
      new StereoCalibration(
          LEFT,
          RIGHT,
          Rotation.of(0.96, 0, 0.28, 0, 1, 0, -0.28, 0, 0.96),
          new Position(-209.75, 4.0625, 4.5),
          null,
          null,
          "rig");

  private static final String INTRINSICS =
      """
      M1: !!opencv-matrix
         rows: 3
         cols: 3
         dt: d
         data: [ 1.1075e+03, 0., 822.5, 0., 1101.25,
             615.375, 0., 0., 1. ]
      D1: !!opencv-matrix
         rows: 1
         cols: 5
         dt: d
         data: [ -0.0836, 5.95e-02, 0.001, -0.0005, 0.012 ]
      M2: !!opencv-matrix
         rows: 3
         cols: 3
         dt: d
         data: [ 1102.5, 0., 819.25, 0., 1097.25, 616., 0., 0., 1. ]
      D2: !!opencv-matrix
         rows: 1
         cols: 4
         dt: d
         data: [ -0.09, 0.095, 0., 0. ]
      """;

  private static final String EXTRINSICS =
      """
      R: !!opencv-matrix
         rows: 3
         cols: 3
         dt: d
         data: [ 0.96, 0., 0.28, 0., 1., 0., -0.28, 0., 0.96 ]
      T: !!opencv-matrix
         rows: 3
         cols: 1
         dt: d
         data: [ -209.75, 4.0625, 4.5 ]
      """;

  private static final String YAML = "%YAML:1.0\n---\n" + INTRINSICS + EXTRINSICS;

  private static final String XML =
      """
      <?xml version="1.0"?>
      <opencv_storage>
      <M1 type_id="opencv-matrix"><rows>3</rows><cols>3</cols><dt>d</dt>
        <data>
          1107.5 0. 822.5 0. 1101.25
          615.375 0. 0. 1.</data></M1>
      <D1 type_id="opencv-matrix"><rows>1</rows><cols>5</cols><dt>d</dt>
        <data>-8.36e-02 0.0595 0.001 -0.0005 0.012</data></D1>
      <M2 type_id="opencv-matrix"><rows>3</rows><cols>3</cols><dt>d</dt>
        <data>1102.5 0. 819.25 0. 1097.25 616. 0. 0. 1.</data></M2>
      <D2 type_id="opencv-matrix"><rows>1</rows><cols>4</cols><dt>d</dt>
        <data>-0.09 0.095 0. 0.</data></D2>
      <R type_id="opencv-matrix"><rows>3</rows><cols>3</cols><dt>d</dt>
        <data>0.96 0. 0.28 0. 1. 0. -0.28 0. 0.96</data></R>
      <T type_id="opencv-matrix"><rows>3</rows><cols>1</cols><dt>d</dt>
        <data>-209.75 4.0625 4.5</data></T>
      <note>"made by hand"</note>
      </opencv_storage>
      """;

  private static final String VIAME_JSON =
      """
      {"fx_left": 1107.5, "fy_left": 1101.25, "cx_left": 822.5, "cy_left": 615.375,
       "k1_left": -0.0836, "k2_left": 0.0595, "p1_left": 0.001, "p2_left": -0.0005,
       "k3_left": 0.012, "fx_right": 1102.5, "fy_right": 1097.25, "cx_right": 819.25,
       "cy_right": 616.0, "k1_right": -0.09, "k2_right": 0.095,
       "R": [0.96, 0, 0.28, 0, 1, 0, -0.28, 0, 0.96], "T": [-209.75, 4.0625, 4.5]}
      """;

  private static final String OPENCV_JSON =
      """
      {"cameraMatrix1": {"type_id": "opencv-matrix", "rows": 3, "cols": 3, "dt": "d",
         "data": [1107.5, 0.0, 822.5, 0.0, 1101.25, 615.375, 0.0, 0.0, 1.0]},
       "distCoeffs1": {"type_id": "opencv-matrix", "rows": 1, "cols": 5, "dt": "d",
         "data": [-0.0836, 0.0595, 0.001, -0.0005, 0.012]},
       "cameraMatrix2": [[1102.5, 0, 819.25], [0, 1097.25, 616], [0, 0, 1]],
       "distCoeffs2": [[-0.09, 0.095, 0, 0]],
       "R": [[0.96, 0, 0.28], [0, 1, 0], [-0.28, 0, 0.96]], "T": [[-209.75], [4.0625], [4.5]]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"rig.yml", "rig.yaml", "rig.xml", "viame.json", "opencv.json"})
  void textsOfOpenCvAndViame(String name) throws IOException {
    String text =
        switch (name) {
          case "rig.xml" -> XML;
          case "viame.json" -> VIAME_JSON;
          case "opencv.json" -> OPENCV_JSON;
          default -> YAML;
        };

    assertReads(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void thePairOfIntrinsicsAndExtrinsicsByEitherName() throws IOException {
    Path one = Files.writeString(folder.resolve("intrinsics.yml"), "%YAML:1.0\n" + INTRINSICS);
    Path two = Files.writeString(folder.resolve("extrinsics.yml"), "%YAML:1.0\n" + EXTRINSICS);

    assertReads(one);
    assertReads(two);

    Files.delete(two);
    assertThatThrownBy(() -> CalibrationFile.read(one, null))
        .hasMessage(
            one
                + " is no calibration of two cameras: it lacks the rotation between the cameras (R"
                + " or om)");
  }

  @Test
  void anArchiveOfNumPy() throws IOException {
    Path file = folder.resolve("rig.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      array(zip, "cameraMatrixL", "(3, 3)", false, 1107.5, 0, 822.5, 0, 1101.25, 615.375, 0, 0, 1);
      array(zip, "distCoeffsL", "(1, 5)", false, -0.0836, 0.0595, 0.001, -0.0005, 0.012);
      array(zip, "cameraMatrixR", "(3L, 3L)", false, 1102.5, 0, 819.25, 0, 1097.25, 616, 0, 0, 1);
      array(zip, "distCoeffsR", "(4,)", false, -0.09, 0.095, 0, 0);
      // As FORTRAN has it: column by column.
      array(zip, "R", "(3, 3)", true, 0.96, 0, -0.28, 0, 1, 0, 0.28, 0, 0.96);
      array(zip, "T", "(3, 1)", false, -209.75, 4.0625, 4.5);
    }

    assertReads(file);
  }

  private static void array(
      ZipOutputStream zip, String name, String shape, boolean fortran, double... values)
      throws IOException {
    String header =
        "{'descr': '<f8', 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(fortran ? "True" : "False", shape);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.write(
        ByteBuffer.allocate(2)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) header.length())
            .array());
    bytes.write(header.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer numbers = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      numbers.putDouble(value);
    }
    bytes.write(numbers.array());
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(bytes.toByteArray());
    zip.closeEntry();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMatlabFileOfBouguetAndOfCamTrawl(boolean inStruct) throws IOException {
    assertReads(matlab(inStruct, 0));
  }

  @Test
  void skewedPixelsAreRefused() throws IOException {
    assertThatThrownBy(() -> CalibrationFile.read(matlab(false, 1e-3), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rig.mat")
        .hasMessageContaining("the pixels of the left camera are skewed");
  }

  private Path matlab(boolean inStruct, double skew) throws IOException {
    MatFile mat = Mat5.newMatFile();
    Struct cal = Mat5.newStruct();
    put(mat, cal, inStruct, "om", 0, Math.asin(0.28), 0);
    put(mat, cal, inStruct, "T", -209.75, 4.0625, 4.5);
    put(mat, cal, inStruct, "fc_left", 1107.5, 1101.25);
    put(mat, cal, inStruct, "cc_left", 822.5, 615.375);
    put(mat, cal, inStruct, "kc_left", -0.0836, 0.0595, 0.001, -0.0005, 0.012);
    put(mat, cal, inStruct, "alpha_c_left", skew);
    put(mat, cal, inStruct, "fc_right", 1102.5, 1097.25);
    put(mat, cal, inStruct, "cc_right", 819.25, 616);
    put(mat, cal, inStruct, "kc_right", -0.09, 0.095, 0, 0, 0);
    put(mat, cal, inStruct, "alpha_c_right", 0);
    mat.addArray("note", Mat5.newString("calibrated in the pool"));
    if (inStruct) {
      mat.addArray("Cal", cal);
    }
    Path file = folder.resolve("rig.mat");
    mat.writeTo(Sinks.newStreamingFile(file.toFile()));
    return file;
  }

  private static void put(
      MatFile mat, Struct cal, boolean inStruct, String name, double... column) {
    Matrix matrix = Mat5.newMatrix(column.length, 1);
    for (int i = 0; i < column.length; i++) {
      matrix.setDouble(i, column[i]);
    }
    if (inStruct) {
      cal.set(name, matrix);
    } else {
      mat.addArray(name, matrix);
    }
  }

  @Test
  void theCalibrationsOfViame() throws IOException {
    StereoCalibration rig =
        CalibrationFile.read(SharedData.path("golden/stereo/viame/calibration_matrices.npz"), null)
            .calibration();
    StereoCalibration golden =
        GoldenStereo.calibration(GoldenStereo.json("viame/lengths_from_calibration.json"));
    assertThat(rig.left()).isEqualTo(golden.left());
    assertThat(rig.right()).isEqualTo(golden.right());
    assertThat(rig.rotation()).isEqualTo(golden.rotation());
    assertThat(rig.translation()).isEqualTo(golden.translation());

    // This one is in metres, and nothing in it says so.
    Path metres = SharedData.path("golden/stereo/viame/ifremer_calibration.npz");
    assertThatThrownBy(() -> CalibrationFile.read(metres, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not say its unit of length, and its baseline of 0.065")
        .hasMessageEndingWith("add --unit mm, cm or m");
    assertThat(CalibrationFile.read(metres, LengthUnit.M).calibration().baselineMm())
        .isBetween(65.1, 65.3);
  }

  @Test
  void theUnitIsThatOfTheFileOrGivenOrToldByTheBaseline() throws IOException {
    Path silent = Files.writeString(folder.resolve("silent.yml"), YAML);
    CalibrationFile read = CalibrationFile.read(silent, null);
    assertThat(read.unit()).isEqualTo(LengthUnit.MM);
    assertThat(read.unitReason())
        .startsWith("the file does not say; its baseline of 209.8 makes sense in mm");
    assertThat(CalibrationFile.read(silent, LengthUnit.CM).calibration().translation())
        .isEqualTo(RIG.translation().times(10));

    Path told = Files.writeString(folder.resolve("told.yml"), YAML + "unit: cm\n");
    assertThat(CalibrationFile.read(told, null).calibration().translation())
        .isEqualTo(RIG.translation().times(10));
    assertThatThrownBy(() -> CalibrationFile.read(told, LengthUnit.MM))
        .hasMessage(told + " says that its unit of length is cm, not mm; leave out --unit");

    assertThatThrownBy(() -> CalibrationFile.read(silent, LengthUnit.M))
        .hasMessageContaining("would have its cameras")
        .hasMessageContaining("mm apart with m as its unit of length");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.08, 8, 19.9, 3001})
  void aBaselineThatTellsNoUnitIsRefused(double baseline) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rig.yml"),
            YAML.replace(
                "-209.75, 4.0625, 4.5", String.format(Locale.ROOT, "%s, 0., 0.", -baseline)));

    assertThatThrownBy(() -> CalibrationFile.read(file, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not say its unit of length")
        .hasMessageContaining(String.valueOf(baseline));
  }

  @Test
  void whatElseAFileSays() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rig.yml"),
            YAML
                + """
                image_width: 1648
                image_height: 1232
                unit: mm
                medium: air
                nearest: 812.5
                farthest: 4100.
                source: "pool, 3 March"
                """);

    StereoCalibration read = CalibrationFile.read(file, null).calibration();

    assertThat(read.left().picture()).isEqualTo(new PictureSize(1648, 1232));
    assertThat(read.right().picture()).isEqualTo(new PictureSize(1648, 1232));
    assertThat(read.medium()).isEqualTo(Medium.AIR);
    assertThat(read.workingRange()).isEqualTo(new WorkingRange(812.5, 4100));
    assertThat(read.source()).isEqualTo("pool, 3 March");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: [ 0.96, 0., 0.28, 0.| data: [ 0.5, 0., 0.28, 0. | this is no rotation",
        "M2:| N2: | it lacks the right camera (M2, cameraMatrixR, fx_right or fc_right)",
        "D1:| E1: | it lacks the lens of the left camera (D1)",
        "1.1075e+03, 0.,| 1.1075e+03, 0.7, | the pixels of the left camera are skewed",
        "1.1075e+03| .nan | line 7: it cannot be read as YAML",
        "1.1075e+03| -5. | no camera has the focal lengths -5.0",
        "-209.75, 4.0625, 4.5| 0., 0., 0. | does not say its unit",
        "-209.75, 4.0625, 4.5| -209.75, 4.0625 | the way between the cameras (T) should have 3",
        "0.012 ]| 0.012, 0., 0., 0., 0.3 ] | thin prism or tilt",
        "M1:| M1: [ | it cannot be read as YAML",
      })
  void whatIsNoCalibrationIsRefusedInASentence(String part, String instead, String sentence)
      throws IOException {
    Path file = Files.writeString(folder.resolve("rig.yml"), YAML.replace(part, instead));

    assertThatThrownBy(() -> CalibrationFile.read(file, null))
        .isInstanceOf(IOException.class)
        .message()
        .contains("rig.yml")
        .contains(sentence)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rig.yml", "rig.xml", "rig.json", "rig.npz", "rig.mat", "rig.cam"})
  void rubbishIsRefusedWithTheNameOfTheFile(String name) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[] {0, 1, 2, (byte) 0xff, '{', 'x'});

    assertThatThrownBy(() -> CalibrationFile.read(file, null))
        .isInstanceOf(IOException.class)
        .message()
        .contains(name)
        .doesNotContain("\n");
    Files.writeString(file, "");
    assertThatThrownBy(() -> CalibrationFile.read(file, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> CalibrationFile.read(folder.resolve("none.yml"), null))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("none.yml does not exist; name a calibration file");
  }

  private static void assertReads(Path file) throws IOException {
    StereoCalibration read = CalibrationFile.read(file, null).calibration();
    assertThat(read.left()).isEqualTo(RIG.left());
    assertThat(read.right()).isEqualTo(RIG.right());
    assertThat(read.translation()).isEqualTo(RIG.translation());
    for (int i = 0; i < 9; i++) {
      assertThat(read.rotation().at(i / 3, i % 3))
          .isCloseTo(RIG.rotation().at(i / 3, i % 3), within(1e-15));
    }
    assertThat(read.medium()).isNull();
    assertThat(read.source()).isEqualTo(file.getFileName().toString());
  }
}

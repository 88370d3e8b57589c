package org.reeflens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

class ModelPackageTest {

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void writePackage() throws IOException {
    folder = TestPackage.tiny(temporary.resolve("package")).write();
  }

  @Test
  void packageSaysWhatItsManifestSays() {
    ModelPackage model = ModelPackage.open(folder);

    assertThat(model).hasToString("tiny:1.0.0");
    assertThat(model.classes()).containsExactly(new Taxon("fish", Rank.UNRANKED, null, null));
    assertThat(model.engines()).containsExactly(Engine.ONNXRUNTIME, Engine.PYTORCH);
    assertThat(model.weights(Engine.PYTORCH)).isEqualTo(folder.resolve("weights.pt"));
    assertThat(model.manifest().thresholds().confidence())
        .isEqualTo(new ModelManifest.Threshold(0.25, "guess"));
    assertThat(model.manifest().input().bytesPerPicture()).isEqualTo(18);
    assertThat(model.manifest().input().shape(4)).containsExactly(4, 2, 3, 3);
    assertThat(model.sha256()).matches("[0-9a-f]{64}");
    assertThat(model.golden()).isEmpty();
  }

  @Test
  void alteredWeightsAreRefused() throws IOException {
    Path weights = folder.resolve("weights.onnx");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[100] ^= 1;
    Files.write(weights, bytes);

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelPackage.open(folder))
        .withMessage(
            weights
                + " was altered: its SHA-256 differs from the one in model.json; install the model"
                + " package again");
  }

  @Test
  void longerFileIsRefused() throws IOException {
    Path weights = folder.resolve("weights.onnx");
    Files.write(weights, new byte[2000]);

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelPackage.open(folder))
        .withMessage(weights + " has 2000 bytes instead of 998; install the model package again");
  }

  @Test
  void missingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("taxonomy.json"));

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelPackage.open(folder))
        .withMessage(
            folder.resolve("taxonomy.json")
                + " is missing or no plain file; install the model package again");
  }

  @Test
  void linkOutOfTheFolderIsRefused() throws IOException {
    Path weights = folder.resolve("weights.onnx");
    Path outside = temporary.resolve("outside.onnx");
    Files.move(weights, outside);
    Files.createSymbolicLink(weights, outside);

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelPackage.open(folder))
        .withMessage(weights + " leads out of its model package; replace the link by the file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../weights.onnx", "/etc/passwd", "a/../../b", "C:x", "a\\\\b", "./a", "", "a//b"})
  void pathOutOfTheFolderIsRefused(String path) throws IOException {
    edit("weights.onnx", path);

    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(folder.resolve("model.json").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"pad\" : 114, | '' | field 'input.pad' is missing",
        "\"pad\" : 114 | \"pad\" : 114, \"padding\" : 1 | field 'input.padding' is not known",
        "\"licence\" : | \"license\" : | field 'licence' is missing",
        "\"pad\" : 114 | \"pad\" : \"grey\" | field 'input.pad' must be a whole number",
        "\"pad\" : 114 | \"pad\" : 300 | input.pad must be 0 to 255: 300",
        "\"pad\" : 114 | \"pad\" : 114, \"background\" : 1 | field 'input.background' must be true"
            + " or false",
        "NHWC | CHW | field 'input.layout' must be one of nhwc, nchw",
        "\"onnxruntime\" : | \"tensorflow\" : | no engine is called 'tensorflow'; engines:"
            + " onnxruntime, pytorch",
        "0.25 | 1.25 | a threshold must be 0 to 1: 1.25",
        "\"version\" : \"1.0.0\" | \"version\" : \"1.0\" | version must be three numbers like"
            + " 1.0.0: 1.0",
        "\"detr\" | \"yolov8\" | output.names must have 1 for the decoder YOLOV8",
      })
  void wrongFieldIsNamed(String from, String to, String message) throws IOException {
    edit(from, to);

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelPackage.open(folder))
        .withMessage(folder.resolve("model.json") + ": " + message);
  }

  @Test
  void networkThatSeesTheBackgroundTakesTwiceTheRows() throws IOException {
    edit("\"pad\" : 114", "\"pad\" : 114, \"background\" : true");

    ModelManifest.Input input = ModelPackage.open(folder).manifest().input();

    assertThat(input.bytesPerPicture()).isEqualTo(36);
    assertThat(input.shape(4)).containsExactly(4, 4, 3, 3);
    assertThat(input.height()).isEqualTo(2);
  }

  @Test
  void backgroundNeedsRowsOfBytes() throws IOException {
    edit("\"pad\" : 114", "\"pad\" : 114, \"background\" : true");
    edit("NHWC", "NCHW");

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelPackage.open(folder))
        .withMessage(
            folder.resolve("model.json")
                + ": input.background needs input.type uint8 and input.layout NHWC");
  }

  @Test
  void sameFieldTwiceIsRefused() throws IOException {
    edit("\"pad\" : 114", "\"pad\" : 114, \"pad\" : 0");

    assertThatThrownBy(() -> ModelPackage.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is not valid JSON: Duplicate field 'pad'");
  }

  @Test
  void folderWithoutManifestIsNoPackage() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelPackage.open(temporary))
        .withMessage(temporary + " is not a model package: it has no model.json");
  }

  @Test
  void goldenCaseIsRead() throws IOException {
    byte[] picture = new byte[18];
    picture[17] = 5;
    ModelPackage model =
        TestPackage.tiny(temporary.resolve("golden"))
            .golden(
                picture, "{\"input\": \"input.bin\", \"rows\": [[3, 1, 2.5]], \"tolerance\": 1e-4}")
            .open();

    GoldenCase golden = model.golden().orElseThrow();

    assertThat(golden.tolerance()).isEqualTo(1e-4);
    assertThat(golden.rows()).containsExactly(new GoldenCase.Row(3, List.of(1.0, 2.5)));
    assertThat(golden.input().remaining()).isEqualTo(18);
    assertThat(golden.input().get(17)).isEqualTo((byte) 5);
  }

  @Test
  void goldenInputOfAnotherSizeIsRefused() throws IOException {
    ModelPackage model =
        TestPackage.tiny(temporary.resolve("golden"))
            .golden(
                new byte[17],
                "{\"input\": \"input.bin\", \"rows\": [[3, 1, 2.5]], \"tolerance\": 1e-4}")
            .open();

    assertThatThrownBy(model::golden)
        .isInstanceOf(ModelException.class)
        .hasMessageEndingWith("must hold 1 to 2 pictures of 18 bytes, but has 17 bytes");
  }

  private void edit(String from, String to) throws IOException {
    Path file = folder.resolve("model.json");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}

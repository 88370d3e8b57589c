package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.frame.PictureFrame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.ImportOptions;
import org.reeflens.inference.ImportedModel;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.ModelImport;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest.Colour;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.NumberType;
import org.reeflens.model.ModelManifest.Resize;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.TestPackage;
import org.reeflens.taxonomy.Rank;

/** Files as users bring them, through the importer and the detector, on real pictures. */
class ImportedModelTest {

  /** COCO's class that both networks see in the sharks. */
  private static final int AEROPLANE = 4;

  private static final String SHARKS =
      "data/detect/aquarium/test/images/"
          + "IMG_2514_jpeg_jpg.rf.6ccb3859d75fc5cfe053b1c1474254b2.jpg";

  @TempDir private Path folder;

  /**
   * Expected boxes: Python, onnxruntime 1.30, NumPy and OpenCV 5, with decoders of their own. JPEG
   * decoders and scalers differ a little. The truth boxes of the two sharks are the set's own.
   */
  @Test
  void nanoDetBoxesTheSharksAsPythonDoes() throws IOException, InterruptedException {
    ImportedModel imported = ModelImport.draft(nanoDet(), out(), ImportOptions.NONE);

    assertThat(imported.model().manifest().output().decoder()).isEqualTo(Decoder.NANODET);
    assertThat(imported.model().manifest().output().strides()).containsExactly(8, 16, 32, 64);
    assertThat(imported.model().manifest().input().colour()).isEqualTo(Colour.BGR);
    assertThat(imported.model().manifest().input().resize()).isEqualTo(Resize.STRETCH);
    assertThat(imported.model().manifest().input().batch()).isEqualTo(1);
    assertThat(imported.model().classes()).hasSize(80);
    List<Detection> found = find(imported.model(), 0.5, Decoder.NANODET);
    assertThat(found).hasSize(2);
    assertBox(found.get(0), 0.579, 142.3, 326.6, 322.8, 421.8);
    assertBox(found.get(1), 0.542, 134.0, 75.1, 306.3, 162.6);
    assertSharks(found);
  }

  @Test
  void yoloxNanoBoxesTheSharksAsPythonDoes() throws IOException, InterruptedException {
    Path file = SharedData.path("weights/yolox_nano_416_coco/yolox_nano.onnx");
    ImportedModel imported =
        ModelImport.draft(file, out(), ImportOptions.NONE.withLicence("Apache-2.0"));

    assertThat(imported.model()).hasToString("yolox-nano:1.0.0");
    assertThat(imported.model().manifest().licence()).isEqualTo("Apache-2.0");
    assertThat(imported.model().manifest().input().resize()).isEqualTo(Resize.LETTERBOX_TOP_LEFT);
    List<Detection> found = find(imported.model(), 0.5, Decoder.YOLOX);
    assertThat(found).hasSize(2);
    assertBox(found.get(0), 0.8316, 133.29, 77.03, 303.84, 162.63);
    assertSharks(found);
  }

  @Test
  void wrongDecoderOfTheUserGivesOtherBoxesButAValidPackage()
      throws IOException, InterruptedException {
    Path file = SharedData.path("weights/yolox_nano_416_coco/yolox_nano.onnx");
    ModelPackage model =
        ModelImport.draft(file, out(), ImportOptions.NONE.withDecoder(Decoder.YOLOV5)).model();

    assertThat(find(model, 0.5, Decoder.YOLOV5))
        .noneMatch(one -> one.box().width() > 100 && one.box().height() > 50);
  }

  @Test
  void packageRepeatsItsSelfTest() throws IOException {
    ModelPackage model = ModelImport.draft(nanoDet(), out(), ImportOptions.NONE).model();

    try (InferenceSession session = InferenceSession.open(model, SessionOptions.DEFAULT)) {
      assertThat(SelfTest.run(model, session).numbers()).isEqualTo(12 * 16);
    }
  }

  @Test
  void namesThatTheTaxonomyKnowsGetTheirRank() throws IOException {
    List<String> names = new ArrayList<>(Collections.nCopies(79, "thing"));
    names.add(0, "Girella tricuspidata");
    ImportedModel imported =
        ModelImport.draft(nanoDet(), out(), ImportOptions.NONE.withClasses(names));

    assertThat(imported.model().classes().get(0).rank()).isEqualTo(Rank.SPECIES);
    assertThat(imported.model().classes().get(1).rank()).isEqualTo(Rank.UNRANKED);
    assertThat(imported.check())
        .contains(
            "classes: 79 of 80 names are not in ReefLens' taxonomy and have no rank; add it in"
                + " taxonomy.json");
  }

  @Test
  void cardSaysThatNothingWasMeasured() throws IOException {
    ModelImport.draft(nanoDet(), out(), ImportOptions.NONE);

    assertThat(out().resolve("MODEL_CARD.md"))
        .content()
        .contains("ReefLens did not train it and has not measured it")
        .contains("Licence of the weights: not given")
        .contains("the confidence of 0.25 is a guess");
  }

  @ParameterizedTest
  @CsvSource({"onnx", "pt"})
  void secondInputForTheSizeIsFound(String ending) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("rt." + ending), resource("labelled." + ending));
    ImportOptions options =
        ImportOptions.NONE.withClasses(List.of("a", "b", "c")).withDecoder(Decoder.LABELLED);
    ModelPackage model =
        ModelImport.draft(
                file,
                out(),
                ending.equals("pt") ? options.withSize(new ImportOptions.Size(3, 2)) : options)
            .model();

    assertThat(model.manifest().input().sizeName()).isNotNull();
    assertThat(model.manifest().input().layout()).isEqualTo(Layout.NHWC);
    assertThat(model.manifest().input().type()).isEqualTo(NumberType.UINT8);
    assertThat(model.manifest().input().batch()).isEqualTo(4);
    assertThat(model.engines())
        .containsExactly(ending.equals("pt") ? Engine.PYTORCH : Engine.ONNXRUNTIME);
    try (InferenceSession session = InferenceSession.open(model, SessionOptions.DEFAULT)) {
      assertThat(SelfTest.run(model, session).numbers()).isEqualTo(3 * 4);
    }
  }

  @Test
  void torchScriptNeedsTheSize() throws IOException {
    Path file = Files.write(folder.resolve("boxes.pt"), resource("boxes.pt"));

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelImport.draft(file, out(), ImportOptions.NONE))
        .withMessage(
            file
                + " does not say the size of its pictures; give that of its training, such as"
                + " --size 640x640");
    assertThat(out()).doesNotExist();
  }

  @Test
  void fileThatIsNoNetworkIsRefused() throws IOException {
    Path onnx = Files.writeString(folder.resolve("notes.onnx"), "no network");
    Path weights = Files.writeString(folder.resolve("weights.pth"), "no network");
    Path text = Files.writeString(folder.resolve("notes.txt"), "no network");

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelImport.draft(onnx, out(), ImportOptions.NONE))
        .withMessageStartingWith(onnx + " cannot be loaded: ");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelImport.draft(weights, out(), ImportOptions.NONE))
        .withMessageEndingWith(
            "; weights alone are not enough, export the network with torch.jit.trace or to ONNX");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelImport.draft(text, out(), ImportOptions.NONE))
        .withMessage(text + " must end in .onnx, .pt or .torchscript");
  }

  @Test
  void folderThatIsThereIsNotTouched() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("mine.txt"), "mine");

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelImport.draft(nanoDet(), out(), ImportOptions.NONE))
        .withMessage(out() + " is there already; name a folder that is not");
  }

  private Path out() {
    return folder.resolve("package");
  }

  private Path nanoDet() throws IOException {
    return Files.write(folder.resolve("nanodet.onnx"), resource("nanodet/nanodet-plus-m-416.onnx"));
  }

  private static byte[] resource(String name) throws IOException {
    return TestPackage.resource(name);
  }

  private static List<Detection> find(ModelPackage model, double confidence, Decoder decoder)
      throws IOException, InterruptedException {
    assertThat(model.manifest().output().decoder()).isEqualTo(decoder);
    Path picture = SharedData.path(SHARKS);
    try (Detector detector =
        Detector.open(model, DetectorOptions.DEFAULT.withConfidence(confidence))) {
      return detector.detect(detector.pack(List.of(PictureFrame.read(picture)))).get(0).stream()
          .filter(one -> one.confidence() >= confidence)
          .toList();
    }
  }

  private static void assertBox(
      Detection one, double confidence, double left, double top, double right, double bottom) {
    assertThat(one.classIndex()).isEqualTo(AEROPLANE);
    assertThat(one.confidence()).isCloseTo(confidence, within(0.05));
    assertThat(one.box().iou(new Box(left, top, right, bottom))).isGreaterThan(0.97);
  }

  /** By the labels of the picture, 360 by 480 pixels. */
  private static void assertSharks(List<Detection> found) {
    List<Box> truth =
        List.of(Box.ofSize(131.7, 76.1, 172.5, 96.1), Box.ofSize(128.2, 332.1, 191.7, 90.5));
    for (Box shark : truth) {
      assertThat(found).anyMatch(one -> one.box().iou(shark) > 0.75);
    }
  }
}

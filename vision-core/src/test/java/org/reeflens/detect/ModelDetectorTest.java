package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reeflens.SharedData;
import org.reeflens.frame.PictureFrame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.TestPackage;

class ModelDetectorTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyFrameOfAPartBatchGetsItsOwnDetections(Engine engine)
      throws IOException, InterruptedException {
    try (Detector detector =
        Detector.open(
            boxes(),
            DetectorOptions.DEFAULT.withSession(
                SessionOptions.DEFAULT.withEngine(engine).withBatch(2)))) {
      assertThat(detector.batchSize()).isEqualTo(2);
      Detector.Batch first =
          detector.pack(
              List.of(
                  picture(0, 0, 2, 2, 50, 1, 1, 1, 3, 2, 90, 0, 0, 0, 0, 0, 0, 0),
                  picture(1, 0, 9, 9, 101, 0, 0, 0, 1, 1, 8, 0, 0, 0, 1, 1, 25, 2)));
      Detector.Batch second =
          detector.pack(List.of(picture(0, 0, 1, 1, 30, 0, 2, 1, 2, 2, 99, 0, 3, 2, 9, 9, 99, 0)));

      assertThat(second.size()).isEqualTo(1);
      assertThat(detector.detect(first))
          .containsExactly(
              List.of(
                  new Detection(new Box(0.5, 0.5, 2.5, 1.5), 0.9f, 0),
                  new Detection(new Box(-0.5, -0.5, 1.5, 1.5), 0.5, 1)),
              // Clipped to the picture and to a confidence of one; 0.08 is below a third of the
              // threshold.
              List.of(
                  new Detection(new Box(0.5, -0.5, 2.5, 1.5), 1, 0),
                  new Detection(new Box(-0.5, -0.5, 0.5, 0.5), 0.25, 2)));
      // A box without height and one outside the picture are none.
      assertThat(detector.detect(second))
          .containsExactly(List.of(new Detection(new Box(-0.5, -0.5, 0.5, 0.5), 0.3f, 0)));
    }
  }

  @Test
  void lowerConfidenceShowsMore() throws IOException, InterruptedException {
    try (Detector detector = Detector.open(boxes(), DetectorOptions.DEFAULT.withConfidence(0.01))) {
      List<List<Detection>> found =
          detector.detect(
              detector.pack(
                  List.of(picture(0, 0, 1, 1, 24, 0, 1, 0, 2, 1, 1, 0, 0, 0, 1, 1, 0, 0))));

      assertThat(found.get(0)).extracting(Detection::confidence).hasSize(2);
    }
  }

  @Test
  void packWaitsUntilABatchIsGivenBack() throws Exception {
    try (Detector detector = Detector.open(boxes())) {
      List<PictureFrame> frames = List.of(picture(new int[18]));
      Detector.Batch first = detector.pack(frames);
      detector.pack(frames);
      detector.pack(frames);
      CountDownLatch packed = new CountDownLatch(1);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread packer =
          new Thread(
              () -> {
                try {
                  detector.pack(frames);
                  packed.countDown();
                } catch (InterruptedException e) {
                  failure.set(e);
                }
              });
      packer.start();

      assertThat(packed.await(100, TimeUnit.MILLISECONDS)).isFalse();
      first.close();
      first.close();
      assertThat(packed.await(10, TimeUnit.SECONDS)).isTrue();
      packer.join();
      assertThat(failure).hasValue(null);
    }
  }

  @Test
  void analysesThatShareADetectorGetTheirOwnDetections() throws Exception {
    try (Detector detector = Detector.open(boxes())) {
      List<CompletableFuture<List<Long>>> analyses = new ArrayList<>();
      for (int percent : List.of(50, 75)) {
        analyses.add(CompletableFuture.supplyAsync(() -> percents(detector, percent)));
      }

      assertThat(analyses.get(0).get(30, TimeUnit.SECONDS)).isEqualTo(rising(50));
      assertThat(analyses.get(1).get(30, TimeUnit.SECONDS)).isEqualTo(rising(75));
    }
  }

  /** What the detector says of 400 pictures whose pixels say {@link #rising}. */
  private static List<Long> percents(Detector detector, int first) {
    List<Long> found = new ArrayList<>();
    try {
      for (long percent : rising(first)) {
        int[] numbers = {0, 0, 1, 1, (int) percent, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        Detector.Batch batch = detector.pack(List.of(picture(numbers)));
        found.add(Math.round(100 * detector.detect(batch).get(0).get(0).confidence()));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** 400 percents, 25 different ones from the first on. */
  private static List<Long> rising(int first) {
    return LongStream.range(0, 400).mapToObj(i -> first + i % 25).toList();
  }

  @Test
  void batchIsUsedOnce() throws IOException, InterruptedException {
    try (Detector detector = Detector.open(boxes())) {
      Detector.Batch batch = detector.pack(List.of(picture(new int[18])));
      detector.detect(batch);

      assertThatIllegalStateException()
          .isThrownBy(() -> detector.detect(batch))
          .withMessage("the batch is closed");
    }
  }

  @Test
  void wrongNumberOfFramesIsRefused() throws IOException {
    try (Detector detector =
        Detector.open(
            boxes(), DetectorOptions.DEFAULT.withSession(SessionOptions.DEFAULT.withBatch(2)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> detector.pack(List.of()))
          .withMessage("a batch takes 1 to 2 frames, not 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> detector.pack(Collections.nCopies(3, picture(new int[18]))));
    }
  }

  @Test
  void batchOfAnotherDetectorIsRefused() throws IOException, InterruptedException {
    ModelPackage model = boxes();
    try (Detector one = Detector.open(model);
        Detector other = Detector.open(model)) {
      Detector.Batch batch = one.pack(List.of(picture(new int[18])));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.detect(batch))
          .withMessage("the batch was packed by another detector");
    }
  }

  @Test
  void descriptionNamesModelThresholdsAndEngine() throws IOException {
    ModelPackage model = boxes();
    try (Detector detector = Detector.open(model)) {
      assertThat(detector.describe())
          .startsWith(
              "tiny:1.0.0 (SHA-256 " + model.sha256() + "), confidence 0.25, ONNX Runtime 1")
          .endsWith("cpu, batch 1");
    }
  }

  @Test
  void packageWithoutBoxesIsNoDetector() throws IOException {
    ModelPackage model =
        TestPackage.tiny(folder)
            .task("classification")
            .output("{\"decoder\": \"scores\", \"names\": [\"total\"], \"scoresAreLogits\": false}")
            .open();

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Detector.open(model))
        .withMessage("tiny:1.0.0 is not a detector; its task is CLASSIFICATION");
  }

  /**
   * Expected boxes: Python, onnxruntime 1.30 and NumPy, OpenCV 5 for reading and bilinear scaling.
   * The JPEG decoders differ by a few levels, hence the tolerances; from the same pixels both gave
   * the same boxes to 0.01 pixels. (COCO's classes know no ray: 4 is aeroplane, 33 kite.)
   */
  @ParameterizedTest
  @CsvSource({
    "IMG_2514_jpeg_jpg.rf.6ccb3859d75fc5cfe053b1c1474254b2.jpg, 2, 4, 0.8316, 133.29, 77.03, 303.84,"
        + " 162.63",
    "IMG_8404_jpg.rf.265b89e862a375f6b89f781ea60ed480.jpg, 2, 33, 0.6014, 282.9, 253.72, 456.71,"
        + " 332.48",
    "IMG_2446_jpeg_jpg.rf.06ee05e92df8e3c33073147d8f595211.jpg, 1, 33, 0.7022, 155.61, 5.49,"
        + " 294.98, 64.86",
  })
  void yoloxNanoFindsInRealPicturesWhatPythonFinds(
      String file,
      int count,
      int classIndex,
      double confidence,
      double left,
      double top,
      double right,
      double bottom)
      throws IOException, InterruptedException {
    Path picture = SharedData.path("data/detect/aquarium/test/images").resolve(file);
    try (Detector detector =
        Detector.open(yoloxNano(), DetectorOptions.DEFAULT.withConfidence(0.4))) {
      List<Detection> found =
          detector.detect(detector.pack(List.of(PictureFrame.read(picture)))).get(0).stream()
              .filter(one -> one.confidence() >= detector.confidence())
              .toList();

      assertThat(found)
          .hasSize(count)
          .anySatisfy(
              one -> {
                assertThat(one.classIndex()).isEqualTo(classIndex);
                assertThat(one.confidence()).isCloseTo(confidence, within(0.02));
                assertThat(one.box().left()).isCloseTo(left, within(0.5));
                assertThat(one.box().top()).isCloseTo(top, within(0.5));
                assertThat(one.box().right()).isCloseTo(right, within(0.5));
                assertThat(one.box().bottom()).isCloseTo(bottom, within(0.5));
              });
    }
  }

  private ModelPackage yoloxNano() throws IOException {
    Path weights = SharedData.path("weights/yolox_nano_416_coco/yolox_nano.onnx");
    return new TestPackage(folder)
        .named("yolox-nano", "1.0.0")
        .weights(Engine.ONNXRUNTIME, "weights.onnx", Files.readAllBytes(weights))
        .classes(80)
        .input(
            """
            {"name": "images", "layout": "NCHW", "type": "float32", "width": 416, "height": 416,
             "colour": "BGR", "resize": "letterbox-top-left", "pad": 114,
             "mean": [0, 0, 0], "std": [1, 1, 1], "batch": 1}""")
        .output(
            """
            {"decoder": "yolox", "names": ["output"], "scoresAreLogits": false,
             "strides": [8, 16, 32]}""")
        .iou(0.45)
        .open();
  }

  /** A detector that finds what the pixels say; see {@code make_networks.py}. */
  private ModelPackage boxes() throws IOException {
    return new TestPackage(folder)
        .weights(Engine.ONNXRUNTIME, "weights.onnx", TestPackage.resource("boxes.onnx"))
        .weights(Engine.PYTORCH, "weights.pt", TestPackage.resource("boxes.pt"))
        .classes(3)
        .output("{\"decoder\": \"suppressed\", \"names\": [\"boxes\"], \"scoresAreLogits\": false}")
        .open();
  }

  /** A picture of 3 by 2 pixels from its 18 numbers. */
  private static PictureFrame picture(int... numbers) {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 6; i++) {
      image.setRGB(
          i % 3, i / 3, numbers[3 * i] << 16 | numbers[3 * i + 1] << 8 | numbers[3 * i + 2]);
    }
    return new PictureFrame(image);
  }
}

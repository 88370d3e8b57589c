package org.reeflens.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.frame.PictureFrame;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.TestPackage;

/** With the tiny network: features are 2 v + 1 of the 18 bytes of a 3 x 2 picture. */
class ClassifierTest {

  private static final String NAMING =
      """
      {"temperature": {"value": 2, "source": "test"},
       "ranks": {"species": {"value": 0.6, "source": "test"}}}""";

  private static final String TWO_FISH =
      """
      {"name": "Lutjanus fulvus", "rank": "species", "aphiaId": null, "parent": "Lutjanus"},
      {"name": "Zanclus cornutus", "rank": "species", "aphiaId": null, "parent": "Zanclus"}""";

  @TempDir Path folder;

  @Test
  void scoresAreTheHeadsOverTheTemperature() throws IOException {
    // The first class likes the first red value, the second has a bias of 3.
    float[][] weights = new float[2][18];
    weights[0][0] = 0.01f;
    ModelPackage model = classifier(new LinearHead(weights, new float[] {0, 3}));

    try (Classifier classifier = Classifier.open(model)) {
      Crop crop = classifier.crop(frame(), new Box(1.5, 0.5, 4.5, 2.5));
      Scores scores = classifier.classify(List.of(crop)).get(0);

      // Red of the pixel at column 2, row 1 is 10 * 2 + 50 = 70, the feature 141, the logit 1.41.
      assertThat(scores.probabilities()[0])
          .isCloseTo(1 / (1 + Math.exp((3 - 1.41) / 2)), within(1e-6));
      assertThat(scores.energy())
          .isCloseTo(2 * Math.log(Math.exp(1.41 / 2) + Math.exp(1.5)), within(1e-6));
      assertThat(classifier.namer().name(scores).taxon().scientificName())
          .isEqualTo("Zanclus cornutus");
      assertThat(classifier.describe()).startsWith("tiny:1.0.0 (SHA-256 " + model.sha256() + ")");
    }
  }

  @Test
  void moreCropsThanABatchComeOutInOrder() throws IOException {
    float[][] weights = new float[2][18];
    weights[0][0] = 1;
    ModelPackage model = classifier(new LinearHead(weights, new float[2]));

    try (Classifier classifier = Classifier.open(model)) {
      List<Crop> crops =
          IntStream.range(0, 5)
              .mapToObj(x -> classifier.crop(frame(), new Box(x - 0.5, -0.5, x + 2.5, 1.5)))
              .toList();
      List<Double> energies = classifier.classify(crops).stream().map(Scores::energy).toList();

      // Logits 20 x + 1 and 0.
      for (int x = 0; x < 5; x++) {
        assertThat(energies.get(x))
            .isCloseTo(2 * Math.log(Math.exp(10 * x + 0.5) + 1), within(1e-4));
      }
    }
  }

  @Test
  void boxIsClippedToThePicture() throws IOException {
    ModelPackage model = classifier(new LinearHead(new float[2][18], new float[2]));

    try (Backbone backbone = Backbone.open(model, SessionOptions.DEFAULT)) {
      Crop clipped = backbone.crop(frame(), new Box(-20, -20, 2.5, 1.5));

      assertThat(clipped.packed())
          .isEqualTo(backbone.crop(frame(), new Box(-0.5, -0.5, 2.5, 1.5)).packed());
      assertThatThrownBy(() -> backbone.crop(frame(), new Box(100, 0, 110, 10)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("outside the picture");
    }
  }

  @Test
  void mirrorExchangesLeftAndRight() throws IOException {
    ModelPackage model = classifier(new LinearHead(new float[2][18], new float[2]));

    try (Backbone backbone = Backbone.open(model, SessionOptions.DEFAULT)) {
      Crop crop = backbone.crop(frame(), new Box(-0.5, -0.5, 2.5, 1.5));
      Crop mirrored = backbone.mirror(crop);

      // Red of the columns 0, 1, 2 in the rows 0 and 1; the other colours are black.
      assertThat(crop.packed())
          .containsExactly(0, 0, 0, 10, 0, 0, 20, 0, 0, 50, 0, 0, 60, 0, 0, 70, 0, 0);
      assertThat(mirrored.packed())
          .containsExactly(20, 0, 0, 10, 0, 0, 0, 0, 0, 70, 0, 0, 60, 0, 0, 50, 0, 0);
      assertThat(backbone.mirror(mirrored).packed()).isEqualTo(crop.packed());
    }
  }

  @Test
  void mirrorKnowsPlanesAndFloats() {
    ModelManifest.Input planes =
        new ModelManifest.Input(
            "images",
            ModelManifest.Layout.NCHW,
            ModelManifest.NumberType.FLOAT32,
            3,
            1,
            ModelManifest.Colour.RGB,
            ModelManifest.Resize.STRETCH,
            0,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            1);
    byte[] packed = new byte[36];
    ByteBuffer.wrap(packed)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .put(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    float[] mirrored = new float[9];
    ByteBuffer.wrap(Mirror.of(planes, packed))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .get(mirrored);

    assertThat(mirrored).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7);
  }

  @Test
  void headReadsWhatItWrote() throws IOException {
    LinearHead head = new LinearHead(new float[][] {{1, 2, 3}, {4, 5, 6}}, new float[] {7, 8});
    Path file = folder.resolve("head.bin");
    head.write(file);

    LinearHead read = LinearHead.read(file, 2);
    assertThat(read.scores(new float[] {1, 0, -1})).containsExactly(7 - 2, 8 - 2);
    assertThat(Files.size(file)).isEqualTo(4 * 2 * 4);
    assertThatThrownBy(() -> LinearHead.read(file, 3))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("weights and a bias for each of 3 classes");
  }

  @Test
  void detectorIsNoClassifier() throws IOException {
    ModelPackage detector = TestPackage.tiny(folder).open();

    assertThatThrownBy(() -> Classifier.open(detector))
        .isInstanceOf(ModelException.class)
        .hasMessage("tiny:1.0.0 is no classifier; its task is DETECTION");
  }

  @Test
  void headWithoutFeaturesIsRefused() throws IOException {
    assertThatThrownBy(
            () -> TestPackage.tiny(folder).classifier(new byte[0], NAMING).task("detection").open())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("output.decoder FEATURES does not fit the task DETECTION");
  }

  private ModelPackage classifier(LinearHead head) throws IOException {
    Path file = folder.resolve("some-head.bin");
    head.write(file);
    return TestPackage.tiny(folder.resolve("model"))
        .classifier(Files.readAllBytes(file), NAMING)
        .classes(TWO_FISH)
        .open();
  }

  /** 9 x 4 pixels; red is 10 x + 50 y. */
  private static PictureFrame frame() {
    BufferedImage image = new BufferedImage(9, 4, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 9; x++) {
        image.setRGB(x, y, (10 * x + 50 * y) << 16);
      }
    }
    return new PictureFrame(image);
  }
}

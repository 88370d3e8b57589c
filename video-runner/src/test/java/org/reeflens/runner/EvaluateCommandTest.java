package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.SharedData;
import org.reeflens.classify.LinearHead;
import org.reeflens.model.TestPackage;

/** The evaluation from the command line; classifiers are the tiny network of the tests. */
class EvaluateCommandTest {

  private static final String TAXA =
      """
      {"name": "Lutjanus fulvus", "rank": "species", "aphiaId": null, "parent": "Lutjanus"},
      {"name": "Zanclus cornutus", "rank": "species", "aphiaId": null, "parent": "Zanclus"}""";

  private static final String NAMING =
      """
      {"temperature": {"value": 1, "source": "test"},
       "ranks": {"species": {"value": 0.6, "source": "test"}}}""";

  @TempDir private Path folder;

  @Test
  void detectionOnRealPicturesAgreesInBothFormsOfTheTruth() throws IOException {
    Path set = SharedData.path("data/detect/seagrass/train");
    Path images = Files.createDirectory(folder.resolve("images"));
    try (Stream<Path> all = Files.list(set.resolve("images"))) {
      for (Path picture : all.sorted().limit(12).toList()) {
        Files.copy(picture, images.resolve(picture.getFileName()));
      }
    }

    JsonNode yolo = detection(images, "--labels", set.resolve("labels").toString());
    JsonNode coco = detection(images, "--truth", set.resolve("instances.json").toString());

    assertThat(yolo.path("images").intValue()).isEqualTo(12);
    assertThat(yolo.path("animals").intValue()).isPositive();
    assertThat(yolo.path("ap50").doubleValue()).isBetween(0.3, 1.0);
    assertThat(coco.path("ap50").doubleValue())
        .isCloseTo(yolo.path("ap50").doubleValue(), within(0.01));
    assertThat(coco.at("/labels/0/label").textValue()).contains(" ");
    assertThat(yolo.at("/origin/model").textValue()).startsWith("reef-fish-detector:");
    assertThat(yolo.at("/origin/command/1").textValue()).isEqualTo("evaluate");
    assertThat(folder.resolve("out/eval-pr.svg")).exists();
    assertThat(folder.resolve("out/eval-calibration.svg")).exists();
  }

  private JsonNode detection(Path images, String... truth) throws IOException {
    return evaluate(
        Stream.concat(
                Stream.of(
                    "detection", "--model", "reef-fish-detector", "--images", images.toString()),
                Stream.of(truth))
            .toArray(String[]::new));
  }

  @Test
  void picturesAreLookedAtInTiles() throws IOException {
    Path set = SharedData.path("data/detect/seagrass/train");
    Path images = Files.createDirectory(folder.resolve("images"));
    try (Stream<Path> all = Files.list(set.resolve("images"))) {
      Path picture = all.sorted().findFirst().orElseThrow();
      Files.copy(picture, images.resolve(picture.getFileName()));
    }
    String labels = set.resolve("labels").toString();

    JsonNode once = detection(images, "--labels", labels);
    JsonNode tiled = detection(images, "--labels", labels, "--tiles", "2x2");

    assertThat(once.at("/origin/model").textValue()).doesNotContain("tiles");
    assertThat(tiled.at("/origin/model").textValue()).contains("tiles");
    assertThat(tiled.path("images").intValue()).isEqualTo(1);
    Terminal refused = detectionOf(images.toString(), labels, "--tiles", "many");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("many");
  }

  @Test
  void speciesAreNamedFromFolders() throws IOException {
    Path crops = folder.resolve("crops");
    // The first class likes red, the second has a bias.
    red(crops.resolve("Lutjanus_fulvus/1.png"), 250);
    red(crops.resolve("Lutjanus_fulvus/2.png"), 10);
    red(crops.resolve("Zanclus_cornutus/1.png"), 10);
    red(crops.resolve("Gadus_morhua/1.png"), 10);
    Path groups =
        Files.writeString(
            folder.resolve("groups.csv"),
            "file,track\nLutjanus_fulvus/1.png,a\nLutjanus_fulvus/2.png,a\n");

    JsonNode json =
        evaluate(
            "species",
            "--model",
            classifier("classification").toString(),
            "--crops",
            crops.toString(),
            "--groups",
            groups.toString(),
            "--group-column",
            "track");

    assertThat(json.path("n").intValue()).isEqualTo(3);
    assertThat(json.path("top1").doubleValue()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(json.at("/perClass/Lutjanus_fulvus/recall").doubleValue()).isEqualTo(0.5);
    assertThat(json.at("/unknownNames/Gadus_morhua/wrongSpecies/hits").intValue()).isEqualTo(1);
    // Logits 5.01 and 0.21 against 2: together the red one is the surer.
    assertThat(json.path("groupTop1").doubleValue()).isEqualTo(1);
    assertThat(folder.resolve("out/eval-confusion.csv")).exists();
  }

  @Test
  void coralIsRightAtItsTaxonOrBelow() throws IOException {
    Path patches = folder.resolve("patches");
    red(patches.resolve("Lutjanidae/1.png"), 250);
    red(patches.resolve("Lutjanidae/2.png"), 10);

    JsonNode json =
        evaluate(
            "coral",
            "--model",
            classifier("classification").toString(),
            "--patches",
            patches.toString());

    assertThat(json.path("top1").doubleValue()).isEqualTo(0.5);
    assertThat(json.at("/perClass/Lutjanidae/taxon").textValue()).isEqualTo("Lutjanidae");
  }

  @Test
  void labelsOfPatchesAreJudged() throws IOException {
    red(folder.resolve("patches/1.png"), 250);
    red(folder.resolve("patches/2.png"), 10);
    Path labels =
        Files.writeString(
            folder.resolve("labels.csv"), "file,labels\n1.png,\"0,1\"\n2.png,zanclus cornutus\n");

    JsonNode json =
        evaluate(
            "coral",
            "--model",
            classifier("multi-label").toString(),
            "--patches",
            folder.resolve("patches").toString(),
            "--labels",
            labels.toString());

    assertThat(json.path("meanAp").doubleValue()).isEqualTo(1);
    assertThat(json.at("/perClass/Zanclus cornutus/n").intValue()).isEqualTo(2);
    assertThat(json.at("/perClass/Lutjanus fulvus/n").intValue()).isEqualTo(1);
  }

  @Test
  void badInputEndsWithOneSentence() throws IOException {
    String images = Files.createDirectory(folder.resolve("images")).toString();
    String labels = Files.createDirectory(folder.resolve("labels")).toString();

    detectionOf(folder.resolve("nowhere").toString(), labels).assertRefused("nowhere");
    detectionOf(images, labels).assertRefused("holds no .jpg, .jpeg or .png picture");
    red(folder.resolve("images/a.png"), 9);
    detectionOf(images, labels).assertRefused("has no labels for any of the 1 pictures");
    Path label = folder.resolve("labels/a.txt");
    Files.writeString(label, "0 0.5 0.5 1\n");
    detectionOf(images, labels).assertRefused("a.txt, line 1 is no YOLO label");
    Files.writeString(label, "-1 0.5 0.5 1 1\n");
    detectionOf(images, labels).assertRefused("a.txt, line 1 is no YOLO label");
    Files.writeString(label, "0 0.5 0.5 1 1\n");
    detectionOf(images, labels, "--classes", "0=whale").assertRefused("'whale' is no class");
    detectionOf(images, labels, "--classes", "0").assertRefused("'0' is no mapping");
    detectionOf(images, labels, "--confidence", "2")
        .assertRefused("--confidence must be above 0, to 1: 2.0");
    Files.writeString(folder.resolve("images/a.png"), "no picture");
    detectionOf(images, labels).assertRefused("a.png");
    assertThat(folder.resolve("out/eval.json")).doesNotExist();
  }

  @Test
  void badCropsEndWithOneSentence() throws IOException {
    String classifier = classifier("classification").toString();
    String crops = Files.createDirectory(folder.resolve("crops")).toString();

    run("species", "--model", classifier, "--crops", crops).assertRefused("holds no folders");
    run("species", "--model", "reef-fish-detector", "--crops", crops)
        .assertRefused("is no classifier; its task is DETECTION");
    run("coral", "--model", classifier).assertRefused("name the patches: --patches DIR");
    run("coral", "--model", classifier, "--labels", crops + "/labels.csv")
        .assertRefused("gives no labels; its task is CLASSIFICATION");
    red(folder.resolve("crops/Zanclus_cornutus/a.png"), 9);
    run("species", "--model", classifier, "--crops", crops, "--among", "Lutjanus_fulvus")
        .assertRefused("Lutjanus_fulvus");
    Files.writeString(folder.resolve("crops/Zanclus_cornutus/a.png"), "no picture");
    run("species", "--model", classifier, "--crops", crops).assertRefused("a.png");
  }

  @Test
  void outMustBeAFile() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("out/eval.json"));

    detectionOf(folder.toString(), folder.toString()).assertRefused(taken + " is a folder");
  }

  private Terminal detectionOf(String images, String labels, String... more) {
    return run(
        Stream.concat(
                Stream.of(
                    "detection",
                    "--model",
                    "reef-fish-detector",
                    "--images",
                    images,
                    "--labels",
                    labels),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private JsonNode evaluate(String... arguments) throws IOException {
    Terminal ran = run(arguments);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("Numbers and charts are in");
    return new JsonMapper().readTree(folder.resolve("out/eval.json").toFile());
  }

  private Terminal run(String... arguments) {
    return Terminal.run(
        Stream.of(
                List.of("evaluate"),
                List.of(arguments),
                List.of("--out", folder.resolve("out/eval.json").toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  /** The features are 2 v + 1 of the pixels; the first class looks at the first red. */
  private Path classifier(String task) throws IOException {
    float[][] weights = new float[2][18];
    weights[0][0] = 0.01f;
    Path head = folder.resolve("head.bin");
    new LinearHead(weights, new float[] {0, 2}).write(head);
    return TestPackage.tiny(folder.resolve("model-" + task))
        .classifier(Files.readAllBytes(head), NAMING)
        .task(task)
        .classes(TAXA)
        .write();
  }

  private static void red(Path file, int level) throws IOException {
    BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 30; x++) {
        image.setRGB(x, y, level << 16);
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }
}

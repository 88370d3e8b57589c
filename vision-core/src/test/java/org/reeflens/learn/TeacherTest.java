package org.reeflens.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.classify.Classifier;
import org.reeflens.classify.Crop;
import org.reeflens.classify.LinearHead;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelException;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.TestPackage;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** With the tiny network, whose features are the pixels, and pictures of one colour and noise. */
class TeacherTest {

  private static final int RED = 0xb03020;
  private static final int GREEN = 0x20b030;
  private static final int BLUE = 0x2030b0;

  @TempDir Path folder;
  private Path crops;
  private Path out;

  @BeforeEach
  void drawPictures() throws IOException {
    crops = folder.resolve("crops");
    out = folder.resolve("My fish 1.2.0");
    draw("Lutjanus_fulvus", RED, 30, 3);
    draw("Zanclus_cornutus", GREEN, 20, 2);
    draw("Chromis_nova", BLUE, 12, 2);
  }

  @Test
  void packageNamesNewPictures() throws IOException, InterruptedException {
    Teaching teaching = Teacher.on(base()).teach(crops, out, TeachProgress.none());

    assertThat(teaching.name()).isEqualTo("my-fish:1.2.0");
    assertThat(teaching.pictures()).isEqualTo(62);
    assertThat(teaching.groups()).isEqualTo(26);
    assertThat(teaching.measured().top1()).isEqualTo(1);
    assertThat(teaching.measured().meanRecall()).isEqualTo(1);
    assertThat(teaching.measured().confusion())
        .isDeepEqualTo(new int[][] {{12, 0, 0}, {0, 30, 0}, {0, 0, 20}});
    try (Classifier classifier = Classifier.open(teaching.open())) {
      assertThat(classifier.classes())
          .extracting(Taxon::scientificName)
          .containsExactly("Chromis nova", "Lutjanus fulvus", "Zanclus cornutus");
      Random random = new Random(99);
      int[] colours = {BLUE, RED, GREEN};
      int right = 0;
      for (int i = 0; i < 60; i++) {
        Path picture = folder.resolve("new.png");
        paint(picture, colours[i % 3], random);
        try (Frame frame = read(picture)) {
          Crop crop = classifier.crop(frame);
          Taxon taxon = classifier.namer().name(classifier.classify(List.of(crop)).get(0)).taxon();
          assertThat(taxon).isIn(classifier.classes().get(i % 3), Taxon.UNIDENTIFIED_FISH);
          right += taxon.equals(Taxon.UNIDENTIFIED_FISH) ? 0 : 1;
        }
      }
      // About one of twenty known crops is refused by design.
      assertThat(right).isGreaterThanOrEqualTo(50);
    }
  }

  @Test
  void filesOfThePackageTellHowItWasMade() throws IOException, InterruptedException {
    ModelPackage base = base();
    Teaching teaching = Teacher.on(base).teach(crops, out, TeachProgress.none());
    ModelPackage model = teaching.open();

    assertThat(model.manifest().naming().weak()).containsExactly("Chromis nova");
    assertThat(model.manifest().naming().unidentified()).isEqualTo("unidentified fish");
    assertThat(model.manifest().licence()).startsWith("Apache-2.0 (the network of tiny:1.0.0)");
    assertThat(model.manifest().provenance())
        .containsEntry("base", "tiny:1.0.0, SHA-256 " + base.sha256())
        .containsEntry("base: made by", "a test");
    assertThat(model.classes().get(0).aphiaId()).isNull();
    assertThat(model.taxonomy().find("Pomacentridae")).map(Taxon::aphiaId).contains(125553);
    try (InferenceSession session = InferenceSession.open(model, SessionOptions.DEFAULT)) {
      assertThat(SelfTest.run(model, session).numbers()).isEqualTo(2);
    }

    assertThat(out.resolve("MODEL_CARD.md"))
        .content()
        .contains("62 pictures in 26 groups")
        .contains("`" + base.sha256() + "`")
        .contains("| 1 Chromis nova | 12 | · | · |")
        .contains("* Chromis nova: 12 pictures are few (under 15); it is weak.")
        .doesNotContain(folder.toString());
    JsonNode metrics = JsonMapper.builder().build().readTree(out.resolve("metrics.json").toFile());
    assertThat(metrics.get("top1").doubleValue()).isEqualTo(1);
    assertThat(metrics.get("n").intValue()).isEqualTo(62);
    assertThat(metrics.get("perClass").get(0).get("recall").doubleValue()).isEqualTo(1);
    assertThat(Files.readAllLines(out.resolve("pictures.csv")))
        .hasSize(63)
        .element(1)
        .asString()
        .startsWith("Chromis_nova/Canimal0_0.png,Chromis nova,Canimal0,")
        .contains(",Chromis nova,");
  }

  @Test
  void twoRunsGiveTheSameBytes() throws IOException, InterruptedException {
    Teacher.on(base()).mirror(true).teach(crops, out, TeachProgress.none());
    Path again = folder.resolve("again");
    Teacher.on(base()).mirror(true).id("my-fish:1.2.0").teach(crops, again, TeachProgress.none());

    try (Stream<Path> files = Files.walk(out).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        assertThat(again.resolve(out.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void prototypesAreTaughtOnRequest() throws IOException, InterruptedException {
    Teaching teaching =
        Teacher.on(base()).head(HeadKind.PROTOTYPE).teach(crops, out, TeachProgress.none());

    assertThat(teaching.measured().top1()).isEqualTo(1);
    assertThat(teaching.penalty()).isZero();
    assertThat(LinearHead.of(teaching.open()).orElseThrow().classes()).isEqualTo(3);
  }

  @Test
  void weaknessesAreTold() throws IOException, InterruptedException {
    draw("Abudefduf_vaigiensis", 0x808080, 20, 20);
    Files.writeString(crops.resolve("Lutjanus_fulvus/broken_1.png"), "no picture");
    Files.createDirectories(crops.resolve("Caranx_sp"));
    Teaching teaching = Teacher.on(base()).teach(crops, out, TeachProgress.none());

    assertThat(teaching.skipped())
        .hasSize(1)
        .element(0)
        .asString()
        .startsWith("Lutjanus_fulvus/broken_1.png ");
    assertThat(teaching.warnings())
        .contains(
            "Abudefduf vaigiensis: all 20 pictures are one group, so it could not be tested; it is"
                + " weak.",
            "Chromis nova: 12 pictures are few (under 15); it is weak.",
            "The folder Caranx_sp has no usable picture.")
        .anyMatch(
            warning -> warning.startsWith("Pictures left out because they cannot be read: 1"));
    assertThat(teaching.classes().get(0).asked()).isZero();
    assertThat(teaching.classes().get(0).recall()).isNull();
    assertThat(teaching.open().manifest().naming().weak())
        .containsExactlyInAnyOrder("Abudefduf vaigiensis", "Chromis nova");
  }

  @Test
  void namesWithoutGroupsAreWarnedOf() throws IOException, InterruptedException {
    Path plain = folder.resolve("plain");
    for (String name : List.of("Lutjanus_fulvus", "Zanclus_cornutus")) {
      Files.createDirectories(plain.resolve(name));
      for (int i = 0; i < 10; i++) {
        Path from = crops.resolve(name).resolve(name.charAt(0) + "animal" + i + "_0.png");
        Files.copy(from, plain.resolve(name).resolve(i + 1 + ".png"));
      }
    }
    Teaching byName = Teacher.on(base()).teach(plain, out, TeachProgress.none());
    assertThat(byName.groups()).isEqualTo(20);

    for (int i = 0; i < 10; i++) {
      Files.move(
          plain.resolve("Lutjanus_fulvus").resolve(i + 1 + ".png"),
          plain.resolve("Lutjanus_fulvus").resolve("IMG_" + i + ".png"));
    }
    Teaching guessed = Teacher.on(base()).teach(plain, folder.resolve("b"), TeachProgress.none());
    assertThat(guessed.groups()).isEqualTo(20);
    assertThat(guessed.warnings().get(0)).startsWith("File names tell no groups");
  }

  @Test
  void whatCannotBeTaughtIsRefusedInASentence() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused(empty, out, " has no folder with .jpg or .png pictures");
    refused(folder.resolve("missing"), out, "missing is no folder;");

    Path single = folder.resolve("single");
    Files.createDirectories(single);
    Files.move(crops.resolve("Chromis_nova"), single.resolve("Chromis_nova"));
    refused(single, out, "has pictures of one class only, Chromis_nova;");

    Files.createDirectories(out);
    Files.createFile(out.resolve("mine.txt"));
    refused(crops, out, "exists and is not an empty folder");
    assertThat(out.resolve("mine.txt")).exists();
    assertThatThrownBy(
            () ->
                Teacher.on(base())
                    .id("My Fish")
                    .teach(crops, folder.resolve("new"), TeachProgress.none()))
        .isInstanceOf(TeachException.class)
        .hasMessageContaining("'My Fish' cannot be the name of a package");

    Path broken = folder.resolve("broken");
    for (String name : List.of("A", "B")) {
      Files.createDirectories(broken.resolve(name));
      Files.writeString(broken.resolve(name).resolve("x_1.jpg"), "no picture");
    }
    refused(broken, folder.resolve("new"), "none of the 2 pictures in ");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void groupsThatCannotBeTestedAreRefused() {
    assertThatThrownBy(
            () ->
                Teacher.on(base())
                    .grouping(Grouping.byPattern("animal"))
                    .teach(crops, out, TeachProgress.none()))
        .isInstanceOf(TeachException.class)
        .hasMessageContaining("all pictures belong to one group");
    assertThat(out).doesNotExist();
  }

  @Test
  void packageWithoutFeaturesIsRefused() throws IOException {
    ModelPackage detector = TestPackage.tiny(folder.resolve("detector")).open();

    assertThatThrownBy(() -> Teacher.on(detector))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("tiny:1.0.0 cannot be taught on: it gives boxes, no features;");
  }

  @Test
  void progressRunsToItsEnd() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    Teacher.on(base())
        .teach(crops, out, (stage, done, total) -> lines.add(stage + " " + done + "/" + total));

    assertThat(lines).contains("FEATURES 62/62", "CROSS_VALIDATION 5/5").endsWith("HEAD 1/1");
  }

  private void refused(Path from, Path to, String sentence) {
    assertThatThrownBy(() -> Teacher.on(base()).teach(from, to, TeachProgress.none()))
        .isInstanceOf(TeachException.class)
        .hasMessageContaining(sentence);
  }

  private ModelPackage base() throws IOException {
    Path head = folder.resolve("some-head.bin");
    new LinearHead(new float[1][18], new float[1]).write(head);
    return TestPackage.tiny(folder.resolve("base"))
        .classifier(
            Files.readAllBytes(head),
            "{\"temperature\": {\"value\": 1, \"source\": \"test\"}, \"ranks\": {}}")
        .golden(
            new byte[18], "{\"input\": \"input.bin\", \"rows\": [[0, 1, 1]], \"tolerance\": 0.001}")
        .open();
  }

  /** Pictures of animals, several of each. */
  private void draw(String species, int colour, int pictures, int each) throws IOException {
    Path target = Files.createDirectories(crops.resolve(species));
    Random random = new Random(colour);
    for (int i = 0; i < pictures; i++) {
      String animal = species.charAt(0) + "animal" + i / each;
      paint(target.resolve(animal + "_" + i % each + ".png"), colour, random);
    }
  }

  private static void paint(Path file, int colour, Random random) throws IOException {
    BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 6; x++) {
        image.setRGB(x, y, colour + random.nextInt(30) * 0x010101);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static Frame read(Path picture) throws InterruptedException {
    try (VideoReader reader = Dive.of(picture).open(FrameSelection.all(), new FramePool(1))) {
      return Objects.requireNonNull(reader.next());
    }
  }
}

package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.taxonomy.Taxon;

class TeachCommandTest {

  private static final String MODEL = "imagenet-mobilenetv2";

  @TempDir private Path folder;

  @Test
  void folderOfPicturesBecomesAPackage() throws IOException {
    Path crops = crops();
    Files.createDirectories(crops.resolve("Nothing_here"));
    Path out = folder.resolve("my-fish");
    Terminal ran = Terminal.run("teach", crops.toString(), "--on", MODEL, "--out", out.toString());

    assertThat(ran.err()).contains("cross-validating: 5 of 5").doesNotContain("reeflens:");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .containsPattern("Chromis chrysura +6 +6 +6 of 6 +weak")
        .containsPattern("Zanclus cornutus +6 +6 +6 of 6 +weak")
        .contains("it recognised 100.0 %")
        .contains("Warning: Chromis chrysura: 6 pictures are few (under 15); it is weak.")
        .contains("Warning: The folder Nothing_here has no usable picture.")
        .contains("my-fish:1.0.0 is in " + out)
        .contains("--classifier " + out);
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      assertThat(models.open(out.toString()).classes())
          .extracting(Taxon::scientificName)
          .containsExactly("Chromis chrysura", "Zanclus cornutus");
    }
  }

  @Test
  void groupsAndNameAreTaken() throws IOException {
    Path crops = crops();
    Path out = folder.resolve("package");
    Terminal ran =
        Terminal.run(
            "teach",
            crops.toString(),
            "--on",
            MODEL,
            "--out",
            out.toString(),
            "--id",
            "blue:0.2.0",
            "--head",
            "prototype",
            "--mirror",
            "--group-pattern",
            "x([0-2])");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("blue:0.2.0").containsPattern("Chromis chrysura +6 +3 ");
    assertThat(out.resolve("MODEL_CARD.md"))
        .content()
        .contains("Cross-validated in 3 parts")
        .contains("file names by the pattern x([0-2])");
  }

  @Test
  void whatCannotBeTaughtEndsInASentence() throws IOException {
    String crops = crops().toString();
    String out = folder.resolve("new").toString();

    assertRefused("is no folder", "teach", "nowhere", "--on", MODEL, "--out", out);
    assertRefused("whale-finder", "teach", crops, "--on", "whale-finder", "--out", out);
    assertRefused(
        "it gives boxes, no features", "teach", crops, "--on", "reef-fish-detector", "--out", out);
    assertRefused(
        "exists and is not an empty folder", "teach", crops, "--on", MODEL, "--out", crops);
    assertRefused(
        "is no regular expression",
        "teach",
        crops,
        "--on",
        MODEL,
        "--out",
        out,
        "--group-pattern",
        "(");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void onlyOneWayToGroupIsTaken() throws IOException {
    Terminal ran =
        Terminal.run(
            "teach",
            crops().toString(),
            "--on",
            MODEL,
            "--out",
            "x",
            "--group-pattern",
            "a",
            "--groups",
            "b.csv");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("mutually exclusive");
  }

  private static void assertRefused(String sentence, String... command) {
    Terminal ran = Terminal.run(command);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(sentence).startsWith("reeflens: ");
    assertThat(ran.err().lines()).hasSize(1);
  }

  /** Dark and light stripes, six pictures each. */
  private Path crops() throws IOException {
    Path crops = folder.resolve("crops");
    Random random = new Random(1);
    for (String name : new String[] {"Chromis_chrysura", "Zanclus_cornutus"}) {
      Path target = Files.createDirectories(crops.resolve(name));
      for (int i = 0; i < 6; i++) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 48; y++) {
          for (int x = 0; x < 64; x++) {
            boolean stripe = name.startsWith("Z") && (x / 8 + i) % 2 == 0;
            image.setRGB(x, y, (stripe ? 0xd0d0a0 : 0x204060) + random.nextInt(32) * 0x010101);
          }
        }
        ImageIO.write(image, "png", target.resolve("x" + i % 3 + "y" + i + "_1.png").toFile());
      }
    }
    return crops;
  }
}

package org.reeflens.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.classify.LinearHead;
import org.reeflens.inference.InferenceSession;
import org.reeflens.inference.SelfTest;
import org.reeflens.inference.SessionOptions;
import org.reeflens.learn.HeadKind;
import org.reeflens.learn.TeachProgress;
import org.reeflens.learn.Teacher;
import org.reeflens.learn.Teaching;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;

/**
 * Teaches fish of Fish4Knowledge on the ImageNet network, which has seen none of them, and asks
 * about crops of other videos or trajectories.
 */
class TeachingTest {

  private static final String BASE = "imagenet-mobilenetv2";

  @TempDir Path folder;

  @Test
  void imageNetNetworkRepeatsItsGoldenOutput() {
    try (ModelCatalogue models = ModelCatalogue.of(List.of())) {
      ModelPackage model = models.get(BASE);
      try (InferenceSession session = InferenceSession.open(model, SessionOptions.DEFAULT)) {
        assertThat(SelfTest.run(model, session).numbers()).isEqualTo(1280);
      }
    }
  }

  @Test
  void fewCropsOfASpeciesAreUseful() throws IOException, InterruptedException {
    List<String> species =
        List.of(
            "Amphiprion_clarkii",
            "Chaetodon_lunulatus",
            "Hemigymnus_fasciatus",
            "Myripristis_kuntee",
            "Neoniphon_sammara",
            "Abudefduf_vaigiensis");
    try (ModelCatalogue models = ModelCatalogue.of(List.of());
        FishCrops crops = new FishCrops(models.get(BASE), species, 25)) {
      Path drawn = crops.draw(10, 1, folder.resolve("crops"));
      Teaching teaching =
          Teacher.on(models.get(BASE)).teach(drawn, folder.resolve("taught"), TeachProgress.none());
      FishCrops.Result result = crops.test(LinearHead.of(teaching.open()).orElseThrow());

      System.out.println(teaching.measured() + "\n" + result);
      assertThat(teaching.pictures()).isEqualTo(60);
      assertThat(result.meanRecall()).isGreaterThan(0.85);
      // What cross-validation said before is what came.
      assertThat(teaching.measured().meanRecall()).isBetween(result.meanRecall() - 0.15, 1.0);
    }
  }

  /** The table of docs/guides/teaching.md. */
  @Test
  @EnabledIfSystemProperty(named = "reeflens.curve", matches = "true")
  void learningCurve() throws IOException, InterruptedException {
    String name = System.getProperty("reeflens.curve.on", BASE);
    List<String> species =
        List.of(System.getProperty("reeflens.curve.species", "").split(",", -1)).stream()
            .filter(one -> !one.isEmpty())
            .toList();
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      ModelPackage base = models.open(name);
      List<String> taught = species.isEmpty() ? FishCrops.speciesWith(50, 10) : species;
      System.out.println(base + ": " + taught);
      try (FishCrops crops = new FishCrops(base, taught, Integer.MAX_VALUE)) {
        for (HeadKind head : HeadKind.values()) {
          for (int each : new int[] {5, 10, 20, 50}) {
            row(base, crops, each, head, false);
          }
        }
        row(base, crops, 20, HeadKind.LOGISTIC, true);
      }
    }
  }

  private void row(ModelPackage base, FishCrops crops, int each, HeadKind head, boolean mirror)
      throws IOException, InterruptedException {
    List<double[]> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      String run = each + "-" + seed;
      Path drawn = folder.resolve("crops-" + run);
      if (!Files.exists(drawn)) {
        crops.draw(each, seed, drawn);
      }
      long started = System.nanoTime();
      Teaching teaching =
          Teacher.on(base)
              .head(head)
              .mirror(mirror)
              .teach(drawn, folder.resolve("m-" + run + "-" + head + mirror), TeachProgress.none());
      double seconds = (System.nanoTime() - started) / 1e9;
      FishCrops.Result result = crops.test(LinearHead.of(teaching.open()).orElseThrow());
      runs.add(
          new double[] {
            result.top1(),
            result.meanRecall(),
            crops.calibrationError(teaching.open()),
            crops.kept(teaching.open()),
            teaching.measured().meanRecall(),
            seconds
          });
    }
    StringBuilder line =
        new StringBuilder("| " + each + " | " + head + (mirror ? ", mirrored" : ""));
    for (int k = 0; k < 6; k++) {
      int column = k;
      double[] values = runs.stream().mapToDouble(run -> run[column]).toArray();
      line.append(
          String.format(
              Locale.ROOT,
              " | %.3f (%.3f to %.3f)",
              Arrays.stream(values).average().orElseThrow(),
              Arrays.stream(values).min().orElseThrow(),
              Arrays.stream(values).max().orElseThrow()));
    }
    System.out.println(line + " |");
  }
}

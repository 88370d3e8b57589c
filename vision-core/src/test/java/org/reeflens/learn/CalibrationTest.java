package org.reeflens.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reeflens.classify.Scores;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

class CalibrationTest {

  private static final Taxon GENUS = new Taxon("Chromis", Rank.GENUS, null, null);
  private static final Taxon ONE = new Taxon("Chromis chrysura", Rank.SPECIES, null, "Chromis");
  private static final Taxon OTHER = new Taxon("Chromis viridis", Rank.SPECIES, null, "Chromis");
  private static final Taxon SAND = new Taxon("sand", Rank.UNRANKED, null, null);
  private static final Taxonomy TREE =
      Taxonomy.of(Map.of(GENUS, List.of(), ONE, List.of(), OTHER, List.of(), SAND, List.of()));

  @Test
  void temperatureOfOverconfidentScoresIsFound() {
    Random random = new Random(1);
    List<double[]> logits = new ArrayList<>();
    int[] truth = new int[20_000];
    for (int n = 0; n < truth.length; n++) {
      double[] honest = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double[] p = Scores.of(honest, 1).probabilities();
      double u = random.nextDouble();
      truth[n] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
      logits.add(new double[] {4 * honest[0], 4 * honest[1], 4 * honest[2]});
    }
    assertThat(Calibration.temperature(truth, logits)).isCloseTo(4, within(0.15));
  }

  @Test
  void scoresThatAreAlwaysRightDoNotBecomeCertain() {
    List<double[]> logits = IntStream.range(0, 50).mapToObj(n -> new double[] {3, 0}).toList();
    double temperature = Calibration.temperature(new int[50], logits);

    // The smoothed truth is 51 / 52.
    assertThat(Scores.of(logits.get(0), temperature).probabilities()[0])
        .isCloseTo(51.0 / 52, within(1e-3));
  }

  @Test
  void classNobodyWasTaughtIsNoObstacle() {
    List<double[]> logits =
        List.of(
            new double[] {1, 0, Double.NEGATIVE_INFINITY},
            new double[] {1, 0, 0},
            new double[] {1, 0, 0});

    assertThat(Calibration.temperature(new int[] {0, 0, 1}, logits)).isFinite().isPositive();
    assertThat(Calibration.balancedLoss(new int[] {0, 0, 1}, logits, 1))
        .isCloseTo(
            ((Math.log(1 + Math.exp(-1)) + Math.log(1 + 2 * Math.exp(-1))) / 2
                    + Math.log(2 + Math.E))
                / 2,
            within(1e-12));
  }

  @Test
  void thresholdIsTheLowestThatKeepsItsPromise() {
    List<Scores> scores = new ArrayList<>();
    int[] truth = new int[100];
    for (int n = 0; n < 100; n++) {
      // Between the two species it is wrong in one of five below 0.8, never from there on.
      boolean sure = n < 50;
      double p = sure ? 0.9 : 0.7;
      truth[n] = !sure && n % 5 == 0 ? 1 : 0;
      scores.add(new Scores(new double[] {p, 0.95 - p, 0.05}, n / 10.0));
    }
    Naming naming =
        new NamingRules(List.of(ONE, OTHER, SAND), TREE)
            .choose(truth, scores, 1.5, Set.of(ONE.scientificName()), "nothing");

    // From 0.71 on only the 50 sure ones are left; at 0.70 10 of 100 are wrong.
    assertThat(threshold(naming, Rank.SPECIES).value()).isEqualTo(0.71);
    assertThat(threshold(naming, Rank.SPECIES).source()).contains("50 of 50");
    // Both are the same genus, which is always right.
    assertThat(threshold(naming, Rank.GENUS).value()).isEqualTo(0.5);
    assertThat(naming.ranks()).doesNotContainKey(Rank.FAMILY);
    assertThat(naming.knownEnergy().orElseThrow().value()).isEqualTo(0.5);
    assertThat(naming.temperature().value()).isEqualTo(1.5);
    assertThat(naming.weakConfidence().orElseThrow().value()).isEqualTo(0.9);
    assertThat(naming.unidentified()).isEqualTo("nothing");
  }

  @Test
  void promiseThatCannotBeTestedIsCalledAGuess() {
    List<Scores> scores = List.of(new Scores(new double[] {1, 0, 0}, 0));
    Naming naming =
        new NamingRules(List.of(ONE, OTHER, SAND), TREE)
            .choose(new int[] {0}, scores, 1, Set.of(), "nothing");

    assertThat(threshold(naming, Rank.SPECIES).value()).isEqualTo(0.95);
    assertThat(threshold(naming, Rank.SPECIES).source()).startsWith("guess");
    assertThat(naming.weakConfidence()).isEmpty();
  }

  @Test
  void rankOfAClassIsAlwaysAnswered() {
    Taxon sponges = new Taxon("Porifera", Rank.PHYLUM, 558, null);
    Naming naming =
        new NamingRules(List.of(sponges, SAND), Taxonomy.of(Map.of(sponges, List.of())))
            .choose(
                new int[] {0, 1},
                List.of(new Scores(new double[] {1, 0}, 0), new Scores(new double[] {0, 1}, 0)),
                1,
                Set.of(),
                "nothing");

    assertThat(naming.ranks()).containsOnlyKeys(Rank.PHYLUM, Rank.SPECIES);
  }

  private static Threshold threshold(Naming naming, Rank rank) {
    return Objects.requireNonNull(naming.ranks().get(rank));
  }
}

package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reeflens.classify.Namer;
import org.reeflens.classify.Scores;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.Setting;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.stats.Wilson;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxonomy;

class TaxonReportTest {

  /** Two snappers of one genus and a butterflyfish; names from 0.6 on, unknown below energy 0. */
  private static final Namer NAMER =
      Namer.of(
          Stream.of("Lutjanus fulvus", "Lutjanus russellii", "Chaetodon lunulatus")
              .map(name -> Taxonomy.shipped().find(name).orElseThrow())
              .toList(),
          Taxonomy.shipped(),
          new Naming(
              new Setting(1, "test"),
              Optional.of(new Setting(0, "test")),
              Map.of(
                  Rank.SPECIES, new Threshold(0.6, "test"),
                  Rank.GENUS, new Threshold(0.6, "test")),
              Set.of(),
              Optional.empty(),
              "unidentified fish"));

  private final List<ScoredCrop> crops = new ArrayList<>();

  @Test
  void topOneIsBeforeAndUnknownShareAfterBackOff() {
    add("Lutjanus_fulvus", 5, 0.7, 0.2, 0.1);
    add("Lutjanus_fulvus", 5, 0.5, 0.4, 0.1);
    add("Lutjanus_fulvus", -1, 0.9, 0.1, 0);
    add("Chaetodon_lunulatus", 5, 0.8, 0.1, 0.1);

    TaxonReport report = TaxonReport.of(crops, NAMER);

    assertThat(report.top1()).isEqualTo(Share.of(3, 4));
    assertThat(report.meanRecall()).isEqualTo(0.5);
    assertThat(report.meanRecallFrom15()).isNull();
    assertThat(report.unidentified()).isEqualTo(Share.of(1, 4));
    assertThat(report.calibrationError()).isCloseTo((0.3 + 0.5 + 0.1 + 0.8) / 4, within(1e-12));
    TaxonReport.OfTaxon snapper = taxon(report, "Lutjanus_fulvus");
    assertThat(snapper.recall().interval95()).isEqualTo(Wilson.interval95(3, 3));
    assertThat(snapper.precision()).isEqualTo(0.75);
    assertThat(taxon(report, "Chaetodon_lunulatus").precision()).isNull();
  }

  @Test
  void answersAreCountedByRank() {
    add("Lutjanus_fulvus", 5, 0.7, 0.2, 0.1); // species, right
    add("Lutjanus_fulvus", 5, 0.5, 0.4, 0.1); // genus, right
    add("Lutjanus_fulvus", -1, 0.9, 0.1, 0); // unidentified
    add("Chaetodon_lunulatus", 5, 0.8, 0.1, 0.1); // species, wrong

    TaxonReport.Answers answers = TaxonReport.of(crops, NAMER).answers();

    assertThat(answers.levels())
        .containsEntry("species", new TaxonReport.Level(Share.of(2, 4), Share.of(1, 2)))
        .containsEntry("genus", new TaxonReport.Level(Share.of(1, 4), Share.of(1, 1)))
        .containsEntry("family", new TaxonReport.Level(Share.of(0, 4), Share.of(0, 0)))
        .containsEntry("unidentified", new TaxonReport.Level(Share.of(1, 4), null));
    // Given: 3 + 2 + 0 + 3 names, of which 3 + 2 are true; there: 3 each.
    assertThat(answers.hierarchicalPrecision()).isCloseTo(5 / 8.0, within(1e-12));
    assertThat(answers.hierarchicalRecall()).isCloseTo(5 / 12.0, within(1e-12));
    assertThat(answers.rightOrCoarser()).isEqualTo(Share.of(2, 4));
    assertThat(answers.wrong()).isEqualTo(Share.of(1, 4));
  }

  @Test
  void genusFolderIsAnsweredByEitherSpecies() {
    add("Lutjanus_sp", 5, 0.1, 0.8, 0.1);
    add("Lutjanus_sp", 5, 0.4, 0.4, 0.2);

    TaxonReport report = TaxonReport.of(crops, NAMER);

    assertThat(report.top1()).isEqualTo(Share.of(2, 2));
    assertThat(report.answers().hierarchicalPrecision()).isEqualTo(1);
    // Probability of the genus is 0.9 and 0.8.
    assertThat(report.logLoss()).isCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, within(1e-12));
    assertThat(report.brier()).isCloseTo((0.01 + 0.01 + 0.04 + 0.04) / 2, within(1e-12));
  }

  @Test
  void untaughtNamesStandApart() {
    add("Lutjanus_fulvus", 5, 0.9, 0.1, 0);
    add("Lutjanus_argentimaculatus", 4, 0.5, 0.5, 0); // its genus
    add("Lutjanus_argentimaculatus", 6, 0.9, 0.1, 0); // a wrong species
    add("Gadus_morhua", -1, 0.9, 0.1, 0); // rejected
    add("Gadus_morhua", 1, 0.5, 0.4, 0.1); // a wrong genus

    TaxonReport report = TaxonReport.of(crops, NAMER);

    assertThat(report.top1()).isEqualTo(Share.of(1, 1));
    assertThat(report.taxa()).containsOnlyKeys("Lutjanus_fulvus");
    assertThat(report.untaught())
        .containsEntry(
            "Lutjanus_argentimaculatus",
            new TaxonReport.Untaught(
                "Lutjanus argentimaculatus",
                true,
                2,
                Share.of(0, 2),
                Share.of(1, 2),
                Share.of(1, 2),
                Share.of(0, 2)))
        .containsEntry(
            "Gadus_morhua",
            new TaxonReport.Untaught(
                "Gadus morhua",
                false,
                2,
                Share.of(1, 2),
                Share.of(0, 2),
                Share.of(0, 2),
                Share.of(1, 2)));
    // Energy 5 beats 4, -1 and 1, not 6; probability 0.9 ties with two of them.
    assertThat(report.untaughtAnswers())
        .isEqualTo(new TaxonReport.UntaughtTogether(4, Share.of(2, 4), Share.of(1, 4), 0.75, 0.75));
  }

  @Test
  void confusionNamesTheFolderThatAnAnswerBelongsTo() {
    add("Lutjanus_fulvus", 5, 0.1, 0.8, 0.1);
    add("Lutjanus_fulvus", 5, 0.9, 0.1, 0);
    add("Lutjanus_fulvus", 5, 0, 0.1, 0.9);
    add("Lutjanus", 5, 0.9, 0.1, 0);
    add("Gadus_morhua", 5, 0.9, 0.1, 0);

    assertThat(TaxonReport.of(crops, NAMER).confusion())
        .isEqualTo(
            new ConfusionMatrix(
                List.of("Lutjanus", "Lutjanus_fulvus", "Gadus_morhua"),
                List.of("Lutjanus", "Lutjanus_fulvus", "Chaetodon lunulatus"),
                List.of(List.of(1, 0, 0), List.of(1, 1, 1), List.of(0, 1, 0))));
  }

  @Test
  void groupIsNamedByAllItsCrops() {
    add("Lutjanus_fulvus", "track 1", 5, 0.4, 0.6, 0);
    add("Lutjanus_fulvus", "track 1", 5, 0.9, 0.1, 0);
    add("Chaetodon_lunulatus", "track 1", 5, 0.7, 0, 0.3);
    add("Chaetodon_lunulatus", null, 5, 0, 0, 1);

    TaxonReport report = TaxonReport.of(crops, NAMER);

    assertThat(report.top1()).isEqualTo(Share.of(2, 4));
    assertThat(report.groups())
        .isEqualTo(new TaxonReport.OfGroups(Share.of(1, 2), Share.of(0, 2), Share.of(1, 2)));
  }

  @Test
  void amongAFewOnlyTheyCompete() {
    add("Lutjanus_fulvus", 5, 0.2, 0.1, 0.7);
    add("Lutjanus_russellii", 5, 0, 0, 1);
    add("Chaetodon_lunulatus", 5, 0.2, 0.1, 0.7);

    List<ScoredCrop> two =
        TaxonReport.among(List.of("Lutjanus_fulvus", "Lutjanus_russellii"), crops, NAMER);

    assertThat(two).hasSize(2);
    assertThat(two.get(0).scores().probabilities()[0]).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(two.get(1).scores().probabilities()).containsExactly(0.5, 0.5, 0);
    assertThat(TaxonReport.of(two, NAMER).top1()).isEqualTo(Share.of(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaxonReport.among(List.of("Zanclus_cornutus"), crops, NAMER))
        .withMessage("there is no crop of Zanclus_cornutus");
  }

  /** A plain recount over many random crops. */
  @Test
  void numbersAreThoseOfAPlainCount() {
    SplittableRandom random = new SplittableRandom(9);
    String[] names = {"Lutjanus_fulvus", "Lutjanus_russellii", "Chaetodon_lunulatus"};
    int[] n = new int[3];
    int[] right = new int[3];
    int[] called = new int[3];
    for (int i = 0; i < 300; i++) {
      int truth = random.nextInt(3);
      double[] logits = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      logits[truth] += 0.7;
      Scores scores = Scores.of(logits, 0.3);
      crops.add(new ScoredCrop("", names[truth], null, scores));
      n[truth]++;
      called[scores.best()]++;
      right[truth] += scores.best() == truth ? 1 : 0;
    }

    TaxonReport report = TaxonReport.of(crops, NAMER);

    assertThat(report.top1().share()).isEqualTo((right[0] + right[1] + right[2]) / 300.0);
    double mean = 0;
    for (int c = 0; c < 3; c++) {
      mean += (double) right[c] / n[c] / 3;
      assertThat(taxon(report, names[c]).precision()).isEqualTo((double) right[c] / called[c]);
    }
    assertThat(report.meanRecall()).isCloseTo(mean, within(1e-12));
    assertThat(report.meanRecallFrom15()).isCloseTo(mean, within(1e-12));
  }

  private static TaxonReport.OfTaxon taxon(TaxonReport report, String label) {
    return Objects.requireNonNull(report.taxa().get(label), label);
  }

  private void add(String label, double energy, double... probabilities) {
    add(label, null, energy, probabilities);
  }

  private void add(String label, @Nullable String group, double energy, double... probabilities) {
    crops.add(new ScoredCrop("crop.jpg", label, group, new Scores(probabilities, energy)));
  }
}

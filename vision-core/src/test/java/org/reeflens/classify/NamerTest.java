package org.reeflens.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.reeflens.classify.Name.Reason;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.Setting;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

class NamerTest {

  private static final List<Taxon> CLASSES =
      List.of(
          taxon("Chaetodon lunulatus"),
          taxon("Chaetodon trifascialis"),
          taxon("Hemigymnus fasciatus"),
          taxon("Scaridae"));

  private static final Naming NAMING =
      new Naming(
          new Setting(1, "test"),
          Optional.of(new Setting(2, "test")),
          Map.of(
              Rank.SPECIES, new Threshold(0.8, "test"),
              Rank.GENUS, new Threshold(0.7, "test"),
              Rank.FAMILY, new Threshold(0.6, "test")),
          Set.of("Hemigymnus fasciatus"),
          Optional.of(new Threshold(0.95, "test")),
          "unidentified fish");

  private final Namer namer = Namer.of(CLASSES, Taxonomy.shipped(), NAMING);

  @Test
  void probableSpeciesIsNamed() {
    Name name = namer.name(known(0.85, 0.1, 0.03, 0.02));

    assertThat(name.taxon().scientificName()).isEqualTo("Chaetodon lunulatus");
    assertThat(name.reason()).isEqualTo(Reason.SURE);
    assertThat(name.probability()).isEqualTo(0.85);
    assertThat(name.alternatives())
        .extracting(other -> other.taxon().scientificName())
        .containsExactly("Chaetodon lunulatus", "Chaetodon trifascialis", "Hemigymnus fasciatus");
  }

  @Test
  void twoSpeciesOfAGenusMakeTheGenus() {
    Name name = namer.name(known(0.5, 0.4, 0.06, 0.04));

    assertThat(name.taxon().scientificName()).isEqualTo("Chaetodon");
    assertThat(name.probability()).isCloseTo(0.9, within(1e-12));
    assertThat(name.reason()).isEqualTo(Reason.UNSURE);
  }

  @Test
  void familyNeedsLessThanItsGenus() {
    assertThat(namer.name(known(0.35, 0.3, 0.2, 0.15)).taxon().scientificName())
        .isEqualTo("Chaetodontidae");
  }

  @Test
  void nothingProbableEnoughIsUnidentified() {
    Name name = namer.name(known(0.3, 0.2, 0.25, 0.25));

    assertThat(name.taxon()).isEqualTo(Taxon.UNIDENTIFIED_FISH);
    assertThat(name.reason()).isEqualTo(Reason.UNSURE);
    assertThat(name.judged()).isFalse();
  }

  @Test
  void classThatIsAFamilyIsNamedByTheFamilysThreshold() {
    Name name = namer.name(known(0.1, 0.1, 0.15, 0.65));

    assertThat(name.taxon().scientificName()).isEqualTo("Scaridae");
    assertThat(name.reason()).isEqualTo(Reason.SURE);
  }

  @Test
  void weakClassBacksOffToItsGenusEarly() {
    Name name = namer.name(known(0.03, 0.03, 0.9, 0.04));

    assertThat(name.taxon().scientificName()).isEqualTo("Hemigymnus");
    assertThat(name.reason()).isEqualTo(Reason.WEAK);
    assertThat(namer.name(known(0.01, 0.01, 0.96, 0.02)).taxon().scientificName())
        .isEqualTo("Hemigymnus fasciatus");
  }

  @Test
  void unfamiliarCropIsUnidentifiedHoweverProbable() {
    Name name = namer.name(new Scores(new double[] {0.99, 0.01, 0, 0}, 1.9));

    assertThat(name.taxon()).isEqualTo(Taxon.UNIDENTIFIED_FISH);
    assertThat(name.reason()).isEqualTo(Reason.UNKNOWN);
    assertThat(name.probability()).isZero();
  }

  @Test
  void consensusIsTheWeightedMeanOfLogarithms() {
    Scores both =
        Namer.consensus(
            List.of(known(0.8, 0.1, 0.05, 0.05), new Scores(new double[] {0.2, 0.6, 0.1, 0.1}, 6)),
            new double[] {3, 1});

    double first = Math.pow(0.8, 0.75) * Math.pow(0.2, 0.25);
    double second = Math.pow(0.1, 0.75) * Math.pow(0.6, 0.25);
    double rest = Math.pow(0.05, 0.75) * Math.pow(0.1, 0.25);
    double sum = first + second + 2 * rest;
    assertThat(both.probabilities()[0]).isCloseTo(first / sum, within(1e-12));
    assertThat(both.probabilities()[1]).isCloseTo(second / sum, within(1e-12));
    assertThat(both.energy()).isEqualTo((3 * 10 + 6) / 4.0);
  }

  @Test
  void manyAlikeCropsAreNoSurerThanOne() {
    Scores one = known(0.7, 0.1, 0.1, 0.1);
    Scores many = Namer.consensus(List.of(one, one, one, one), new double[] {1, 1, 1, 1});

    assertThat(many.probabilities()[0]).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void consensusOfNothingIsRefused() {
    assertThatThrownBy(() -> Namer.consensus(List.of(), new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void temperatureSoftensAndEnergyIsTheLogSumExp() {
    Scores scores = Scores.of(new double[] {2, 0}, 2);

    assertThat(scores.probabilities()[0]).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
    assertThat(scores.energy()).isCloseTo(2 * Math.log(Math.exp(1) + 1), within(1e-12));
    assertThat(Scores.of(new double[] {1000, -1000}, 1).energy()).isEqualTo(1000);
  }

  @Test
  void aStageIsToldWhereItIsKnown() {
    Taxon species = taxon("Lutjanus russellii");
    List<Taxon> classes =
        List.of(stage(species, "juvenile"), stage(species, "adult"), taxon("Lutjanus fulvus"));
    Namer stages = Namer.of(classes, Taxonomy.shipped(), NAMING);

    Name juvenile = stages.name(known(0.85, 0.1, 0.05));
    assertThat(juvenile.taxon()).isEqualTo(classes.get(0));
    assertThat(juvenile.reason()).isEqualTo(Reason.SURE);
    assertThat(juvenile.probability()).isEqualTo(0.85);
    Name either = stages.name(known(0.5, 0.45, 0.05));
    assertThat(either.taxon()).isEqualTo(species);
    assertThat(either.reason()).isEqualTo(Reason.UNSURE);
    assertThat(either.probability()).isCloseTo(0.95, within(1e-12));
    assertThat(stages.name(known(0.4, 0.3, 0.3)).taxon()).isEqualTo(taxon("Lutjanus"));
  }

  private static Taxon stage(Taxon of, String stage) {
    return new Taxon(of.scientificName(), of.rank(), of.aphiaId(), of.parent(), stage);
  }

  private static Scores known(double... probabilities) {
    return new Scores(probabilities, 10);
  }

  private static Taxon taxon(String name) {
    return Taxonomy.shipped().find(name).orElseThrow();
  }
}

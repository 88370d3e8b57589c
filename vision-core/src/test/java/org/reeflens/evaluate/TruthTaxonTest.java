package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.classify.Namer;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

class TruthTaxonTest {

  private static final Taxonomy TREE = Taxonomy.shipped();

  @ParameterizedTest
  @CsvSource({
    "Abudefduf_vaigiensis, Abudefduf vaigiensis, SPECIES",
    "Glyphisodon vaigiensis, Abudefduf vaigiensis, SPECIES",
    "Gerres_sp, Gerres, GENUS",
    "Lutjanus spp., Lutjanus, GENUS",
    "Lutjanus_fulvus_juvenile, Lutjanus fulvus, SPECIES",
    "Scaridae, Scaridae, FAMILY",
    "Labridae small, Labridae, FAMILY",
    "Chromis_atripectoralis, Chromis atripectoralis, SPECIES",
    "Gadus_morhua, Gadus morhua, UNRANKED"
  })
  void labelMeansATaxon(String label, String name, String rank) {
    TruthTaxon truth = truth(label, namer("Abudefduf vaigiensis"));

    assertThat(truth.taxon().scientificName()).isEqualTo(name);
    assertThat(truth.taxon().rank()).hasToString(rank);
  }

  @Test
  void speciesOfTheFamilyIsRightForTheFamily() {
    TruthTaxon family = truth("Acroporidae", namer("Acropora palmata", "Millepora", "Montipora"));

    assertThat(family.classes()).isEqualTo(Set.of(0, 2));
    assertThat(family.accepts(taxon("Acropora palmata"))).isTrue();
    assertThat(family.accepts(taxon("Scleractinia"))).isFalse();
    assertThat(family.isBelow(taxon("Scleractinia"))).isTrue();
    assertThat(family.isBelow(taxon("Millepora"))).isFalse();
  }

  @Test
  void untaughtSpeciesOfAKnownGenusMayBackOffToIt() {
    TruthTaxon truth = truth("Chromis_atripectoralis", namer("Chromis chrysura"));

    assertThat(truth.isKnown()).isFalse();
    assertThat(truth.isInTaxonomy()).isFalse();
    assertThat(truth.isBelow(taxon("Chromis"))).isTrue();
    assertThat(truth.isBelow(taxon("Pomacentridae"))).isTrue();
    assertThat(truth.isBelow(taxon("Chromis chrysura"))).isFalse();
  }

  @Test
  void otherCoralMeansNoneOfTheOtherFolders() {
    Namer namer = namer("Scleractinia", "Acropora", "Platygyra", "Montipora");
    List<TruthTaxon> truths =
        TruthTaxon.of(List.of("Other_hard_coral", "Acropora", "Platygyra", "Bare"), namer);

    assertThat(truths.get(0).taxon().scientificName()).isEqualTo("Scleractinia");
    assertThat(truths.get(0).classes()).isEqualTo(Set.of(0, 3));
    assertThat(truths.get(1).classes()).isEqualTo(Set.of(1));
    assertThat(truths.get(1).isBelow(taxon("Scleractinia"))).isTrue();
    assertThat(truths.get(3).isKnown()).isFalse();
  }

  @Test
  void namesThatCountGoUpToTheFamily() {
    TruthTaxon truth = truth("Chromis_chrysura", namer("Chromis chrysura"));

    assertThat(truth.namesOf(truth.taxon()))
        .containsExactlyInAnyOrder("Chromis chrysura", "Chromis", "Pomacentridae");
    assertThat(truth.namesOf(taxon("Teleostei"))).containsExactly("Teleostei");
    assertThat(truth("Chromis_sp", namer("Chromis chrysura")).namesOf(truth.taxon()))
        .containsExactlyInAnyOrder("Chromis", "Pomacentridae");
  }

  private static TruthTaxon truth(String label, Namer namer) {
    return TruthTaxon.of(List.of(label), namer).get(0);
  }

  private static Namer namer(String... names) {
    return Namer.of(Arrays.stream(names).map(TruthTaxonTest::taxon).toList(), TREE, Naming.PLAIN);
  }

  private static Taxon taxon(String name) {
    return TREE.find(name).orElseThrow();
  }
}

package org.reeflens.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaxonomyTest {

  private final Taxonomy shipped = Taxonomy.shipped();

  @Test
  void lineageRunsFromTheSpeciesToThePhylum() {
    Taxon species = shipped.find("Chaetodon lunulatus").orElseThrow();

    assertThat(shipped.lineage(species))
        .extracting(Taxon::scientificName)
        .containsExactly(
            "Chaetodon lunulatus",
            "Chaetodon",
            "Chaetodontidae",
            "Acanthuriformes",
            "Teleostei",
            "Chordata");
    assertThat(species.aphiaId()).isEqualTo(398549);
  }

  @Test
  void unseenIdentifierStaysEmpty() {
    assertThat(shipped.find("Girella").orElseThrow().aphiaId()).isNull();
  }

  @Test
  void synonymAndUnderscoresAndCaseFindTheTaxon() {
    assertThat(shipped.find("glyphisodon_VAIGIENSIS").orElseThrow().scientificName())
        .isEqualTo("Abudefduf vaigiensis");
    assertThat(shipped.find("Gadus morhua")).isEmpty();
  }

  @Test
  void speciesIsWithinItsFamilyAndNotInAnother() {
    Taxon species = shipped.find("Lutjanus fulvus").orElseThrow();

    assertThat(shipped.isWithin(species, shipped.find("Lutjanidae").orElseThrow())).isTrue();
    assertThat(shipped.isWithin(species, species)).isTrue();
    assertThat(shipped.isWithin(species, shipped.find("Labridae").orElseThrow())).isFalse();
    assertThat(shipped.atRank(species, Rank.GENUS).orElseThrow().scientificName())
        .isEqualTo("Lutjanus");
  }

  @Test
  void aStageStandsUnderItsTaxon() {
    Taxon species = shipped.find("Lutjanus russellii").orElseThrow();
    Taxon juvenile = new Taxon("Lutjanus russellii", Rank.SPECIES, 218473, "Lutjanus", "juvenile");
    Taxonomy both = Taxonomy.of(Map.of(juvenile, List.of())).and(shipped);

    assertThat(both.lineage(juvenile))
        .startsWith(juvenile, species, shipped.find("Lutjanus").orElseThrow());
    assertThat(both.find("Lutjanus russellii")).contains(species);
    assertThat(both.find("Lutjanus_russellii_juvenile")).contains(juvenile);
    assertThat(both.atRank(juvenile, Rank.SPECIES)).contains(species);
    assertThat(both.isWithin(juvenile, species)).isTrue();
    assertThat(both.isWithin(species, juvenile)).isFalse();
    assertThat(both.isFish(juvenile)).isTrue();
    // Also where the tree knows the stage only.
    Taxonomy alone = Taxonomy.of(Map.of(juvenile, List.of()));
    assertThat(alone.lineage(juvenile)).containsExactly(juvenile, juvenile.withoutStage());
  }

  @Test
  void aBlankStageIsRefused() {
    assertThatThrownBy(() -> new Taxon("A", Rank.GENUS, null, null, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the stage of A must not be blank");
  }

  @Test
  void everyParentOfTheShippedTreeIsInIt() {
    assertThat(shipped.taxa())
        .hasSize(156)
        .allSatisfy(
            taxon ->
                assertThat(taxon.parent() == null || shipped.find(taxon.parent()).isPresent())
                    .as(taxon.scientificName())
                    .isTrue());
  }

  @Test
  void packagesTaxonWithoutParentStandsWhereTheShippedTreeHasIt() {
    Taxon bare = new Taxon("Zanclus cornutus", Rank.SPECIES, null, null);
    Taxonomy both = Taxonomy.of(Map.of(bare, List.of())).and(shipped);

    assertThat(both.atRank(bare, Rank.FAMILY)).isEmpty();
    assertThat(shipped.atRank(bare, Rank.FAMILY).orElseThrow().scientificName())
        .isEqualTo("Zanclidae");
  }

  @Test
  void circleIsRefused() {
    Map<Taxon, List<String>> circle = new LinkedHashMap<>();
    circle.put(new Taxon("A", Rank.GENUS, null, "B"), List.of());
    circle.put(new Taxon("B", Rank.FAMILY, null, "A"), List.of());

    assertThatThrownBy(() -> Taxonomy.of(circle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("among its own ancestors");
  }

  @Test
  void twoTaxaOfOneNameAreRefused() {
    assertThatThrownBy(
            () ->
                Taxonomy.of(
                    Map.of(
                        new Taxon("A", Rank.GENUS, null, null), List.of(),
                        new Taxon("A", Rank.FAMILY, null, null), List.of())))
        .hasMessageContaining("two taxa are named A");
  }
}

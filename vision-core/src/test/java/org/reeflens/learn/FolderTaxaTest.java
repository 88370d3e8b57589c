package org.reeflens.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

class FolderTaxaTest {

  @TempDir Path folder;

  @Test
  void knownNamesAndSynonymsAreTheShippedTaxa() {
    FolderTaxa taxa = taxa("Abudefduf_vaigiensis", "Mylio_australis");

    assertThat(taxa.classes())
        .extracting(Taxon::scientificName, Taxon::aphiaId)
        .containsExactly(
            tuple("Abudefduf vaigiensis", 212879), tuple("Acanthopagrus australis", 279070));
    assertThat(taxa.notes())
        .containsExactly("Mylio australis is taught as Acanthopagrus australis.");
    assertThat(taxa.areFishes()).contains(true);
  }

  @Test
  void unknownNamesAreReadAsTheyAreWritten() {
    FolderTaxa taxa =
        taxa(
            "Xus",
            "Xus_novus",
            "Xus_novus_juvenile",
            "Xus_novus_spotted",
            "Yus_sp.",
            "Zusidae",
            "bare_sand",
            "Sponge2");

    assertThat(taxa.classes())
        .containsExactly(
            new Taxon("Xus", Rank.GENUS, null, null),
            new Taxon("Xus novus", Rank.SPECIES, null, "Xus"),
            new Taxon("Xus novus", Rank.SPECIES, null, "Xus", "juvenile"),
            new Taxon("Xus novus spotted", Rank.UNRANKED, null, "Xus novus"),
            new Taxon("Yus", Rank.GENUS, null, null),
            new Taxon("Zusidae", Rank.FAMILY, null, null),
            new Taxon("bare sand", Rank.UNRANKED, null, null),
            new Taxon("Sponge2", Rank.UNRANKED, null, null));
    assertThat(taxa.taxonomy().atRank(taxa.classes().get(2), Rank.GENUS))
        .contains(taxa.classes().get(0));
    assertThat(taxa.notes())
        .contains(
            "Xus novus is not in the taxonomy; it is taken for a species without an AphiaID.",
            "Xus novus juvenile is not in the taxonomy; it is taken for a life stage of Xus novus.");
    assertThat(taxa.areFishes()).isEmpty();
  }

  @Test
  void coralsAreNoFishes() {
    assertThat(taxa("Acropora", "Chromis_chrysura").areFishes()).contains(false);
  }

  @Test
  void tableCountsFirst() throws IOException {
    Path csv = folder.resolve("taxa.csv");
    Files.writeString(
        csv,
        "scientificName,rank,parent,aphiaId\nXus novus,species,Xus,12\nXus,genus,Pomacentridae,\n");
    FolderTaxa taxa = FolderTaxa.of(List.of("Xus_novus", "Acropora"), csv, Taxonomy.shipped());

    assertThat(taxa.classes().get(0)).isEqualTo(new Taxon("Xus novus", Rank.SPECIES, 12, "Xus"));
    assertThat(taxa.taxonomy().atRank(taxa.classes().get(0), Rank.FAMILY))
        .map(Taxon::aphiaId)
        .contains(125553);

    Files.writeString(csv, "scientificName,rank,aphiaId\nXus novus,species,many\n");
    assertThatThrownBy(() -> FolderTaxa.of(List.of("A", "B"), csv, Taxonomy.shipped()))
        .isInstanceOf(TeachException.class)
        .hasMessage(csv + ", line 2: aphiaId must be a whole number or empty.");
    Files.writeString(csv, "scientificName,rank\nXus novus,kind\n");
    assertThatThrownBy(() -> FolderTaxa.of(List.of("A", "B"), csv, Taxonomy.shipped()))
        .isInstanceOf(TeachException.class)
        .hasMessage(
            csv + ", line 2: 'kind' is no rank; ranks are species, genus, family and so on.");
  }

  @Test
  void twoFoldersOfOneTaxonAreRefused() {
    assertThatThrownBy(() -> taxa("Acanthopagrus_australis", "Mylio_australis"))
        .isInstanceOf(TeachException.class)
        .hasMessage(
            "the folders Acanthopagrus_australis and Mylio_australis are one taxon, Acanthopagrus"
                + " australis; put their pictures together.");
  }

  private static FolderTaxa taxa(String... folders) {
    return FolderTaxa.of(List.of(folders), null, Taxonomy.shipped());
  }
}

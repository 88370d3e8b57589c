package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiversityCommandTest {

  @TempDir private Path folder;

  @Test
  void aTableOfCountsHasItsIndices() throws IOException {
    Terminal terminal = diversity("taxon,count\nAcropora,10\nPorites,10\nMillepora,0\n");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).contains("richness", "Chao1");
    assertThat(terminal.err()).isEmpty();
    JsonNode json = result();
    assertThat(json.path("richness").intValue()).isEqualTo(2);
    assertThat(json.path("individuals").doubleValue()).isEqualTo(20.0);
    assertThat(json.path("shannon").doubleValue()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(json.path("simpson").doubleValue()).isCloseTo(0.5, within(1e-12));
    assertThat(json.path("pielou").doubleValue()).isCloseTo(1, within(1e-12));
    assertThat(json.at("/hill/q1").doubleValue()).isCloseTo(2, within(1e-12));
    assertThat(json.path("chao1").doubleValue()).isEqualTo(2.0);
    assertThat(json.at("/rarefaction/1/individuals").intValue()).isEqualTo(2);
    assertThat(json.at("/rarefaction/1/taxa").doubleValue())
        .isCloseTo(1 + 10.0 / 19, within(1e-12));
  }

  @Test
  void anInventoryIsReadWithoutItsRowOfAllFish() throws IOException {
    Terminal terminal =
        diversity("scientificName,rank,maxN\n(all fish),,7\nChromis,GENUS,4\nLutjanus,GENUS,4\n");

    assertThat(terminal.err()).startsWith("The counts are MaxN, lower bounds");
    assertThat(result().path("richness").intValue()).isEqualTo(2);
    assertThat(result().at("/notes/0").textValue()).startsWith("The counts are MaxN");
  }

  @Test
  void coverHasNoChao() throws IOException {
    diversity("taxon,count\nAcropora,12.5\nPorites,30\n");

    assertThat(result().path("chao1").isNull()).isTrue();
    assertThat(result().path("rarefaction")).isEmpty();
    assertThat(result().at("/notes/0").textValue()).contains("no whole numbers");
  }

  @Test
  void badTablesEndWithOneSentence() throws IOException {
    diversity("taxon,n\nAcropora,1\n").assertRefused("counts.csv has no column 'count'");
    diversity("taxon,count\nAcropora,\n").assertRefused("line 2: the column 'count' is empty");
    diversity("taxon,count\nAcropora,-2\n").assertRefused("the count of Acropora is negative");
    diversity("taxon,count\nA,1\nA,2\n").assertRefused("line 3: A stands in two rows");
    diversity("taxon,count\nAcropora,0\n").assertRefused("needs a taxon with a count above 0");
    assertThat(folder.resolve("diversity.json")).doesNotExist();
  }

  private Terminal diversity(String table) throws IOException {
    Path counts = Files.writeString(folder.resolve("counts.csv"), table);
    return Terminal.run(
        "diversity", counts.toString(), "--out", folder.resolve("diversity.json").toString());
  }

  private JsonNode result() throws IOException {
    return new JsonMapper().readTree(folder.resolve("diversity.json").toFile());
  }
}

package org.reeflens.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reeflens.SharedData;

class DiversityTest {

  /** Of double arithmetic over some hundred terms. */
  private static final double RELATIVE = 1e-9;

  @TestFactory
  List<DynamicTest> indicesAreThoseOfVegan() throws IOException {
    JsonNode cases =
        new ObjectMapper()
            .readTree(SharedData.path("golden/diversity/expected_vegan.json").toFile())
            .path("cases");
    assertThat(cases).hasSize(4);
    return StreamSupport.stream(cases.spliterator(), false)
        .map(one -> DynamicTest.dynamicTest(one.path("name").textValue(), () -> check(one)))
        .toList();
  }

  private static void check(JsonNode expected) {
    double[] counts =
        StreamSupport.stream(expected.path("counts").spliterator(), false)
            .mapToDouble(JsonNode::doubleValue)
            .toArray();
    Diversity diversity = Diversity.of(counts);

    assertThat(diversity.richness()).isEqualTo(expected.path("S").intValue());
    assertThat(diversity.total()).isEqualTo(expected.path("N").doubleValue());
    near(diversity.shannon(), expected.path("shannon"));
    near(diversity.simpson(), expected.path("simpson_1mD"));
    near(diversity.inverseSimpson(), expected.path("invsimpson"));
    near(diversity.pielou().orElseThrow(), expected.path("pielou"));
    JsonNode hill = expected.path("hill");
    near(diversity.hill(0), hill.path("q0"));
    near(diversity.hill(0.5), hill.path("q0.5"));
    near(diversity.hill(1), hill.path("q1"));
    near(diversity.hill(2), hill.path("q2"));
    near(diversity.hill(3), hill.path("q3"));
    near(diversity.hill(Double.POSITIVE_INFINITY), hill.path("qInf"));
    expected
        .path("rarefy")
        .properties()
        .forEach(
            size ->
                near(
                    diversity
                        .rarefied(Integer.parseInt(size.getKey().substring(1)))
                        .orElseThrow()
                        .taxa(),
                    size.getValue()));
    Diversity.Chao1 chao1 = diversity.chao1().orElseThrow();
    near(chao1.taxa(), expected.path("chao1"));
    near(chao1.standardError(), expected.path("se_chao1"));
  }

  private static void near(double value, JsonNode expected) {
    double wanted = expected.doubleValue();
    assertThat(value).isCloseTo(wanted, within(RELATIVE * Math.max(1, Math.abs(wanted))));
  }

  @Test
  void aSingleTaxonHasNoEvenness() {
    Diversity diversity = Diversity.of(0, 7, 0);

    assertThat(diversity.richness()).isEqualTo(1);
    assertThat(diversity.shannon()).isEqualTo(0.0);
    assertThat(diversity.simpson()).isEqualTo(0.0);
    assertThat(diversity.pielou()).isEmpty();
    assertThat(diversity.hill(1)).isEqualTo(1.0);
  }

  @Test
  void coverHasNoIndividualsToDraw() {
    Diversity diversity = Diversity.of(12.5, 37.5);

    assertThat(diversity.hill(2)).isCloseTo(1.6, within(1e-12));
    assertThat(diversity.countsIndividuals()).isFalse();
    assertThat(diversity.chao1()).isEmpty();
    assertThat(diversity.rarefied(10)).isEmpty();
    assertThat(diversity.rarefaction()).isEmpty();
  }

  @Test
  void theCurveRisesToAllTaxa() {
    List<Diversity.Rarefied> curve = Diversity.of(8, 3, 1).rarefaction();

    assertThat(curve).extracting(Diversity.Rarefied::individuals).containsExactly(1, 2, 5, 10, 12);
    assertThat(curve.get(0).taxa()).isCloseTo(1, within(1e-12));
    // Of the 66 pairs 28 + 3 are of one taxon.
    assertThat(curve.get(1).taxa()).isCloseTo(1 + 35.0 / 66, within(1e-12));
    assertThat(curve.get(4).taxa()).isCloseTo(3, within(1e-12));
  }

  @Test
  void whatIsNoCountIsRefused() {
    assertThatThrownBy(() -> Diversity.of(3, -1)).hasMessage("a count must be 0 or more: -1.0");
    assertThatThrownBy(() -> Diversity.of(Double.NaN)).hasMessageContaining("0 or more: NaN");
    assertThatThrownBy(() -> Diversity.of(0, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> Diversity.of(1, 2).rarefied(4)).hasMessageContaining("3 individuals");
    assertThatThrownBy(() -> Diversity.of(1, 2).hill(-1)).hasMessageContaining("0 or more: -1.0");
  }
}

package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.geometry.Box;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

class DetectionClassesTest {

  private static final Taxonomy TREE = Taxonomy.shipped();

  private static final List<Taxon> MODEL =
      List.of(
          Taxon.UNIDENTIFIED_FISH,
          new Taxon("shark", Rank.UNRANKED, null, "Elasmobranchii"),
          new Taxon("Asteroidea", Rank.CLASS, null, "Echinodermata"));

  @Test
  void everyLabelIsAFishAndStarfishAreLeftOut() {
    DetectionClasses fish = DetectionClasses.fish(MODEL, TREE);

    assertThat(fish.names()).containsExactly("fish");
    assertThat(fish.ofLabel(label("6", "6"))).hasValue(0);
    assertThat(fish.ofDetection(0)).hasValue(0);
    assertThat(fish.ofDetection(1)).hasValue(0);
    assertThat(fish.ofDetection(2)).isEqualTo(OptionalInt.empty());
  }

  @Test
  void mappingComparesOnlyWhatItNames() {
    DetectionClasses two = DetectionClasses.of(List.of("0=fish", "4, 6 = shark"), MODEL, TREE);

    assertThat(two.names()).containsExactly("fish", "shark");
    assertThat(two.ofLabel(label("6", "stingray"))).hasValue(1);
    assertThat(two.ofLabel(label("1", "jellyfish"))).isEmpty();
    assertThat(two.ofDetection(1)).hasValue(1);
    assertThat(two.ofDetection(2)).isEmpty();
  }

  @Test
  void labelsAndClassesMayBeNames() {
    DetectionClasses stars =
        DetectionClasses.of(List.of("Crown_of_thorns=asteroidea"), MODEL, TREE);

    assertThat(stars.ofLabel(label("9", "crown of thorns"))).hasValue(0);
    assertThat(stars.ofDetection(2)).hasValue(0);
    assertThat(stars.ofDetection(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,4 | '0,4' is no mapping; write LABELS=CLASSES, such as 0,4,6=fish",
        "=fish | '=fish' is no mapping; write LABELS=CLASSES, such as 0,4,6=fish",
        "0=whale | 'whale' is no class of the model; it has: unidentified fish, shark, Asteroidea",
        "0,0=shark | the label '0' is mapped twice"
      })
  void wrongMappingIsNamed(String mapping, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DetectionClasses.of(List.of(mapping), MODEL, TREE))
        .withMessage(message);
  }

  @Test
  void classInTwoMappingsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DetectionClasses.of(List.of("0=shark", "4=shark"), MODEL, TREE))
        .withMessage("the class 'shark' is mapped twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DetectionClasses.of(List.of("0=fish", "4=fish"), MODEL, TREE))
        .withMessage(
            "the model has no other fish for 'fish'; it has: unidentified fish, shark, Asteroidea");
  }

  @Test
  void modelWithoutFishMustSayWhatToCompare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DetectionClasses.fish(MODEL.subList(2, 3), TREE))
        .withMessageContaining("--classes 0=Asteroidea");
  }

  private static DetectionTruth.Drawn label(String id, String name) {
    return new DetectionTruth.Drawn(id, name, new Box(0, 0, 1, 1), 1, false);
  }
}

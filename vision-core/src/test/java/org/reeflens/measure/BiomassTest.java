package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.stats.Interval;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

/** Weights from lengths. */
class BiomassTest {

  private static final LengthWeight PLAIN =
      new LengthWeight(0.02, 3, LengthType.FORK, 0, 0, Map.of());

  @TempDir private Path folder;

  @Test
  void aFishOf20CmWeighsATimes20ToTheB() {
    MaxNBiomass one = MaxNBiomass.of(1, List.of(fork(200, 0)), Optional.of(PLAIN));
    assertThat(one.grams()).hasValueSatisfying(g -> assertThat(g).isCloseTo(160, near()));
    assertThat(one.interval95().orElseThrow().low()).isCloseTo(160, near());
    assertThat(one.note()).isEmpty();
  }

  @Test
  void theErrorOfALengthCountsBTimes() {
    // 2 % of the length are 6 % of the weight.
    Interval interval =
        MaxNBiomass.of(1, List.of(fork(200, 4)), Optional.of(PLAIN)).interval95().orElseThrow();
    assertThat(interval.low()).isCloseTo(160 / Math.exp(1.959964 * 0.06), near());
    assertThat(interval.high()).isCloseTo(160 * Math.exp(1.959964 * 0.06), near());
  }

  @Test
  void theSpreadOfAAndBIsCommonToAllFish() {
    LengthWeight spread = new LengthWeight(0.02, 3, LengthType.FORK, 0.1, 0.05, Map.of());
    Interval one =
        MaxNBiomass.of(1, List.of(fork(200, 0)), Optional.of(spread)).interval95().orElseThrow();
    Interval four =
        MaxNBiomass.of(
                4,
                List.of(fork(200, 0), fork(200, 0), fork(200, 0), fork(200, 0)),
                Optional.of(spread))
            .interval95()
            .orElseThrow();
    double sd = Math.hypot(0.1 * Math.log(10), 0.05 * Math.log(20));
    assertThat(one.high()).isCloseTo(160 * Math.exp(1.959964 * sd), near());
    assertThat(four.high()).as("more fish do not narrow it").isCloseTo(4 * one.high(), near());
  }

  @Test
  void theIntervalHoldsTheTrueWeightAsOftenAsItSays() {
    Random random = new Random(4);
    LengthWeight told = new LengthWeight(0.02, 3, LengthType.FORK, 0.05, 0.02, Map.of());
    int held = 0;
    for (int run = 0; run < 2000; run++) {
      double a = 0.02 * Math.pow(10, 0.05 * random.nextGaussian());
      double b = 3 + 0.02 * random.nextGaussian();
      double truth = 0;
      List<FishLength> lengths = new ArrayList<>();
      for (int fish = 0; fish < 6; fish++) {
        double mm = 150 + 150 * random.nextDouble();
        truth += a * Math.pow(mm / 10, b);
        double error = 0.03 * mm;
        lengths.add(fork(mm + error * random.nextGaussian(), error));
      }
      held +=
          MaxNBiomass.of(6, lengths, Optional.of(told)).interval95().orElseThrow().contains(truth)
              ? 1
              : 0;
    }
    assertThat(held / 2000.0).isCloseTo(0.95, within(0.015));
  }

  @Test
  void withFewerLengthsThanFishItIsTheMeanWeightTimesMaxN() {
    MaxNBiomass five = MaxNBiomass.of(5, List.of(fork(100, 0), fork(200, 0)), Optional.of(PLAIN));
    assertThat(five.grams()).hasValueSatisfying(g -> assertThat(g).isCloseTo(450, near()));
    assertThat(five.note()).isEqualTo("2 of 5 fish were measured: mean weight times 5");
    // Weights 20 and 160: s^2 = 9800, the mean's variance 9800 / 2 * 3 / 5 = 2940, of 90 g.
    assertThat(five.interval95().orElseThrow().high())
        .isCloseTo(450 * Math.exp(1.959964 * Math.sqrt(2940) / 90), near());

    MaxNBiomass one = MaxNBiomass.of(5, List.of(fork(200, 4)), Optional.of(PLAIN));
    assertThat(one.grams()).hasValueSatisfying(g -> assertThat(g).isCloseTo(800, near()));
    assertThat(one.interval95()).as("how much fish differ is not known").isEmpty();
  }

  @Test
  void withoutParametersLengthsOrConversionThereIsNoWeight() {
    assertThat(MaxNBiomass.of(3, List.of(fork(200, 4)), Optional.empty()))
        .isEqualTo(
            new MaxNBiomass(
                3,
                1,
                Optional.empty(),
                Optional.empty(),
                "no length-weight parameters were given"));
    assertThat(MaxNBiomass.of(3, List.of(), Optional.of(PLAIN)).note())
        .isEqualTo("no fish in the frame of MaxN was measured");
    LengthWeight total = new LengthWeight(0.02, 3, LengthType.TOTAL, 0, 0, Map.of());
    MaxNBiomass refused = MaxNBiomass.of(1, List.of(fork(200, 4)), Optional.of(total));
    assertThat(refused.grams()).isEmpty();
    assertThat(refused.note())
        .isEqualTo("the weight needs TL, and no conversion from the measured length was given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaxNBiomass.of(1, List.of(fork(1, 0), fork(1, 0)), Optional.of(PLAIN)));
  }

  @Test
  void lengthsAreConvertedByTheirLine() {
    LengthWeight total =
        new LengthWeight(
            0.02,
            3,
            LengthType.TOTAL,
            0,
            0,
            Map.of(LengthType.FORK, new LengthWeight.Conversion(0.5, 1.1)));
    FishLength fitting = total.fitting(fork(200, 4)).orElseThrow();
    assertThat(fitting.mm()).as("0.5 cm + 1.1 * 20 cm").isCloseTo(225, near());
    assertThat(fitting.standardErrorMm()).isCloseTo(4.4, near());
    assertThat(fitting.type()).isEqualTo(LengthType.TOTAL);
  }

  /** Of one formula in five units: 0.02 g for a fish of 1 cm. */
  @ParameterizedTest
  @CsvSource({"cm_g, 0.02", "mm_g, 2.0e-5", "cm_kg, 2.0e-5", "mm_kg, 2.0e-8", "mm_mg, 0.02"})
  void everyUnitBecomesGramsAndCentimetres(String unit, double a) throws IOException {
    Path file =
        table("scientificName,a,b,lengthType,unit", "Girella tricuspidata," + a + ",3,FL," + unit);
    assertThat(of(file, "girella_tricuspidata").a()).isCloseTo(0.02, near());
  }

  @Test
  void columnsOfOtherTablesDoAsWell() throws IOException {
    LengthWeight checkEm =
        of(
            table(
                "scientific_name,fb_length_weight_measure,fb_a,fb_b,fb_a_ll,fb_b_ll",
                "Pagrus auratus,TL,0.0104,3.0,0.5,1.1"),
            "Pagrus auratus");
    assertThat(checkEm.conversions())
        .containsExactly(Map.entry(LengthType.FORK, new LengthWeight.Conversion(0.5, 1.1)));
    LengthWeight bayesian =
        of(
            table(
                "scientific_name,lwa_m,lwa_sd,lwb_m,lwb_sd,metric",
                "Pagrus auratus,0.0104,0.1,3.0,0.04,TL"),
            "Pagrus auratus");
    assertThat(bayesian.log10aSd()).isEqualTo(0.1);
    assertThat(bayesian.bSd()).isEqualTo(0.04);
  }

  @Test
  void theTableOfTaxaIsRead() throws IOException {
    LengthWeightTable table = LengthWeightTable.read(SharedData.path("reference/taxa.csv"));
    LengthWeight bream = table.of(taxon("Acanthopagrus australis")).orElseThrow();
    assertThat(bream).isEqualTo(new LengthWeight(0.0193, 3.0148, LengthType.FORK, 0, 0, Map.of()));
    assertThat(table.of(taxon("Pocillopora"))).as("a coral").isEmpty();
    // By hand: 0.0193 * 25^3.0148 g.
    assertThat(MaxNBiomass.of(1, List.of(fork(250, 0)), Optional.of(bream)).grams().orElseThrow())
        .isCloseTo(316.3, within(0.1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Zeus faber,0.02,3,XL,| 'XL' is no type of length; give FL, TL or SL",
        "Zeus faber,0.02,3,,| the type of the length is missing",
        "Zeus faber,,3,FL,| a is missing",
        "Zeus faber,0.02,,FL,| b is missing",
        "Zeus faber,0.02,x,FL,| 'x' in the column 'b' is no number",
        "Zeus faber,0.02,9,FL,| b = 9.0 is the exponent of no fish",
        "Zeus faber,20,3,FL,| a = 20.0 is of no fish in g and cm; is it for other units?",
        "Zeus faber,0.02,3,FL,inch| 'inch' is no unit; give cm_g, mm_g, cm_kg, mm_kg or mm_mg",
        ",0.02,3,FL,| no name in the column 'scientificName'"
      })
  void wrongRowsAreNamed(String row, String message) throws IOException {
    Path file = table("scientificName,a,b,lengthType,unit", row);
    assertThatIOException()
        .isThrownBy(() -> LengthWeightTable.read(file))
        .withMessageContaining("line 2")
        .withMessageContaining(message);
  }

  @Test
  void tablesWithoutParametersAndTwiceTheSameTaxonAreRefused() throws IOException {
    Path none = table("name,weight", "Zeus faber,3");
    assertThatIOException().isThrownBy(() -> LengthWeightTable.read(none));
    Path empty = table("scientificName,a,b,lengthType", "Zeus faber,,,");
    assertThatIOException()
        .isThrownBy(() -> LengthWeightTable.read(empty))
        .withMessageContaining("has no parameters");
    Path twice =
        table("scientificName,a,b,lengthType", "Zeus faber,0.02,3,FL", "zeus_faber,0.02,3,TL");
    assertThatIOException()
        .isThrownBy(() -> LengthWeightTable.read(twice))
        .withMessageContaining("line 3")
        .withMessageContaining("has a second row");
  }

  @Test
  void lengthsAreCountedByClasses() {
    LengthFrequency frequency =
        LengthFrequency.of(List.of(fork(199.9, 1), fork(200, 1), fork(231, 1), fork(239, 1)), 20);
    assertThat(frequency.classes())
        .containsExactly(
            new LengthFrequency.Bin(180, 200, 1),
            new LengthFrequency.Bin(200, 220, 1),
            new LengthFrequency.Bin(220, 240, 2));
    assertThat(LengthFrequency.of(List.of(), 20).classes()).isEmpty();
  }

  private static FishLength fork(double mm, double error) {
    return new FishLength(mm, error, LengthType.FORK);
  }

  private static Taxon taxon(String name) {
    return new Taxon(name, Rank.SPECIES, null, null);
  }

  private static LengthWeight of(Path file, String name) throws IOException {
    return LengthWeightTable.read(file).of(taxon(name)).orElseThrow();
  }

  private Path table(String... lines) throws IOException {
    return Files.write(folder.resolve("parameters.csv"), List.of(lines));
  }

  private static Offset<Double> near() {
    return within(1e-9);
  }
}

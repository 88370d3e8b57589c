package org.reeflens.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reeflens.survey.Diversity;
import org.reeflens.survey.TaxonCounts;

/** The diversity of one sample as a JSON file. */
public final class DiversityFile {

  /** The keys of the file, in order. */
  private record Content(
      int richness,
      double individuals,
      double shannon,
      double simpson,
      double inverseSimpson,
      @Nullable Double pielou,
      Hill hill,
      @Nullable Double chao1,
      @Nullable Double chao1StandardError,
      List<Diversity.Rarefied> rarefaction,
      List<String> notes,
      Map<String, String> definitions,
      EvaluationOrigin origin) {}

  private record Hill(double q0, double q1, double q2) {}

  private static final Map<String, String> DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "richness",
              "S, the number of taxa with a count above 0",
              "individuals",
              "N, the sum of the counts",
              "shannon",
              "H' = -sum p ln p, p being the share of a taxon; natural logarithm",
              "simpson",
              "1 - D = 1 - sum p^2",
              "inverseSimpson",
              "1 / D",
              "pielou",
              "J = H' / ln S; null for a single taxon",
              "hill",
              "(sum p^q)^(1/(1-q)); q1 is exp H'",
              "chao1",
              "S + f1 (f1 - 1) / (2 (f2 + 1)), f1 and f2 being the taxa counted once and twice; a"
                  + " lower bound of the taxa that live there; null where counts are no whole"
                  + " numbers",
              "rarefaction",
              "taxa expected among so many individuals drawn from the sample (Hurlbert); empty"
                  + " where counts are no whole numbers"));

  private DiversityFile() {}

  /** What a reader must know to use the numbers of a sample; empty where nothing. */
  public static List<String> notes(TaxonCounts sample) {
    List<String> notes = new ArrayList<>();
    if (sample.maxN()) {
      notes.add(
          "The counts are MaxN, lower bounds and no individuals; compare them with samples taken"
              + " the same way only.");
    }
    if (!sample.diversity().countsIndividuals()) {
      notes.add(
          "Some counts are no whole numbers, so there are no individuals to draw: no chao1 and no"
              + " rarefaction.");
    }
    return notes;
  }

  /**
   * Writes the indices of a sample.
   *
   * @param json where to
   * @param sample the sample
   * @param origin how it was made
   * @throws IllegalArgumentException if no count is above 0
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void write(Path json, TaxonCounts sample, EvaluationOrigin origin) {
    Diversity diversity = sample.diversity();
    Diversity.Chao1 chao1 = diversity.chao1().orElse(null);
    JsonFile.write(
        json,
        new Content(
            diversity.richness(),
            diversity.total(),
            diversity.shannon(),
            diversity.simpson(),
            diversity.inverseSimpson(),
            diversity.pielou().isPresent() ? diversity.pielou().getAsDouble() : null,
            new Hill(diversity.hill(0), diversity.hill(1), diversity.hill(2)),
            chao1 == null ? null : chao1.taxa(),
            chao1 == null ? null : chao1.standardError(),
            diversity.rarefaction(),
            notes(sample),
            DEFINITIONS,
            origin));
  }
}

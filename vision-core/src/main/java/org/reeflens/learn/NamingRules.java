package org.reeflens.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Scores;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.Setting;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/** Chooses, from out-of-fold scores, when an answer is sure enough. */
final class NamingRules {

  /** Part of the answers of a rank that shall be right. */
  static final double WANTED = 0.95;

  /** Part of the known crops that must not be refused as unknown. */
  static final double KEPT = 0.95;

  /** An answer less likely than not is none. */
  private static final double LOWEST = 0.5;

  private static final double HIGHEST = 0.99;

  private static final double STEP = 0.01;

  /** A part of fewer answers than these says little. */
  private static final int ENOUGH = 20;

  private static final double WEAK = 0.9;

  /** Ranks that answers are backed off to, besides those that classes have. */
  private static final Set<Rank> RANKS = Set.of(Rank.SPECIES, Rank.GENUS, Rank.FAMILY);

  private final List<Taxon> classes;
  private final Taxonomy taxonomy;

  NamingRules(List<Taxon> classes, Taxonomy taxonomy) {
    this.classes = classes;
    this.taxonomy = taxonomy;
  }

  /**
   * The rules.
   *
   * @param truth the class of each picture
   * @param scores its calibrated scores
   * @param temperature that they were made with
   * @param weak names of weak classes
   * @param unidentified the answer where no name is sure enough
   */
  Naming choose(
      int[] truth, List<Scores> scores, double temperature, Set<String> weak, String unidentified) {
    Map<Rank, Threshold> ranks = new EnumMap<>(Rank.class);
    for (Rank rank : Rank.values()) {
      List<@Nullable Taxon> above = above(rank);
      boolean isAsked =
          RANKS.contains(rank) || classes.stream().anyMatch(taxon -> taxon.rank() == rank);
      if (isAsked && rank != Rank.UNRANKED && above.stream().anyMatch(Objects::nonNull)) {
        ranks.put(rank, threshold(rank, above, truth, scores));
      }
    }
    double[] energies = scores.stream().mapToDouble(Scores::energy).sorted().toArray();
    double tau = energies[(int) Math.floor((1 - KEPT) * energies.length)];
    Setting known =
        new Setting(
            tau, percent(KEPT) + " of the " + truth.length + " out-of-fold crops lie at or above");
    Setting calibrated =
        new Setting(temperature, "least log loss of " + truth.length + " out-of-fold crops");
    return new Naming(
        calibrated,
        Optional.of(known),
        ranks,
        weak,
        weak.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Threshold(WEAK, "guess: what few pictures taught must be surer than the rest")),
        unidentified);
  }

  /** The taxon of a rank that each class belongs to; null where it belongs to none. */
  private List<@Nullable Taxon> above(Rank rank) {
    List<@Nullable Taxon> above = new ArrayList<>();
    for (Taxon taxon : classes) {
      Taxon own = rank == Rank.SPECIES && taxon.rank() == Rank.UNRANKED ? taxon : null;
      above.add(taxonomy.atRank(taxon, rank).orElse(own));
    }
    return above;
  }

  private Threshold threshold(
      Rank rank, List<@Nullable Taxon> above, int[] truth, List<Scores> scores) {
    double[] probabilities = new double[truth.length];
    boolean[] right = new boolean[truth.length];
    for (int n = 0; n < truth.length; n++) {
      Map<Taxon, Double> sums = new LinkedHashMap<>();
      for (int c = 0; c < classes.size(); c++) {
        Taxon taxon = above.get(c);
        if (taxon != null) {
          sums.merge(taxon, scores.get(n).probabilities()[c], Double::sum);
        }
      }
      Map.Entry<Taxon, Double> best =
          Collections.max(sums.entrySet(), Map.Entry.comparingByValue());
      probabilities[n] = best.getValue();
      right[n] = best.getKey().equals(above.get(truth[n]));
    }
    for (int step = 0; LOWEST + step * STEP <= HIGHEST + STEP / 2; step++) {
      double at = rounded(LOWEST + step * STEP);
      int answers = 0;
      int hits = 0;
      for (int n = 0; n < right.length; n++) {
        answers += probabilities[n] >= at ? 1 : 0;
        hits += probabilities[n] >= at && right[n] ? 1 : 0;
      }
      if (answers >= ENOUGH && hits >= WANTED * answers) {
        return new Threshold(
            at,
            String.format(
                Locale.ROOT,
                "lowest of %.2f to %.2f at which %s of the answers of rank %s are right: %d of %d"
                    + " out-of-fold crops",
                LOWEST,
                HIGHEST,
                percent(WANTED),
                rank.term(),
                hits,
                answers));
      }
    }
    return new Threshold(
        WANTED,
        "guess: no threshold had "
            + ENOUGH
            + " out-of-fold answers with "
            + percent(WANTED)
            + " right");
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}

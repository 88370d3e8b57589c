package org.reeflens.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.model.ModelPackage;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * Turns scores into names. A crop, or a track of crops, that looks like nothing known is
 * unidentified. Else the answer is the taxon of the narrowest rank whose classes together are
 * probable enough for that rank; if none is, it is unidentified too. A class that was taught with
 * too little needs more.
 */
public final class Namer {

  private static final int ALTERNATIVES = 3;

  private final List<Taxon> classes;
  private final Taxonomy taxonomy;
  private final Naming naming;
  private final Taxon unidentified;

  /** The classes within each taxon that may be an answer, narrowest ranks first. */
  private final Map<Taxon, List<Integer>> answers;

  private Namer(List<Taxon> classes, Taxonomy taxonomy, Naming naming) {
    this.classes = List.copyOf(classes);
    this.taxonomy = taxonomy;
    this.naming = naming;
    this.unidentified = new Taxon(naming.unidentified(), Rank.UNRANKED, null, null);
    this.answers = answers(this.classes, taxonomy, naming.ranks().keySet());
  }

  /** As a model package says, with the shipped taxonomy above the package's own. */
  public static Namer of(ModelPackage model) {
    return of(model.classes(), model.taxonomy().and(Taxonomy.shipped()), model.manifest().naming());
  }

  /**
   * A namer of its own.
   *
   * @param classes by the index of a score
   * @param taxonomy knows the taxa above the classes
   * @param naming temperature and thresholds; the temperature is not used here, scores come
   *     calibrated
   */
  public static Namer of(List<Taxon> classes, Taxonomy taxonomy, Naming naming) {
    return new Namer(classes, taxonomy, naming);
  }

  private static Map<Taxon, List<Integer>> answers(
      List<Taxon> classes, Taxonomy taxonomy, Set<Rank> ranks) {
    Map<Taxon, List<Integer>> answers = new LinkedHashMap<>();
    // A class without a rank, such as "bare substrate", answers like a species, and so does a
    // stage.
    for (int c = 0; c < classes.size(); c++) {
      if (narrowness(classes.get(c)) == Rank.UNRANKED) {
        answers.put(classes.get(c), List.of(c));
      }
    }
    List<Rank> narrowFirst = new ArrayList<>(ranks.isEmpty() ? Set.of() : EnumSet.copyOf(ranks));
    narrowFirst.sort(Comparator.reverseOrder());
    for (Rank rank : narrowFirst) {
      for (int c = 0; c < classes.size(); c++) {
        Optional<Taxon> above = taxonomy.atRank(classes.get(c), rank);
        if (above.isPresent()) {
          answers.computeIfAbsent(above.get(), taxon -> new ArrayList<>()).add(c);
        }
      }
    }
    return answers;
  }

  /** The classes by the index of a score. */
  public List<Taxon> classes() {
    return classes;
  }

  /** The tree that answers come from. */
  public Taxonomy taxonomy() {
    return taxonomy;
  }

  /** The answer where no name is sure enough. */
  public Taxon unidentified() {
    return unidentified;
  }

  /**
   * The scores of several crops of one animal as one: the mean of the logarithms of the
   * probabilities, weighted, and the weighted mean energy. Crops of one track resemble each other,
   * so more of them do not make the answer surer than a typical one of them is.
   *
   * @param crops one or more
   * @param weights how much each counts, above zero
   * @throws IllegalArgumentException if there is no crop, or not one weight for each
   */
  public static Scores consensus(List<Scores> crops, double[] weights) {
    if (crops.isEmpty() || crops.size() != weights.length) {
      throw new IllegalArgumentException(
          "a consensus needs crops with a weight each: " + crops.size() + ", " + weights.length);
    }
    double[] logarithms = new double[crops.get(0).probabilities().length];
    double energy = 0;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int c = 0; c < logarithms.length; c++) {
        logarithms[c] += weights[i] * crops.get(i).logProbability(c);
      }
      energy += weights[i] * crops.get(i).energy();
      sum += weights[i];
    }
    for (int c = 0; c < logarithms.length; c++) {
      logarithms[c] /= sum;
    }
    return new Scores(Scores.of(logarithms, 1).probabilities(), energy / sum);
  }

  /** The name that scores allow. */
  public Name name(Scores scores) {
    List<Name.Alternative> alternatives = alternatives(scores);
    if (naming.knownEnergy().isPresent() && scores.energy() < naming.knownEnergy().get().value()) {
      return new Name(unidentified, 0, Name.Reason.UNKNOWN, alternatives);
    }
    boolean weak = false;
    Taxon answer = unidentified;
    double probability = 0;
    for (Map.Entry<Taxon, List<Integer>> candidate : byProbability(scores)) {
      double together = together(scores, candidate.getValue());
      if (together < needed(candidate.getKey())) {
        continue;
      }
      if (isWeak(candidate.getKey()) && together < naming.weakConfidence().orElseThrow().value()) {
        weak = true;
        continue;
      }
      answer = candidate.getKey();
      probability = together;
      break;
    }
    boolean isClass = classes.get(scores.best()).equals(answer);
    Name.Reason reason = isClass ? Name.Reason.SURE : weak ? Name.Reason.WEAK : Name.Reason.UNSURE;
    return new Name(answer, probability, reason, alternatives);
  }

  /** Narrowest rank first and, within it, the most probable first. */
  private List<Map.Entry<Taxon, List<Integer>>> byProbability(Scores scores) {
    return answers.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<Taxon, List<Integer>> answer) -> narrowness(answer.getKey()))
                .reversed()
                .thenComparing(
                    answer -> together(scores, answer.getValue()), Comparator.reverseOrder()))
        .toList();
  }

  /** The rank; a stage is narrower than any. */
  private static Rank narrowness(Taxon taxon) {
    return taxon.stage() == null ? taxon.rank() : Rank.UNRANKED;
  }

  private static double together(Scores scores, List<Integer> within) {
    double sum = 0;
    for (int c : within) {
      sum += scores.probabilities()[c];
    }
    return Math.min(1, sum);
  }

  private double needed(Taxon taxon) {
    Rank rank = taxon.rank() == Rank.UNRANKED ? Rank.SPECIES : taxon.rank();
    return Optional.ofNullable(naming.ranks().get(rank)).map(Threshold::value).orElse(1.0);
  }

  private boolean isWeak(Taxon taxon) {
    return naming.weak().contains(taxon.label());
  }

  private List<Name.Alternative> alternatives(Scores scores) {
    return IntStream.range(0, classes.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer c) -> scores.probabilities()[c]).reversed())
        .limit(ALTERNATIVES)
        .map(c -> new Name.Alternative(classes.get(c), scores.probabilities()[c]))
        .toList();
  }
}

package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.Namer;
import org.reeflens.classify.Scores;
import org.reeflens.stats.ProperScores;
import org.reeflens.stats.RankingQuality;
import org.reeflens.stats.Reliability;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

/**
 * How well a classifier names crops whose taxon is known. An answer is right when it is the true
 * taxon or one below it. Top-1 is the most probable class, before any back-off; what the back-off
 * makes of it stands apart, and so do crops of taxa that the classifier was never taught. A number
 * that there is nothing to take from is null.
 *
 * @param top1 share of the crops of taught taxa whose most probable class is right
 * @param meanRecall mean over the taught taxa of the share of their crops that is right
 * @param meanRecallFrom15 the same over taxa with 15 crops or more
 * @param calibrationError expected calibration error of the probability of the most probable class
 * @param brier mean Brier score
 * @param logLoss mean negative log-likelihood of the true taxon
 * @param unidentified share of the crops of taught taxa that get no name after back-off
 * @param taxa numbers of each taught taxon, by its label
 * @param answers what the back-off made of the crops of taught taxa
 * @param groups top-1 of groups of crops, such as tracks; null where none are known
 * @param untaught numbers of each taxon that the classifier was not taught, by its label
 * @param untaughtAnswers the same, all together; null where there is none
 * @param confusion most probable class by label, taught taxa first
 * @param calibration probability of the most probable class against share right
 */
public record TaxonReport(
    Share top1,
    @Nullable Double meanRecall,
    @Nullable Double meanRecallFrom15,
    @Nullable Double calibrationError,
    @Nullable Double brier,
    @Nullable Double logLoss,
    Share unidentified,
    SortedMap<String, OfTaxon> taxa,
    Answers answers,
    @Nullable OfGroups groups,
    SortedMap<String, Untaught> untaught,
    @Nullable UntaughtTogether untaughtAnswers,
    ConfusionMatrix confusion,
    Reliability calibration) {

  private static final int ENOUGH = 15;

  /** Copies the collections. */
  public TaxonReport {
    taxa = Collections.unmodifiableSortedMap(new TreeMap<>(taxa));
    untaught = Collections.unmodifiableSortedMap(new TreeMap<>(untaught));
  }

  /**
   * The numbers of a taught taxon.
   *
   * @param taxon scientific name
   * @param n crops
   * @param recall share of them that is right
   * @param precision share of the crops called so that is right; null where none is called so
   * @param unidentified share of them that gets no name after back-off
   */
  public record OfTaxon(
      String taxon, int n, Share recall, @Nullable Double precision, Share unidentified) {}

  /**
   * What the back-off made of some crops.
   *
   * @param levels by the rank of the answer; {@code class without rank} and {@code unidentified}
   *     too
   * @param hierarchicalPrecision share of the names given, species, genus and family each, that is
   *     true
   * @param hierarchicalRecall share of the true names, species, genus and family each, that is
   *     given
   * @param rightOrCoarser share of the crops whose answer is right, be it a taxon above the true
   *     one
   * @param wrong share of the crops with a name that is not true
   */
  public record Answers(
      Map<String, Level> levels,
      @Nullable Double hierarchicalPrecision,
      @Nullable Double hierarchicalRecall,
      Share rightOrCoarser,
      Share wrong) {

    /** Copies the map, in its order. */
    public Answers {
      levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }
  }

  /**
   * Answers of one rank.
   *
   * @param share of all crops
   * @param right share of these answers that is the true taxon, one below or one above it; null for
   *     unidentified, which claims nothing
   */
  public record Level(Share share, @Nullable Share right) {}

  /**
   * Crops that belong together, named together by {@link Namer#consensus} with equal weights.
   *
   * @param top1 share of the groups whose most probable class is right
   * @param unidentified share of the groups that get no name after back-off
   * @param wrong share of the groups with a name that is not true after back-off
   */
  public record OfGroups(Share top1, Share unidentified, Share wrong) {}

  /**
   * Crops of a taxon that the classifier was not taught: only the back-off can be right.
   *
   * @param taxon scientific name
   * @param inTaxonomy whether the tree knows it; else only its genus, if that, can be right
   * @param n crops
   * @param rejected share that gets no name
   * @param rightAbove share that gets the name of a taxon above it
   * @param wrongSpecies share that gets the name of a wrong species, or of a wrong class without
   *     rank
   * @param wrongAbove share that gets another wrong name
   */
  public record Untaught(
      String taxon,
      boolean inTaxonomy,
      int n,
      Share rejected,
      Share rightAbove,
      Share wrongSpecies,
      Share wrongAbove) {}

  /**
   * All crops of untaught taxa.
   *
   * @param n crops
   * @param rejectedOrRightAbove share that gets no name or that of a taxon above it
   * @param wrongSpecies share that gets the name of a wrong species
   * @param energyAuroc how well the energy tells taught from untaught, 0.5 for guessing
   * @param probabilityAuroc the same for the highest probability
   */
  public record UntaughtTogether(
      int n,
      Share rejectedOrRightAbove,
      Share wrongSpecies,
      @Nullable Double energyAuroc,
      @Nullable Double probabilityAuroc) {}

  /**
   * Keeps the crops of some labels and lets only classes that are right for one of them compete:
   * how well the classifier tells these few from each other.
   *
   * @param labels two or more labels of the crops
   * @throws IllegalArgumentException if a label has no crop, or the classifier was not taught it
   */
  public static List<ScoredCrop> among(
      Collection<String> labels, List<ScoredCrop> crops, Namer namer) {
    Set<Integer> classes = new HashSet<>();
    for (TruthTaxon truth : TruthTaxon.of(labels, namer)) {
      if (crops.stream().noneMatch(crop -> crop.label().equals(truth.label()))) {
        throw new IllegalArgumentException("there is no crop of " + truth.label());
      }
      if (!truth.isKnown()) {
        throw new IllegalArgumentException("the model was not taught " + truth.label());
      }
      classes.addAll(truth.classes());
    }
    return crops.stream()
        .filter(crop -> labels.contains(crop.label()))
        .map(
            crop ->
                new ScoredCrop(
                    crop.file(), crop.label(), crop.group(), among(classes, crop.scores())))
        .toList();
  }

  private static Scores among(Set<Integer> classes, Scores scores) {
    double[] probabilities = new double[scores.probabilities().length];
    double sum = 0;
    for (int c : classes) {
      sum += scores.probabilities()[c];
    }
    for (int c : classes) {
      // Where all of them are as good as impossible they are equally so.
      probabilities[c] = sum > 0 ? scores.probabilities()[c] / sum : 1.0 / classes.size();
    }
    return new Scores(probabilities, scores.energy());
  }

  /**
   * Compares answers with the truth.
   *
   * @param crops the crops with their scores; one or more
   * @param namer the classifier's
   */
  public static TaxonReport of(List<ScoredCrop> crops, Namer namer) {
    return new Comparison(crops, namer).report();
  }

  /** What an answer after back-off is worth. */
  private enum Worth {
    RIGHT,
    RIGHT_ABOVE,
    UNIDENTIFIED,
    WRONG
  }

  /** A crop, or a group of crops, with everything that is asked of it. */
  private record Case(TruthTaxon truth, Scores scores, boolean right, Taxon answer, Worth worth) {

    double confidence() {
      return Math.min(1, scores.probabilities()[scores.best()]);
    }

    boolean namesSpecies() {
      return answer.rank() == Rank.SPECIES || answer.rank() == Rank.UNRANKED;
    }
  }

  /** One comparison under way. */
  private static final class Comparison {

    private final Namer namer;
    private final List<ScoredCrop> crops;
    private final Map<String, TruthTaxon> truths = new TreeMap<>();
    private final List<Case> taught;
    private final List<Case> untaught;

    Comparison(List<ScoredCrop> crops, Namer namer) {
      this.namer = namer;
      this.crops = crops;
      Set<String> labels = crops.stream().map(ScoredCrop::label).collect(Collectors.toSet());
      for (TruthTaxon truth : TruthTaxon.of(new TreeSet<>(labels), namer)) {
        truths.put(truth.label(), truth);
      }
      List<Case> cases =
          crops.stream().map(crop -> asCase(truth(crop.label()), crop.scores())).toList();
      taught = cases.stream().filter(one -> one.truth.isKnown()).toList();
      untaught = cases.stream().filter(one -> !one.truth.isKnown()).toList();
    }

    private TruthTaxon truth(String label) {
      return Objects.requireNonNull(truths.get(label), label);
    }

    private Case asCase(TruthTaxon truth, Scores scores) {
      Taxon answer = namer.name(scores).taxon();
      Worth worth =
          answer.equals(namer.unidentified())
              ? Worth.UNIDENTIFIED
              : truth.accepts(answer)
                  ? Worth.RIGHT
                  : truth.isBelow(answer) ? Worth.RIGHT_ABOVE : Worth.WRONG;
      return new Case(truth, scores, truth.classes().contains(scores.best()), answer, worth);
    }

    TaxonReport report() {
      ConfusionMatrix confusion = confusion();
      SortedMap<String, OfTaxon> taxa = taxa(confusion);
      Reliability calibration = calibration();
      return new TaxonReport(
          share(taught, Case::right),
          meanRecall(taxa.values(), 1),
          meanRecall(taxa.values(), ENOUGH),
          taught.isEmpty() ? null : calibration.error(),
          mean(one -> ProperScores.brier(one.scores.probabilities(), rightClasses(one))),
          mean(one -> ProperScores.logLoss(one.scores.probabilities(), rightClasses(one))),
          share(taught, one -> one.worth == Worth.UNIDENTIFIED),
          taxa,
          answers(),
          groups(),
          untaughtTaxa(),
          untaughtTogether(),
          confusion,
          calibration);
    }

    private static Share share(Collection<Case> cases, Predicate<Case> hit) {
      return Share.of((int) cases.stream().filter(hit).count(), cases.size());
    }

    private @Nullable Double mean(ToDoubleFunction<Case> number) {
      return taught.isEmpty() ? null : taught.stream().mapToDouble(number).average().orElseThrow();
    }

    private static boolean[] rightClasses(Case one) {
      boolean[] right = new boolean[one.scores.probabilities().length];
      one.truth.classes().forEach(c -> right[c] = true);
      return right;
    }

    private static @Nullable Double meanRecall(Collection<OfTaxon> taxa, int least) {
      List<Double> recalls = new ArrayList<>();
      for (OfTaxon of : taxa) {
        if (of.n() >= least && of.recall().share() != null) {
          recalls.add(of.recall().share());
        }
      }
      return recalls.isEmpty()
          ? null
          : recalls.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private Reliability calibration() {
      boolean[] right = new boolean[taught.size()];
      for (int i = 0; i < right.length; i++) {
        right[i] = taught.get(i).right;
      }
      return Reliability.of(taught.stream().mapToDouble(Case::confidence).toArray(), right);
    }

    private List<TruthTaxon> truths(boolean known) {
      return truths.values().stream().filter(truth -> truth.isKnown() == known).toList();
    }

    private ConfusionMatrix confusion() {
      List<TruthTaxon> known = truths(true);
      List<String> columns = new ArrayList<>(known.stream().map(TruthTaxon::label).toList());
      List<String> columnOfClass = new ArrayList<>();
      for (int c = 0; c < namer.classes().size(); c++) {
        columnOfClass.add(narrowest(c, known));
      }
      columnOfClass.stream()
          .distinct()
          .filter(name -> !columns.contains(name))
          .forEach(columns::add);
      List<String> rows = new ArrayList<>(columns.subList(0, known.size()));
      truths(false).forEach(truth -> rows.add(truth.label()));

      ConfusionMatrix.Counter counter = new ConfusionMatrix.Counter(rows, columns);
      for (List<Case> cases : List.of(taught, untaught)) {
        for (Case one : cases) {
          String label = one.truth.label();
          String column = one.right ? label : columnOfClass.get(one.scores.best());
          counter.add(rows.indexOf(label), columns.indexOf(column));
        }
      }
      return counter.matrix();
    }

    /** The label that says most about a class; its own name where no label is about it. */
    private String narrowest(int classIndex, List<TruthTaxon> known) {
      return known.stream()
          .filter(truth -> truth.classes().contains(classIndex))
          .min(Comparator.comparingInt(truth -> truth.classes().size()))
          .map(TruthTaxon::label)
          .orElse(namer.classes().get(classIndex).label());
    }

    private SortedMap<String, OfTaxon> taxa(ConfusionMatrix confusion) {
      SortedMap<String, OfTaxon> taxa = new TreeMap<>();
      List<TruthTaxon> known = truths(true);
      for (int t = 0; t < known.size(); t++) {
        TruthTaxon truth = known.get(t);
        List<Case> cases = taught.stream().filter(one -> one.truth == truth).toList();
        int called = 0;
        for (int row = 0; row < known.size(); row++) {
          called += confusion.count(row, t);
        }
        taxa.put(
            truth.label(),
            new OfTaxon(
                truth.taxon().label(),
                cases.size(),
                share(cases, Case::right),
                called == 0 ? null : (double) confusion.count(t, t) / called,
                share(cases, one -> one.worth == Worth.UNIDENTIFIED)));
      }
      return taxa;
    }

    private Answers answers() {
      Map<String, List<Case>> byLevel = new LinkedHashMap<>();
      for (Rank rank : List.of(Rank.SPECIES, Rank.GENUS, Rank.FAMILY)) {
        byLevel.put(level(rank), new ArrayList<>());
      }
      int given = 0;
      int told = 0;
      int both = 0;
      for (Case one : taught) {
        boolean nameless = one.worth == Worth.UNIDENTIFIED;
        String level = nameless ? "unidentified" : level(one.answer.rank());
        byLevel.computeIfAbsent(level, name -> new ArrayList<>()).add(one);
        Set<String> said = nameless ? Set.of() : one.truth.namesOf(one.answer);
        Set<String> there = one.truth.namesOf(one.truth.taxon());
        Set<String> shared = new LinkedHashSet<>(said);
        shared.retainAll(there);
        given += said.size();
        told += there.size();
        both += shared.size();
      }
      byLevel.computeIfAbsent("unidentified", name -> new ArrayList<>());
      Map<String, Level> levels = new LinkedHashMap<>();
      byLevel.forEach(
          (name, cases) ->
              levels.put(
                  name,
                  new Level(
                      Share.of(cases.size(), taught.size()),
                      name.equals("unidentified")
                          ? null
                          : share(cases, one -> one.worth != Worth.WRONG))));
      return new Answers(
          levels,
          given == 0 ? null : (double) both / given,
          told == 0 ? null : (double) both / told,
          share(taught, one -> one.worth == Worth.RIGHT || one.worth == Worth.RIGHT_ABOVE),
          share(taught, one -> one.worth == Worth.WRONG));
    }

    private static String level(Rank rank) {
      return rank == Rank.UNRANKED ? "class without rank" : rank.term();
    }

    private @Nullable OfGroups groups() {
      record Key(String label, String group) {}
      Map<Key, List<Scores>> members = new LinkedHashMap<>();
      for (ScoredCrop crop : crops) {
        if (crop.group() != null && truth(crop.label()).isKnown()) {
          members
              .computeIfAbsent(new Key(crop.label(), crop.group()), key -> new ArrayList<>())
              .add(crop.scores());
        }
      }
      if (members.isEmpty()) {
        return null;
      }
      List<Case> groups = new ArrayList<>();
      members.forEach(
          (key, scores) -> {
            double[] equal = new double[scores.size()];
            Arrays.fill(equal, 1);
            groups.add(asCase(truth(key.label), Namer.consensus(scores, equal)));
          });
      return new OfGroups(
          share(groups, Case::right),
          share(groups, one -> one.worth == Worth.UNIDENTIFIED),
          share(groups, one -> one.worth == Worth.WRONG));
    }

    private SortedMap<String, Untaught> untaughtTaxa() {
      SortedMap<String, Untaught> taxa = new TreeMap<>();
      for (TruthTaxon truth : truths(false)) {
        List<Case> cases = untaught.stream().filter(one -> one.truth == truth).toList();
        taxa.put(
            truth.label(),
            new Untaught(
                truth.taxon().label(),
                truth.isInTaxonomy(),
                cases.size(),
                share(cases, one -> one.worth == Worth.UNIDENTIFIED),
                share(cases, one -> one.worth == Worth.RIGHT_ABOVE),
                share(cases, Comparison::isWrongSpecies),
                share(cases, one -> one.worth == Worth.WRONG && !one.namesSpecies())));
      }
      return taxa;
    }

    private static boolean isWrongSpecies(Case one) {
      return one.worth == Worth.WRONG && one.namesSpecies();
    }

    private @Nullable UntaughtTogether untaughtTogether() {
      return untaught.isEmpty()
          ? null
          : new UntaughtTogether(
              untaught.size(),
              share(untaught, one -> one.worth != Worth.WRONG),
              share(untaught, Comparison::isWrongSpecies),
              auroc(one -> one.scores.energy()),
              auroc(Case::confidence));
    }

    private @Nullable Double auroc(ToDoubleFunction<Case> familiarity) {
      return taught.isEmpty() || untaught.isEmpty()
          ? null
          : RankingQuality.auroc(
              taught.stream().mapToDouble(familiarity).toArray(),
              untaught.stream().mapToDouble(familiarity).toArray());
    }
  }
}

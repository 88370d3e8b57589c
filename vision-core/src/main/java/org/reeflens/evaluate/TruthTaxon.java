package org.reeflens.evaluate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reeflens.classify.Namer;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * The taxon that a label of the truth means, and which answers are right for it: that taxon and
 * every one below it.
 */
final class TruthTaxon {

  private static final String LEFTOVER = "other ";

  private final String label;
  private final Taxon taxon;
  private final boolean inTaxonomy;
  private final Taxonomy taxonomy;
  private final Set<Integer> classes;

  /** Taxa of other labels below this one that this label does not mean. */
  private final List<Taxon> except;

  private TruthTaxon(
      String label, Taxon taxon, Taxonomy taxonomy, Namer namer, List<Taxon> except) {
    this.label = label;
    this.taxon = taxon;
    this.taxonomy = taxonomy;
    this.except = List.copyOf(except);
    this.inTaxonomy = taxonomy.find(taxon.label()).isPresent();
    this.classes =
        IntStream.range(0, namer.classes().size())
            .filter(c -> accepts(namer.classes().get(c)))
            .boxed()
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Finds the taxa of labels. A label is a class of the classifier, a scientific name, a synonym, a
   * genus followed by {@code sp}, or a name with more words behind it, such as {@code juvenile}. A
   * species that the tree does not know stands under the genus that its name begins with. A label
   * that begins with {@code other} means its taxon without those of the other labels.
   *
   * @param labels words joined by blanks or underscores
   * @param namer the classifier's
   */
  static List<TruthTaxon> of(Collection<String> labels, Namer namer) {
    List<Taxon> taxa = labels.stream().map(label -> taxon(label, namer)).toList();
    return labels.stream()
        .map(
            label -> {
              Taxon taxon = taxon(label, namer);
              List<Taxon> others =
                  plain(label).startsWith(LEFTOVER)
                      ? taxa.stream()
                          .filter(other -> !other.equals(taxon))
                          .filter(other -> namer.taxonomy().isWithin(other, taxon))
                          .toList()
                      : List.of();
              return new TruthTaxon(label, taxon, namer.taxonomy(), namer, others);
            })
        .toList();
  }

  private static Taxon taxon(String label, Namer namer) {
    String name = plain(label);
    for (Taxon taught : namer.classes()) {
      if (plain(taught.label()).equals(name)) {
        return taught;
      }
    }
    // From the whole name down to its first word, so that what follows the name does no harm.
    for (String part = name; !part.isEmpty(); part = withoutLastWord(part)) {
      Optional<Taxon> known = namer.taxonomy().find(part);
      if (known.isPresent()) {
        String rest = name.substring(part.length()).replace(".", "").strip();
        boolean meansGenus = rest.isEmpty() || rest.equals("sp") || rest.equals("spp");
        return known.get().rank() != Rank.GENUS || meansGenus
            ? known.get()
            : new Taxon(readable(label), Rank.SPECIES, null, known.get().scientificName());
      }
    }
    return new Taxon(readable(label), Rank.UNRANKED, null, null);
  }

  private static String withoutLastWord(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf(' ')));
  }

  private static String readable(String label) {
    return label.replace('_', ' ').strip();
  }

  private static String plain(String label) {
    return readable(label).toLowerCase(Locale.ROOT);
  }

  /** As the truth writes it. */
  String label() {
    return label;
  }

  /** The taxon it means. */
  Taxon taxon() {
    return taxon;
  }

  /** Whether the tree knows the taxon; else only a genus in its name says where it stands. */
  boolean isInTaxonomy() {
    return inTaxonomy;
  }

  /** Whether the classifier was taught this taxon, or one below it. */
  boolean isKnown() {
    return !classes.isEmpty();
  }

  /** The classes that are right, by their index. */
  Set<Integer> classes() {
    return classes;
  }

  /** Whether an answer is this taxon or one below it. */
  boolean accepts(Taxon answer) {
    return taxonomy.isWithin(answer, taxon)
        && except.stream().noneMatch(other -> taxonomy.isWithin(answer, other));
  }

  /** Whether an answer is right but says less: a taxon above this one. */
  boolean isBelow(Taxon answer) {
    return !accepts(answer) && taxonomy.isWithin(taxon, answer);
  }

  /**
   * The names that describe an answer, from family down; the answer itself in any case. One that is
   * right, or is below what the truth tells, says what the truth says.
   */
  Set<String> namesOf(Taxon answer) {
    Taxon told = accepts(answer) ? taxon : answer;
    Set<String> names = new LinkedHashSet<>(Set.of(told.label()));
    for (Taxon above : taxonomy.lineage(told)) {
      if (above.rank().compareTo(Rank.FAMILY) >= 0) {
        names.add(above.label());
      }
    }
    return names;
  }
}

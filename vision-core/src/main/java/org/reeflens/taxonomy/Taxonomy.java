package org.reeflens.taxonomy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A tree of taxa: who belongs to whom. Names are found by their scientific name or a synonym, a
 * stage by its {@link Taxon#label}, in any case and with words joined by spaces or underscores.
 */
public final class Taxonomy {

  private static final String SHIPPED = "taxa.csv";

  private final Map<String, Taxon> byName;
  private final Collection<Taxon> taxa;

  private Taxonomy(Map<String, Taxon> byName, Collection<Taxon> taxa) {
    this.byName = byName;
    this.taxa = taxa;
  }

  /**
   * The tree that comes with the library: fishes, corals and other animals of the reef. Identifiers
   * and names were each seen in the source that the file {@code taxa.csv} names beside them; an
   * identifier that nobody saw is missing.
   */
  public static Taxonomy shipped() {
    return Shipped.TREE;
  }

  /**
   * A tree.
   *
   * @param taxa each taxon with its synonyms; a parent that is not among them ends the lineage
   * @throws IllegalArgumentException if two taxa have one name, or a lineage runs in a circle
   */
  public static Taxonomy of(Map<Taxon, ? extends List<String>> taxa) {
    Map<String, Taxon> names = new LinkedHashMap<>();
    for (Taxon taxon : taxa.keySet()) {
      Taxon other = names.put(key(taxon.label()), taxon);
      if (other != null) {
        throw new IllegalArgumentException("two taxa are named " + taxon.label());
      }
    }
    // A synonym never hides an accepted name.
    taxa.forEach(
        (taxon, synonyms) -> synonyms.forEach(synonym -> names.putIfAbsent(key(synonym), taxon)));
    Taxonomy tree = new Taxonomy(names, List.copyOf(taxa.keySet()));
    taxa.keySet().forEach(tree::lineage);
    return tree;
  }

  /** This tree with what another one knows besides; of taxa with one name this tree's counts. */
  public Taxonomy and(Taxonomy other) {
    Map<String, Taxon> names = new LinkedHashMap<>(byName);
    other.byName.forEach(names::putIfAbsent);
    List<Taxon> all = new ArrayList<>(taxa);
    other.taxa.stream().filter(taxon -> !byName.containsKey(key(taxon.label()))).forEach(all::add);
    return new Taxonomy(names, Collections.unmodifiableList(all));
  }

  /** All taxa of the tree. */
  public Collection<Taxon> taxa() {
    return taxa;
  }

  /** The taxon of a scientific name or synonym. */
  public Optional<Taxon> find(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /**
   * A taxon and those above it, from the narrowest on. A taxon that the tree does not know stands
   * under its own parent.
   *
   * @throws IllegalArgumentException if the lineage runs in a circle
   */
  public List<Taxon> lineage(Taxon taxon) {
    List<Taxon> line = new ArrayList<>(List.of(taxon));
    Optional<Taxon> next = parent(taxon);
    while (next.isPresent()) {
      if (line.contains(next.get())) {
        throw new IllegalArgumentException(taxon.scientificName() + " is among its own ancestors");
      }
      line.add(next.get());
      next = parent(next.get());
    }
    return line;
  }

  private Optional<Taxon> parent(Taxon taxon) {
    if (taxon.stage() != null) {
      return Optional.of(find(taxon.scientificName()).orElseGet(taxon::withoutStage));
    }
    Taxon known = taxon.parent() == null ? byName.get(key(taxon.scientificName())) : taxon;
    return known == null || known.parent() == null ? Optional.empty() : find(known.parent());
  }

  /** Whether a taxon is another one or stands below it. */
  public boolean isWithin(Taxon taxon, Taxon ancestor) {
    String name = key(ancestor.label());
    return lineage(taxon).stream().anyMatch(above -> key(above.label()).equals(name));
  }

  /**
   * Whether a taxon counts as a fish: it is not known to be of another phylum than the vertebrates'
   * or a sea squirt. A name that the tree does not know counts as a fish, as "unidentified fish"
   * does.
   */
  public boolean isFish(Taxon taxon) {
    return lineage(taxon).stream()
        .noneMatch(
            above ->
                above.scientificName().equals("Tunicata")
                    || (above.rank() == Rank.PHYLUM && !above.scientificName().equals("Chordata")));
  }

  /** A taxon, or the one above it, that has a rank; never a stage. */
  public Optional<Taxon> atRank(Taxon taxon, Rank rank) {
    return lineage(taxon).stream()
        .filter(above -> above.rank() == rank && above.stage() == null)
        .findFirst();
  }

  private static String key(String name) {
    return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  /** Reads the shipped table on first use. */
  private static final class Shipped {

    static final Taxonomy TREE = read();

    private static Taxonomy read() {
      Map<Taxon, List<String>> taxa = new LinkedHashMap<>();
      try (InputStream in = Taxonomy.class.getResourceAsStream(SHIPPED)) {
        if (in == null) {
          throw new IllegalStateException("the library lacks its file " + SHIPPED);
        }
        try (CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
          rows.forEach(row -> taxa.put(taxon(row), synonyms(row.getField("synonyms"))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return of(taxa);
    }

    private static Taxon taxon(NamedCsvRecord row) {
      String aphiaId = row.getField("aphiaId");
      String parent = row.getField("parent");
      return new Taxon(
          row.getField("scientificName"),
          Rank.valueOf(row.getField("rank").toUpperCase(Locale.ROOT)),
          aphiaId.isEmpty() ? null : Integer.valueOf(aphiaId),
          parent.isEmpty() ? null : parent);
    }

    private static List<String> synonyms(String field) {
      return Arrays.stream(field.split(";", -1))
          .map(String::strip)
          .filter(synonym -> !synonym.isEmpty())
          .toList();
    }
  }
}

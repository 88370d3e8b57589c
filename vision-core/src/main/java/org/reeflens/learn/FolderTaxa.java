package org.reeflens.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reeflens.table.CsvTable;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * Turns names of folders into taxa. A name that the taxonomy knows, accepted or synonym, is that
 * taxon. Else {@code Genus species} is a species of that genus, {@code Genus sp} the genus, {@code
 * Genus species juvenile} a life stage of the species, {@code Genus species} with other words a
 * form of it, a word in {@code -idae} a family, and anything else a group without a rank. No
 * identifier is ever made up.
 */
final class FolderTaxa {

  private static final Pattern UNSURE = Pattern.compile("([A-Z][a-z-]+) spp?\\.?");
  private static final Pattern BINOMIAL = Pattern.compile("([A-Z][a-z-]+) [a-z-]{3,}");
  private static final Pattern STAGE =
      Pattern.compile("(.+) (juvenile|subadult|adult|recruit|initial phase|terminal phase)");
  private static final Pattern FORM = Pattern.compile("([A-Z][a-z-]+ [a-z-]{3,}) .+");
  private static final Pattern FAMILY = Pattern.compile("[A-Z][a-z]+idae");

  /** The groups of the shipped taxonomy that together are the fishes. */
  private static final Set<String> FISHES = Set.of("Actinopterygii", "Teleostei", "Elasmobranchii");

  private final Map<Taxon, List<String>> made = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final Taxonomy known;
  private final List<Taxon> classes;

  private FolderTaxa(List<String> folders, Taxonomy known) {
    this.known = known;
    this.classes = classes(folders);
  }

  /**
   * The taxa of folders.
   *
   * @param csv a user's table that counts first: columns {@code scientificName}, {@code rank}, and,
   *     where known, {@code parent} and {@code aphiaId}; null for none
   * @param known the taxonomy
   * @throws TeachException if the table cannot be read or two folders name one taxon
   */
  static FolderTaxa of(List<String> folders, @Nullable Path csv, Taxonomy known) {
    return new FolderTaxa(folders, csv == null ? known : table(csv).and(known));
  }

  private static Taxonomy table(Path csv) {
    Map<Taxon, List<String>> table = new LinkedHashMap<>();
    try {
      for (CsvTable.Row row : CsvTable.read(csv, "scientificName", "rank").rows()) {
        table.put(taxon(row), List.of());
      }
      return Taxonomy.of(table);
    } catch (IOException e) {
      throw new TeachException(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw new TeachException(csv + ": " + e.getMessage() + ".", e);
    }
  }

  private static Taxon taxon(CsvTable.Row row) throws IOException {
    String rank = row.text("rank");
    if (Arrays.stream(Rank.values()).noneMatch(known -> known.name().equalsIgnoreCase(rank))) {
      throw row.wrong("'" + rank + "' is no rank; ranks are species, genus, family and so on");
    }
    Optional<String> aphiaId = row.field("aphiaId");
    if (aphiaId.isPresent() && !aphiaId.get().matches("[0-9]{1,9}")) {
      throw row.wrong("aphiaId must be a whole number or empty");
    }
    return new Taxon(
        row.text("scientificName"),
        Rank.valueOf(rank.toUpperCase(Locale.ROOT)),
        aphiaId.map(Integer::valueOf).filter(number -> number > 0).orElse(null),
        row.field("parent").orElse(null));
  }

  private List<Taxon> classes(List<String> folders) {
    // Longer names first: they say which single words are genera.
    List<String> longFirst = new ArrayList<>(folders);
    longFirst.sort(
        Comparator.comparingLong(folder -> -name(folder).chars().filter(c -> c == ' ').count()));
    Map<String, Taxon> taxa = new HashMap<>();
    longFirst.forEach(folder -> taxa.put(folder, of(name(folder))));
    Map<Taxon, String> folderOf = new HashMap<>();
    List<Taxon> classes = folders.stream().map(taxa::get).filter(Objects::nonNull).toList();
    for (int c = 0; c < classes.size(); c++) {
      String folder = folders.get(c);
      String other = folderOf.put(classes.get(c), folder);
      if (other != null) {
        throw new TeachException(
            "the folders "
                + other
                + " and "
                + folder
                + " are one taxon, "
                + classes.get(c).label()
                + "; put their pictures together.");
      }
    }
    return classes;
  }

  private static String name(String folder) {
    return folder.replace('_', ' ').strip();
  }

  private Taxon of(String name) {
    Optional<Taxon> taught = known.find(name);
    if (taught.isPresent()) {
      if (!taught.get().scientificName().equalsIgnoreCase(name)) {
        notes.add(name + " is taught as " + taught.get().scientificName() + ".");
      }
      return taught.get();
    }
    Taxon taxon = find(name).orElseGet(() -> make(name));
    notes.add(name + " is not in the taxonomy; it is taken for " + kind(taxon));
    return taxon;
  }

  private static String kind(Taxon taxon) {
    if (taxon.stage() != null) {
      return "a life stage of " + taxon.scientificName() + ".";
    }
    return taxon.rank() == Rank.UNRANKED
        ? "a group without a rank."
        : "a " + taxon.rank().term() + " without an AphiaID.";
  }

  private Optional<Taxon> find(String name) {
    return taxonomy().find(name);
  }

  private Taxon make(String name) {
    Matcher unsure = UNSURE.matcher(name);
    if (unsure.matches()) {
      return genus(unsure.group(1));
    }
    Matcher binomial = BINOMIAL.matcher(name);
    if (binomial.matches()) {
      return keep(new Taxon(name, Rank.SPECIES, null, genus(binomial.group(1)).scientificName()));
    }
    Matcher stage = STAGE.matcher(name);
    if (stage.matches()) {
      String of = stage.group(1);
      Taxon grown = find(of).orElseGet(() -> make(of));
      return keep(
          new Taxon(
              grown.scientificName(),
              grown.rank(),
              grown.aphiaId(),
              grown.parent(),
              stage.group(2)));
    }
    Matcher form = FORM.matcher(name);
    if (form.matches()) {
      Taxon species = find(form.group(1)).orElseGet(() -> make(form.group(1)));
      return keep(new Taxon(name, Rank.UNRANKED, null, species.scientificName()));
    }
    Rank rank = FAMILY.matcher(name).matches() ? Rank.FAMILY : Rank.UNRANKED;
    return keep(new Taxon(name, rank, null, null));
  }

  private Taxon genus(String name) {
    return find(name).orElseGet(() -> keep(new Taxon(name, Rank.GENUS, null, null)));
  }

  private Taxon keep(Taxon taxon) {
    made.putIfAbsent(taxon, List.of());
    return taxon;
  }

  /** The taxa, in the order of the folders. */
  List<Taxon> classes() {
    return classes;
  }

  /** All that is known, with what was made. */
  Taxonomy taxonomy() {
    return known.and(Taxonomy.of(made));
  }

  /**
   * Whether those classes whose place in the tree is known are all fishes; empty where no place is
   * known.
   */
  Optional<Boolean> areFishes() {
    Taxonomy tree = taxonomy();
    List<List<Taxon>> placed =
        classes.stream()
            .map(tree::lineage)
            .filter(line -> line.get(line.size() - 1).rank() == Rank.PHYLUM)
            .toList();
    return placed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            placed.stream()
                .allMatch(
                    line ->
                        line.stream().anyMatch(above -> FISHES.contains(above.scientificName()))));
  }

  /** What was made of names that are not in the taxonomy as they stand, a sentence each. */
  List<String> notes() {
    return notes;
  }
}

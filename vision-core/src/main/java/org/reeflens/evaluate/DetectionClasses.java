package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * Which labels of the truth are compared with which classes of a detector. Labels and detections
 * that belong to no compared class are left out.
 */
public final class DetectionClasses {

  /** Stands for every class of the model that is a fish and that no other mapping names. */
  public static final String FISH = "fish";

  /** What is called fish: ray-finned fishes, sharks and rays. */
  private static final Set<String> FISHES = Set.of("Actinopterygii", "Teleostei", "Elasmobranchii");

  private final List<String> names;
  private final @Nullable IntPredicate fishLabels;
  private final Map<String, Integer> ofLabel;
  private final Map<Integer, Integer> ofModelClass;

  private DetectionClasses(
      List<String> names,
      @Nullable IntPredicate fishLabels,
      Map<String, Integer> ofLabel,
      Map<Integer, Integer> ofModelClass) {
    this.names = List.copyOf(names);
    this.fishLabels = fishLabels;
    this.ofLabel = ofLabel;
    this.ofModelClass = ofModelClass;
  }

  /**
   * Every label is a fish, and so is every detection, except those of classes that stand elsewhere
   * in the tree of animals, such as jellyfish or starfish: they are left out.
   *
   * @param modelClasses the classes of the detector
   * @param taxonomy knows the taxa above them; a class that it knows nothing of is a fish
   * @throws IllegalArgumentException if no class is a fish
   */
  public static DetectionClasses fish(List<Taxon> modelClasses, Taxonomy taxonomy) {
    return fish(modelClasses, taxonomy, label -> true);
  }

  /** Every label of some numbers is a fish. */
  static DetectionClasses fish(List<Taxon> modelClasses, Taxonomy taxonomy, IntPredicate labels) {
    Set<Integer> fish = fishOf(modelClasses, taxonomy);
    if (fish.isEmpty()) {
      throw new IllegalArgumentException(
          "the model finds no fish; say what to compare, such as --classes 0="
              + modelClasses.get(0).label());
    }
    return new DetectionClasses(
        List.of(FISH), labels, Map.of(), fish.stream().collect(Collectors.toMap(i -> i, i -> 0)));
  }

  private static Set<Integer> fishOf(List<Taxon> modelClasses, Taxonomy taxonomy) {
    Set<Integer> fish = new HashSet<>();
    for (int i = 0; i < modelClasses.size(); i++) {
      List<Taxon> lineage = taxonomy.lineage(modelClasses.get(i));
      boolean placed = lineage.stream().anyMatch(taxon -> taxon.rank() == Rank.PHYLUM);
      if (!placed || lineage.stream().anyMatch(taxon -> FISHES.contains(taxon.scientificName()))) {
        fish.add(i);
      }
    }
    return fish;
  }

  /**
   * Reads mappings such as {@code 0,4,6=fish}: left the labels, by number or by name, right the
   * classes of the model that they are compared with. Each mapping is one class of the comparison.
   *
   * @param mappings one or more
   * @param modelClasses the classes of the detector
   * @param taxonomy knows the taxa above them
   * @throws IllegalArgumentException if a mapping cannot be read, names a class that the model does
   *     not have, or names one that another has named
   */
  public static DetectionClasses of(
      List<String> mappings, List<Taxon> modelClasses, Taxonomy taxonomy) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> ofLabel = new HashMap<>();
    Map<Integer, Integer> ofModelClass = new HashMap<>();
    List<Integer> mixed = new ArrayList<>();
    for (String mapping : mappings) {
      int equals = mapping.indexOf('=');
      List<String> labels = words(mapping.substring(0, Math.max(0, equals)));
      List<String> classes = words(mapping.substring(equals + 1));
      if (equals < 0 || labels.isEmpty() || classes.isEmpty()) {
        throw new IllegalArgumentException(
            "'" + mapping + "' is no mapping; write LABELS=CLASSES, such as 0,4,6=fish");
      }
      int index = names.size();
      names.add(mapping.substring(equals + 1).strip());
      for (String label : labels) {
        if (ofLabel.put(plain(label), index) != null) {
          throw new IllegalArgumentException("the label '" + label + "' is mapped twice");
        }
      }
      for (String name : classes) {
        if (plain(name).equals(FISH) && named(name, modelClasses).isEmpty()) {
          mixed.add(index);
        } else {
          Set<Integer> ofName = named(name, modelClasses);
          if (ofName.isEmpty()) {
            throw new IllegalArgumentException(
                "'" + name + "' is no class of the model; it has: " + list(modelClasses));
          }
          put(ofModelClass, ofName, index, modelClasses);
        }
      }
    }
    for (int index : mixed) {
      Set<Integer> others = fishOf(modelClasses, taxonomy);
      others.removeAll(ofModelClass.keySet());
      if (others.isEmpty()) {
        throw new IllegalArgumentException(
            "the model has no other fish for '" + FISH + "'; it has: " + list(modelClasses));
      }
      put(ofModelClass, others, index, modelClasses);
    }
    return new DetectionClasses(names, null, ofLabel, ofModelClass);
  }

  private static Set<Integer> named(String name, List<Taxon> modelClasses) {
    return IntStream.range(0, modelClasses.size())
        .filter(i -> plain(modelClasses.get(i).label()).equals(plain(name)))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static void put(
      Map<Integer, Integer> ofModelClass,
      Set<Integer> classes,
      int index,
      List<Taxon> modelClasses) {
    for (int modelClass : classes) {
      if (ofModelClass.put(modelClass, index) != null) {
        throw new IllegalArgumentException(
            "the class '" + modelClasses.get(modelClass).label() + "' is mapped twice");
      }
    }
  }

  private static String list(List<Taxon> modelClasses) {
    return modelClasses.stream().map(Taxon::label).collect(Collectors.joining(", "));
  }

  /** The compared classes by their index. */
  public List<String> names() {
    return names;
  }

  /** The class of a label; empty for one that is left out. */
  OptionalInt ofLabel(DetectionTruth.Drawn drawn) {
    if (fishLabels != null) {
      return fishLabels.test(Integer.parseInt(drawn.id()))
          ? OptionalInt.of(0)
          : OptionalInt.empty();
    }
    Integer index = ofLabel.getOrDefault(plain(drawn.id()), ofLabel.get(plain(drawn.name())));
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The class of a detection; empty for one that is left out. */
  OptionalInt ofDetection(int modelClass) {
    Integer index = ofModelClass.get(modelClass);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  private static List<String> words(String list) {
    List<String> words = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return words;
  }

  private static String plain(String name) {
    return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}

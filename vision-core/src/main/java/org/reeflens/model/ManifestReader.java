package org.reeflens.model;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reeflens.model.ModelManifest.Colour;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.Golden;
import org.reeflens.model.ModelManifest.Input;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.NoObject;
import org.reeflens.model.ModelManifest.NumberType;
import org.reeflens.model.ModelManifest.Output;
import org.reeflens.model.ModelManifest.Resize;
import org.reeflens.model.ModelManifest.Setting;
import org.reeflens.model.ModelManifest.Task;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.model.ModelManifest.Thresholds;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/** The JSON files of a model package as records. */
final class ManifestReader {

  private ManifestReader() {}

  /**
   * A manifest.
   *
   * @param file its name for messages
   * @throws ModelException if it is not valid
   */
  static ModelManifest manifest(String file, byte[] json) {
    return Fields.parse(file, json, ManifestReader::manifest);
  }

  /**
   * The classes in {@code taxonomy.json}, in order, and the tree they stand in.
   *
   * @param classes by their index
   * @param taxonomy the classes and, where the file has them, the taxa above
   */
  record Taxa(List<Taxon> classes, Taxonomy taxonomy) {}

  /** The classes and their ancestors in {@code taxonomy.json}. */
  static Taxa taxa(String file, byte[] json) {
    return Fields.parse(
        file,
        json,
        fields -> {
          Map<Taxon, List<String>> known = new LinkedHashMap<>();
          List<Taxon> classes = fields.objects("classes", entry -> taxon(entry, known));
          if (classes.isEmpty()) {
            throw new ModelException(file + ": field 'classes' must not be empty");
          }
          if (fields.has("ancestors")) {
            fields.objects("ancestors", entry -> taxon(entry, known));
          }
          return new Taxa(List.copyOf(classes), Taxonomy.of(known));
        });
  }

  private static Taxon taxon(Fields fields, Map<Taxon, List<String>> known) {
    Taxon taxon =
        new Taxon(
            fields.text("name"),
            fields.choice("rank", Rank.class),
            fields.integerOrNull("aphiaId"),
            fields.textOrNull("parent"),
            fields.has("stage") ? fields.textOrNull("stage") : null);
    known.put(taxon, fields.has("synonyms") ? fields.texts("synonyms") : List.of());
    return taxon;
  }

  private static ModelManifest manifest(Fields fields) {
    return new ModelManifest(
        fields.text("id"),
        fields.text("version"),
        fields.choice("task", Task.class),
        weights(fields),
        fields.object("classes", ManifestReader::file),
        fields.has("head") ? fields.object("head", ManifestReader::file) : null,
        fields.has("golden") ? fields.object("golden", ManifestReader::golden) : null,
        fields.objects("documents", ManifestReader::file),
        fields.object("input", ManifestReader::input),
        fields.object("output", ManifestReader::output),
        fields.object("thresholds", ManifestReader::thresholds),
        fields.has("naming") ? fields.object("naming", ManifestReader::naming) : Naming.PLAIN,
        fields.has("heldOut")
            ? Optional.of(fields.object("heldOut", ManifestReader::heldOut))
            : Optional.empty(),
        fields.integer("maxDetections"),
        fields.text("licence"),
        fields.map("provenance", entries -> entries::text));
  }

  private static Map<Engine, PackageFile> weights(Fields fields) {
    Map<Engine, PackageFile> weights = new EnumMap<>(Engine.class);
    fields
        .map("weights", entries -> key -> entries.object(key, ManifestReader::file))
        .forEach((key, file) -> weights.put(Engine.of(key), file));
    return weights;
  }

  private static PackageFile file(Fields fields) {
    return new PackageFile(fields.text("path"), fields.text("sha256"), fields.size("bytes"));
  }

  private static Golden golden(Fields fields) {
    return new Golden(
        fields.object("input", ManifestReader::file),
        fields.object("expected", ManifestReader::file));
  }

  private static Input input(Fields fields) {
    return new Input(
        fields.text("name"),
        fields.choice("layout", Layout.class),
        fields.choice("type", NumberType.class),
        fields.integer("width"),
        fields.integer("height"),
        fields.choice("colour", Colour.class),
        fields.choice("resize", Resize.class),
        fields.integer("pad"),
        fields.numbers("mean"),
        fields.numbers("std"),
        fields.integer("batch"),
        fields.has("sizeName") ? fields.text("sizeName") : null,
        fields.has("background") && fields.flag("background"));
  }

  private static Output output(Fields fields) {
    return new Output(
        fields.choice("decoder", Decoder.class),
        fields.texts("names"),
        fields.flag("scoresAreLogits"),
        fields.has("strides") ? fields.integers("strides") : List.of(),
        fields.has("noObject") ? fields.choice("noObject", NoObject.class) : NoObject.NONE);
  }

  private static Thresholds thresholds(Fields fields) {
    return new Thresholds(
        fields.object("confidence", ManifestReader::threshold),
        fields.has("following")
            ? Optional.of(fields.object("following", ManifestReader::threshold))
            : Optional.empty(),
        fields.has("iou")
            ? Optional.of(fields.object("iou", ManifestReader::threshold))
            : Optional.empty());
  }

  private static HeldOutScores heldOut(Fields fields) {
    return new HeldOutScores(
        fields.text("source"),
        fields.numbers("confidences"),
        fields.objects("places", ManifestReader::place));
  }

  private static HeldOutScores.Place place(Fields fields) {
    return new HeldOutScores.Place(
        fields.text("name"),
        fields.integer("animals"),
        fields.integers("right"),
        fields.integers("wrong"));
  }

  private static Naming naming(Fields fields) {
    Map<Rank, Threshold> ranks = new EnumMap<>(Rank.class);
    fields
        .map("ranks", entries -> key -> entries.object(key, ManifestReader::threshold))
        .forEach((key, threshold) -> ranks.put(rank(key), threshold));
    return new Naming(
        fields.object("temperature", ManifestReader::setting),
        fields.has("knownEnergy")
            ? Optional.of(fields.object("knownEnergy", ManifestReader::setting))
            : Optional.empty(),
        ranks,
        fields.has("weak") ? Set.copyOf(fields.texts("weak")) : Set.of(),
        fields.has("weakConfidence")
            ? Optional.of(fields.object("weakConfidence", ManifestReader::threshold))
            : Optional.empty(),
        fields.has("unidentified") ? fields.text("unidentified") : Naming.PLAIN.unidentified());
  }

  private static Rank rank(String key) {
    try {
      return Rank.valueOf(key.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("field 'naming.ranks' has no rank '" + key + "'", unknown);
    }
  }

  private static Setting setting(Fields fields) {
    return new Setting(fields.number("value"), fields.text("source"));
  }

  private static Threshold threshold(Fields fields) {
    return new Threshold(fields.number("value"), fields.text("source"));
  }
}

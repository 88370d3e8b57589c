package org.reeflens.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reeflens.model.ModelManifest.Colour;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.Golden;
import org.reeflens.model.ModelManifest.Input;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.NoObject;
import org.reeflens.model.ModelManifest.NumberType;
import org.reeflens.model.ModelManifest.Output;
import org.reeflens.model.ModelManifest.Resize;
import org.reeflens.model.ModelManifest.Task;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.model.ModelManifest.Thresholds;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

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

  /** The classes in {@code taxonomy.json}, in order. */
  static List<Taxon> classes(String file, byte[] json) {
    List<Taxon> classes =
        Fields.parse(file, json, fields -> fields.objects("classes", ManifestReader::taxon));
    if (classes.isEmpty()) {
      throw new ModelException(file + ": field 'classes' must not be empty");
    }
    return List.copyOf(classes);
  }

  private static Taxon taxon(Fields fields) {
    return new Taxon(
        fields.text("name"),
        fields.choice("rank", Rank.class),
        fields.integerOrNull("aphiaId"),
        fields.textOrNull("parent"));
  }

  private static ModelManifest manifest(Fields fields) {
    return new ModelManifest(
        fields.text("id"),
        fields.text("version"),
        fields.choice("task", Task.class),
        weights(fields),
        fields.object("classes", ManifestReader::file),
        fields.has("golden") ? fields.object("golden", ManifestReader::golden) : null,
        fields.objects("documents", ManifestReader::file),
        fields.object("input", ManifestReader::input),
        fields.object("output", ManifestReader::output),
        fields.object("thresholds", ManifestReader::thresholds),
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
        fields.has("sizeName") ? fields.text("sizeName") : null);
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
        fields.has("iou")
            ? Optional.of(fields.object("iou", ManifestReader::threshold))
            : Optional.empty());
  }

  private static Threshold threshold(Fields fields) {
    return new Threshold(fields.number("value"), fields.text("source"));
  }
}

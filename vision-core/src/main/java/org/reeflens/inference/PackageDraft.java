package org.reeflens.inference;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelManifest.Decoder;
import org.reeflens.model.ModelManifest.Input;
import org.reeflens.model.ModelManifest.NoObject;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.PackageSeal;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/** Writes the files of an imported model's package. */
final class PackageDraft {

  /** Rows of the first output that the self-test repeats, and numbers of each. */
  private static final int GOLDEN_ROWS = 12;

  private static final int GOLDEN_NUMBERS = 16;

  /** Engines and processors round differently; a wrong input is off by far more. */
  private static final double TOLERANCE = 0.01;

  private static final double CONFIDENCE = 0.25;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Path source;
  private final ImportOptions options;
  private final Engine engine;
  private final Input input;
  private final OutputGuess output;

  PackageDraft(Path source, ImportOptions options, Engine engine, Input input, OutputGuess output) {
    this.source = source;
    this.options = options;
    this.engine = engine;
    this.input = input;
    this.output = output;
  }

  /**
   * Writes and seals the package.
   *
   * @param picture (Input) the self-test's picture as the network takes it
   * @param golden (Input) the first output for it
   * @param found (Input) what was told from the file
   * @param check (Output) takes what else the user has to look at
   */
  ModelPackage write(
      Path folder, ByteBuffer picture, Tensor golden, List<String> found, List<String> check)
      throws IOException {
    String weights = engine == Engine.ONNXRUNTIME ? "weights.onnx" : "weights.pt";
    Files.createDirectories(folder.resolve("golden"));
    Files.copy(source, folder.resolve(weights));
    writeGolden(folder.resolve("golden"), picture, golden);
    writeTaxonomy(folder.resolve("taxonomy.json"), check);
    if (options.licence().isEmpty()) {
      check.add("licence: not given; write the one of the weights into model.json");
    }
    check.add(
        "thresholds: the confidence of "
            + CONFIDENCE
            + " is a guess; './reeflens evaluate' on labelled pictures of yours shows a better"
            + " one");
    Files.writeString(folder.resolve("MODEL_CARD.md"), card(found, check));
    writeJson(folder.resolve(ModelManifest.FILE), manifest(weights));
    return PackageSeal.seal(folder);
  }

  private void writeJson(Path file, ObjectNode json) throws IOException {
    Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }

  private void writeGolden(Path folder, ByteBuffer picture, Tensor golden) throws IOException {
    byte[] bytes = new byte[picture.capacity()];
    picture.duplicate().rewind().get(bytes);
    Files.write(folder.resolve("input.bin"), bytes);
    int columns = golden.length(-1);
    // Of the first picture alone; the others of the batch were zeros.
    int rows = golden.values().length / columns / golden.length(0);
    ObjectNode expected = mapper.createObjectNode();
    expected.put("input", "input.bin");
    ArrayNode list = expected.putArray("rows");
    int count = Math.min(rows, GOLDEN_ROWS);
    for (int i = 0; i < count; i++) {
      int row = (int) ((long) i * rows / count);
      ArrayNode numbers = list.addArray().add(row);
      for (int c = 0; c < Math.min(columns, GOLDEN_NUMBERS); c++) {
        numbers.add(golden.values()[row * columns + c]);
      }
    }
    expected.put("tolerance", TOLERANCE);
    writeJson(folder.resolve("expected.json"), expected);
  }

  private void writeTaxonomy(Path file, List<String> check) throws IOException {
    ObjectNode taxonomy = mapper.createObjectNode();
    ArrayNode classes = taxonomy.putArray("classes");
    int known = 0;
    for (int i = 0; i < output.classes(); i++) {
      String name = options.classes().isEmpty() ? "class" + i : options.classes().get(i);
      Optional<Taxon> taxon = Taxonomy.shipped().find(name);
      known += taxon.isPresent() ? 1 : 0;
      add(classes.addObject(), taxon.orElse(new Taxon(name, Rank.UNRANKED, null, null)));
    }
    writeJson(file, taxonomy);
    if (options.classes().isEmpty()) {
      check.add(
          "classes: "
              + output.classes()
              + ", called class0 and so on; write their names into taxonomy.json, or import again with --classes");
    } else if (known < output.classes()) {
      check.add(
          "classes: "
              + (output.classes() - known)
              + " of "
              + output.classes()
              + " names are not in ReefLens' taxonomy and have no rank; add it in taxonomy.json");
    }
  }

  private static void add(ObjectNode entry, Taxon taxon) {
    entry.put("name", taxon.scientificName());
    entry.put("rank", ModelImport.key(taxon.rank()));
    entry.put("aphiaId", taxon.aphiaId());
    entry.put("parent", taxon.parent());
    if (taxon.stage() != null) {
      entry.put("stage", taxon.stage());
    }
  }

  private String id() {
    String name = String.valueOf(source.getFileName());
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    return options
        .id()
        .orElseGet(
            () -> {
              String plain = stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
              String trimmed = plain.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
              return trimmed.isEmpty() ? "imported-model" : trimmed;
            });
  }

  private ObjectNode manifest(String weights) {
    ObjectNode manifest = mapper.createObjectNode();
    manifest.put("id", id());
    manifest.put("version", "1.0.0");
    manifest.put("task", output.decoder() == Decoder.SCORES ? "classification" : "detection");
    file(manifest.putObject("weights").putObject(engine.key()), weights);
    file(manifest.putObject("classes"), "taxonomy.json");
    ObjectNode golden = manifest.putObject("golden");
    file(golden.putObject("input"), "golden/input.bin");
    file(golden.putObject("expected"), "golden/expected.json");
    file(manifest.putArray("documents").addObject(), "MODEL_CARD.md");
    inputJson(manifest.putObject("input"));
    outputJson(manifest.putObject("output"));
    ObjectNode thresholds = manifest.putObject("thresholds");
    threshold(thresholds.putObject("confidence"), CONFIDENCE, "guess, not measured");
    if (output.decoder().leavesDoubles()) {
      double iou = output.decoder() == Decoder.NANODET ? 0.6 : 0.65;
      threshold(thresholds.putObject("iou"), iou, "guess, near what the authors evaluate with");
    }
    manifest.put("maxDetections", 300);
    manifest.put("licence", options.licence().orElse("unknown: not given at the import"));
    ObjectNode provenance = manifest.putObject("provenance");
    provenance.put("imported from", String.valueOf(source.getFileName()));
    provenance.put("measured", "nothing by ReefLens; see MODEL_CARD.md");
    return manifest;
  }

  /** A file of the package; the seal writes its size and hash. */
  private static void file(ObjectNode entry, String path) {
    entry.put("path", path).put("sha256", "").put("bytes", 0);
  }

  private static void threshold(ObjectNode entry, double value, String source) {
    entry.put("value", value).put("source", source);
  }

  private void inputJson(ObjectNode entry) {
    entry.put("name", input.name());
    entry.put("layout", input.layout().name());
    entry.put("type", ModelImport.key(input.type()));
    entry.put("width", input.width()).put("height", input.height());
    entry.put("colour", input.colour().name());
    entry.put("resize", ModelImport.key(input.resize()));
    entry.put("pad", input.pad());
    ArrayNode mean = entry.putArray("mean");
    input.mean().forEach(mean::add);
    ArrayNode std = entry.putArray("std");
    input.std().forEach(std::add);
    entry.put("batch", input.batch());
    if (input.sizeName() != null) {
      entry.put("sizeName", input.sizeName());
    }
  }

  private void outputJson(ObjectNode entry) {
    entry.put("decoder", ModelImport.key(output.decoder()));
    ArrayNode names = entry.putArray("names");
    output.names().forEach(names::add);
    entry.put("scoresAreLogits", output.logits());
    if (!output.strides().isEmpty()) {
      ArrayNode strides = entry.putArray("strides");
      output.strides().forEach(strides::add);
    }
    if (output.noObject() != NoObject.NONE) {
      entry.put("noObject", ModelImport.key(output.noObject()));
    }
  }

  private String card(List<String> found, List<String> check) {
    return "# "
        + id()
        + "\n\nDrafted by `reeflens models import` from `"
        + source.getFileName()
        + "`. ReefLens did not train it and has not measured it: how well it finds or names animals"
        + " in your pictures is not known.\n\n"
        + "Licence of the weights: "
        + options.licence().orElse("not given")
        + ". What it was trained on: not told by the file.\n\n## Told from the file\n\n"
        + lines(found)
        + "\n## To check\n\n"
        + lines(check)
        + "\nThe files in `golden/` repeat what the network gave when it was imported. They show"
        + " that it runs as it did then, not that it is right.\n";
  }

  private static String lines(List<String> sentences) {
    StringBuilder text = new StringBuilder();
    sentences.forEach(one -> text.append("* ").append(one).append('\n'));
    return text.toString();
  }
}

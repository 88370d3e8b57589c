package org.reeflens.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reeflens.classify.LinearHead;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.PackageFile;
import org.reeflens.model.PackageSeal;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a model package that is being made; it appears whole or not at all. */
final class TaughtPackage {

  private static final Logger LOG = LoggerFactory.getLogger(TaughtPackage.class);

  private static final Pattern NAME =
      Pattern.compile("([a-z0-9][a-z0-9.-]{0,99}?)(?:[:-]([0-9]{1,6}(?:\\.[0-9]{1,6}){2}))?");

  /** Where the documents of the package that gave the network go, with the credit they ask for. */
  private static final String BASE = "base/";

  private static final String CARD = "MODEL_CARD.md";
  private static final String METRICS = "metrics.json";
  private static final String PICTURES = "pictures.csv";
  private static final String TAXONOMY = "taxonomy.json";
  private static final String HEAD = "head.bin";

  private final JsonMapper mapper =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final Path directory;
  private final String id;
  private final String version;

  private TaughtPackage(Path directory, String id, String version) {
    this.directory = directory;
    this.id = id;
    this.version = version;
  }

  /**
   * A package to be made.
   *
   * @param out its folder
   * @param name {@code id} or {@code id:version}; null to make it from the folder's name
   * @throws TeachException if the folder is in use or the name cannot be one
   */
  static TaughtPackage at(Path out, @Nullable String name) {
    Path directory = out.toAbsolutePath().normalize();
    if (Files.exists(directory) && !isEmptyFolder(directory)) {
      throw new TeachException(
          out + " exists and is not an empty folder; name a new folder for the package.");
    }
    String wanted = name == null ? fromFolder(directory) : name;
    Matcher parts = NAME.matcher(wanted);
    if (!parts.matches()) {
      throw new TeachException(
          "'"
              + wanted
              + "' cannot be the name of a package; use lower-case letters, digits, '.' and '-',"
              + " such as my-fish or my-fish:1.0.0.");
    }
    return new TaughtPackage(
        directory, parts.group(1), parts.group(2) == null ? "1.0.0" : parts.group(2));
  }

  private static boolean isEmptyFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new TeachException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String fromFolder(Path directory) {
    Path last = directory.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    return name.replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
  }

  Path directory() {
    return directory;
  }

  /** As {@code id:version}. */
  String name() {
    return id + ":" + version;
  }

  /**
   * Writes everything, seals it and puts it in its place.
   *
   * @throws TeachException if it cannot be written
   */
  void write(
      ModelPackage base,
      LinearHead head,
      FolderTaxa taxa,
      Teaching teaching,
      PictureTable pictures) {
    Path work = directory.resolveSibling("." + directory.getFileName() + ".part");
    try {
      delete(work);
      Files.createDirectories(work);
      Set<String> documents = copyBase(base, work);
      head.write(work.resolve(HEAD));
      pictures.write(work.resolve(PICTURES));
      Files.writeString(work.resolve(CARD), ModelCard.of(teaching, base));
      mapper.writeValue(work.resolve(METRICS).toFile(), Metrics.of(teaching));
      mapper.writeValue(work.resolve(TAXONOMY).toFile(), taxonomy(taxa));
      documents.addAll(List.of(CARD, METRICS, PICTURES));
      Files.writeString(
          work.resolve(ModelManifest.FILE),
          mapper.writeValueAsString(manifest(base, teaching, documents)));
      PackageSeal.seal(work);
      Files.deleteIfExists(directory);
      Files.move(work, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new TeachException(directory + " cannot be written: " + e.getMessage(), e);
    } finally {
      deleteQuietly(work);
    }
  }

  /** Weights and golden files under their own names, documents below base/. */
  private static Set<String> copyBase(ModelPackage base, Path work) throws IOException {
    ModelManifest manifest = base.manifest();
    List<PackageFile> kept = new ArrayList<>(manifest.weights().values());
    ModelManifest.Golden golden = manifest.golden();
    if (golden != null) {
      kept.addAll(List.of(golden.input(), golden.expected()));
    }
    for (PackageFile file : kept) {
      copy(base, file.path(), work.resolve(file.path()));
    }
    Set<String> documents = new LinkedHashSet<>();
    for (PackageFile file : manifest.documents()) {
      copy(base, file.path(), work.resolve(BASE + file.path()));
      documents.add(BASE + file.path());
    }
    return documents;
  }

  private static void copy(ModelPackage base, String path, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(base.directory().resolve(path), to, StandardCopyOption.REPLACE_EXISTING);
  }

  private ObjectNode manifest(ModelPackage base, Teaching teaching, Set<String> documents)
      throws IOException {
    JsonNode old = mapper.readTree(base.directory().resolve(ModelManifest.FILE).toFile());
    ObjectNode manifest = mapper.createObjectNode();
    manifest.put("id", id).put("version", version).put("task", "classification");
    manifest.set("weights", old.get("weights"));
    manifest.set("classes", file(TAXONOMY));
    manifest.set("head", file(HEAD));
    if (old.has("golden")) {
      manifest.set("golden", old.get("golden"));
    }
    ArrayNode listed = manifest.putArray("documents");
    documents.forEach(path -> listed.add(file(path)));
    manifest.set("input", old.get("input"));
    manifest.set("output", old.get("output"));
    manifest.putObject("thresholds").set("confidence", mapper.valueToTree(narrowest(teaching)));
    manifest.set("naming", naming(teaching.naming()));
    manifest.set("maxDetections", old.get("maxDetections"));
    manifest.put(
        "licence",
        base.manifest().licence()
            + " (the network of "
            + base
            + "); the head was taught with pictures whose owner states their terms");
    ObjectNode provenance = manifest.putObject("provenance");
    base.manifest().provenance().forEach((key, value) -> provenance.put("base: " + key, value));
    provenance.put("base", base + ", SHA-256 " + base.sha256());
    provenance.put(
        "taught",
        teaching.pictures()
            + " pictures of "
            + teaching.classes().size()
            + " classes in "
            + teaching.groups()
            + " groups, by ReefLens teach; head: "
            + teaching.head().text());
    return manifest;
  }

  /** The seal fills in what is measured. */
  private ObjectNode file(String path) {
    return mapper.createObjectNode().put("path", path).put("sha256", "").put("bytes", 0);
  }

  /** What an answer of the narrowest rank needs. */
  private static Threshold narrowest(Teaching teaching) {
    return Collections.max(teaching.naming().ranks().entrySet(), Map.Entry.comparingByKey())
        .getValue();
  }

  private ObjectNode naming(Naming naming) {
    ObjectNode node = mapper.createObjectNode();
    node.set("temperature", mapper.valueToTree(naming.temperature()));
    naming.knownEnergy().ifPresent(tau -> node.set("knownEnergy", mapper.valueToTree(tau)));
    ObjectNode ranks = node.putObject("ranks");
    naming
        .ranks()
        .forEach((rank, threshold) -> ranks.set(rank.term(), mapper.valueToTree(threshold)));
    ArrayNode weak = node.putArray("weak");
    naming.weak().stream().sorted().forEach(weak::add);
    naming
        .weakConfidence()
        .ifPresent(threshold -> node.set("weakConfidence", mapper.valueToTree(threshold)));
    node.put("unidentified", naming.unidentified());
    return node;
  }

  private ObjectNode taxonomy(FolderTaxa taxa) {
    Taxonomy tree = taxa.taxonomy();
    ObjectNode node = mapper.createObjectNode();
    ArrayNode classes = node.putArray("classes");
    taxa.classes().forEach(taxon -> classes.add(taxon(taxon)));
    Map<String, Taxon> above = new TreeMap<>();
    for (Taxon taxon : taxa.classes()) {
      tree.lineage(taxon).forEach(one -> above.put(one.label(), one));
    }
    taxa.classes().forEach(taxon -> above.remove(taxon.label()));
    ArrayNode ancestors = node.putArray("ancestors");
    above.values().forEach(taxon -> ancestors.add(taxon(taxon)));
    return node;
  }

  private ObjectNode taxon(Taxon taxon) {
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("name", taxon.scientificName())
            .put("rank", taxon.rank().name().toLowerCase(Locale.ROOT))
            .put("aphiaId", taxon.aphiaId())
            .put("parent", taxon.parent());
    return taxon.stage() == null ? node : node.put("stage", taxon.stage());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What is left over of a failure must not hide it. */
  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException stays) {
      LOG.warn("{} is left over: {}", folder, stays.getMessage());
    }
  }
}

package org.reeflens.model;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model packages at hand. It looks, in this order, in the folders it was given and on the class
 * path; where two packages have the same name and version, the first one counts.
 *
 * <p>A folder either is a package (it holds {@code model.json}) or holds packages. On the class
 * path, each resource {@value #INDEX} lists packages, one resource folder a line; blank lines and
 * lines that start with {@code #} do not count. Such a package is copied to a private temporary
 * folder when it is first opened, because engines read files; closing the catalogue deletes the
 * copies. A detector that is already open keeps working.
 *
 * <p>Weights are code. Put only packages into these folders whose source you trust.
 */
public final class ModelCatalogue implements AutoCloseable {

  /** Class path resource that lists packages. */
  static final String INDEX = "META-INF/reeflens-models";

  private static final Logger LOG = LoggerFactory.getLogger(ModelCatalogue.class);
  private static final Comparator<Entry> BY_ID_THEN_NEWEST =
      Comparator.comparing(Entry::id)
          .thenComparing(Entry::version, ModelCatalogue::compareVersions);

  private final List<Found> found = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final ClassLoader loader;
  private @Nullable Path temporary;

  private ModelCatalogue(List<Path> folders, ClassLoader loader) {
    this.loader = loader;
    folders.forEach(this::searchFolder);
    searchClassPath();
  }

  /**
   * The catalogue of this machine: folders in the environment variable {@code REEFLENS_MODELS}
   * (separated as in {@code PATH}), then {@code ~/.reeflens/models}, then the class path.
   */
  public static ModelCatalogue standard() {
    String variable = System.getenv("REEFLENS_MODELS");
    Stream<Path> chosen =
        variable == null
            ? Stream.empty()
            : Stream.of(variable.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    Path home = Path.of(System.getProperty("user.home"), ".reeflens", "models");
    return of(Stream.concat(chosen, Stream.of(home)).toList());
  }

  /**
   * A catalogue of given folders and the class path.
   *
   * @param folders packages, or folders of packages; those that do not exist are passed over
   */
  public static ModelCatalogue of(List<Path> folders) {
    return new ModelCatalogue(folders, ModelCatalogue.class.getClassLoader());
  }

  static ModelCatalogue of(List<Path> folders, ClassLoader loader) {
    return new ModelCatalogue(folders, loader);
  }

  /**
   * A package that was found. Only its manifest was read so far.
   *
   * @param manifest what it says about itself
   * @param place its folder, or {@code class path:} and its resource folder
   */
  public record Entry(ModelManifest manifest, String place) {

    /** The model's name. */
    public String id() {
      return manifest.id();
    }

    /** Its version, such as {@code 1.0.0}. */
    public String version() {
      return manifest.version();
    }
  }

  /** Every package found, by name and then by version, the newest last. */
  public List<Entry> list() {
    return found.stream().map(Found::entry).sorted(BY_ID_THEN_NEWEST).toList();
  }

  /** Packages that were passed over because their manifest is not valid, a sentence each. */
  public List<String> broken() {
    return List.copyOf(broken);
  }

  /**
   * Opens a package by name and checks its files.
   *
   * @param id {@code name} for the newest version or {@code name:version}
   * @throws ModelException if there is none, or if its files are not what its manifest says
   */
  public ModelPackage get(String id) {
    Found best =
        found.stream()
            .filter(
                one ->
                    id.equals(one.entry.id())
                        || id.equals(one.entry.id() + ":" + one.entry.version()))
            .max(Comparator.comparing(Found::entry, BY_ID_THEN_NEWEST))
            .orElseThrow(() -> new ModelException(notFound(id)));
    return ModelPackage.open(best.directory != null ? best.directory : extract(best));
  }

  /**
   * Opens a package by name or by its folder.
   *
   * @param idOrDirectory a folder that holds {@code model.json}, or what {@link #get} takes
   * @throws ModelException if there is none, or if its files are not what its manifest says
   */
  public ModelPackage open(String idOrDirectory) {
    boolean isPath = idOrDirectory.contains("/") || idOrDirectory.contains(File.separator);
    return isPath || Files.isRegularFile(Path.of(idOrDirectory, ModelManifest.FILE))
        ? ModelPackage.open(Path.of(idOrDirectory))
        : get(idOrDirectory);
  }

  /** Deletes the temporary copies. */
  @Override
  public void close() {
    Path folder = temporary;
    temporary = null;
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.warn("the temporary folder {} cannot be deleted: {}", folder, e.getMessage());
    }
  }

  private void searchFolder(Path folder) {
    if (Files.isRegularFile(folder.resolve(ModelManifest.FILE))) {
      addFolder(folder);
      return;
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(
            folder, child -> Files.isRegularFile(child.resolve(ModelManifest.FILE)))) {
      List<Path> packages = new ArrayList<>();
      children.forEach(packages::add);
      packages.stream().sorted().forEach(this::addFolder);
    } catch (IOException e) {
      passOver(folder + " cannot be read: " + e.getMessage());
    }
  }

  private void addFolder(Path folder) {
    try {
      add(new Found(new Entry(ModelPackage.manifestOf(folder), folder.toString()), folder, null));
    } catch (ModelException e) {
      passOver(String.valueOf(e.getMessage()));
    }
  }

  private void searchClassPath() {
    try {
      for (URL index : loader.resources(INDEX).toList()) {
        for (String folder : lines(index)) {
          addResource(folder);
        }
      }
    } catch (IOException e) {
      passOver("the class path cannot be searched for models: " + e.getMessage());
    }
  }

  private static List<String> lines(URL index) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }

  private void addResource(String folder) throws IOException {
    String file = folder + "/" + ModelManifest.FILE;
    try (InputStream in = loader.getResourceAsStream(file)) {
      if (in == null) {
        passOver("class path: " + INDEX + " names " + file + ", which is not there");
        return;
      }
      String place = "class path:" + folder;
      ModelManifest manifest = ManifestReader.manifest("class path:" + file, in.readAllBytes());
      add(new Found(new Entry(manifest, place), null, folder));
    } catch (ModelException e) {
      passOver(String.valueOf(e.getMessage()));
    }
  }

  private void add(Found one) {
    boolean known =
        found.stream().anyMatch(other -> BY_ID_THEN_NEWEST.compare(other.entry, one.entry) == 0);
    if (!known) {
      found.add(one);
    }
  }

  /**
   * One broken package must not keep a lab from using the others; it is named when it is missed.
   */
  private void passOver(String why) {
    LOG.warn("passed over a model package: {}", why);
    broken.add(why);
  }

  private synchronized Path extract(Found one) {
    try {
      if (temporary == null) {
        temporary = Files.createTempDirectory("reeflens-models-");
      }
      Path folder = temporary.resolve(one.entry.id() + "-" + one.entry.version());
      if (!Files.exists(folder)) {
        copy(one, ModelManifest.FILE, folder);
        for (PackageFile file : ModelPackage.files(one.entry.manifest())) {
          copy(one, file.path(), folder);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new ModelException(
          "the model " + one.entry.place() + " cannot be copied out: " + e.getMessage(), e);
    }
  }

  private void copy(Found one, String path, Path folder) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    try (InputStream in = loader.getResourceAsStream(one.resource + "/" + path)) {
      if (in == null) {
        throw new ModelException(one.entry.place() + " lacks its file " + path);
      }
      Files.copy(in, target);
    }
  }

  private String notFound(String id) {
    String known =
        list().stream()
            .map(entry -> entry.id() + ":" + entry.version())
            .collect(Collectors.joining(", "));
    return "no model is called '"
        + id
        + "'; found: "
        + (known.isEmpty() ? "none" : known)
        + (broken.isEmpty() ? "" : "; passed over: " + String.join("; ", broken))
        + "; set REEFLENS_MODELS to the folder that holds it";
  }

  private static int compareVersions(String one, String other) {
    int[] a = Stream.of(one.split("\\.")).mapToInt(Integer::parseInt).toArray();
    int[] b = Stream.of(other.split("\\.")).mapToInt(Integer::parseInt).toArray();
    return Arrays.compare(a, b);
  }

  /** A package and how to get at it: a folder, or a resource folder. */
  private record Found(Entry entry, @Nullable Path directory, @Nullable String resource) {}
}

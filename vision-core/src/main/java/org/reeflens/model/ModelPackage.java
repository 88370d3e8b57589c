package org.reeflens.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

/**
 * A model package: a folder with a manifest, weights and what is known of them. Every file that the
 * manifest names was checked, by size and SHA-256, when the package was opened.
 *
 * <p>Weights are code: TorchScript and ONNX files can make a program do what their author wants.
 * The hashes show that a package is whole, not that it is friendly. Open only packages whose source
 * you trust.
 */
public final class ModelPackage {

  /** Larger JSON files are refused; real ones have a few thousand bytes. */
  private static final long MAX_JSON_BYTES = 16 << 20;

  private final Path directory;
  private final String sha256;
  private final ModelManifest manifest;
  private final ManifestReader.Taxa taxa;

  private ModelPackage(
      Path directory, String sha256, ModelManifest manifest, ManifestReader.Taxa taxa) {
    this.directory = directory;
    this.sha256 = sha256;
    this.manifest = manifest;
    this.taxa = taxa;
  }

  /**
   * Opens a package and checks every file that its manifest names.
   *
   * @param directory folder that holds {@code model.json}
   * @throws ModelException if the manifest is not valid, or a file is missing, altered or outside
   *     the folder
   */
  public static ModelPackage open(Path directory) {
    byte[] json = readManifest(directory);
    ModelManifest manifest =
        ManifestReader.manifest(directory.resolve(ModelManifest.FILE).toString(), json);
    for (PackageFile file : files(manifest)) {
      check(directory, file);
    }
    Path taxonomy = directory.resolve(manifest.classes().path());
    ManifestReader.Taxa taxa =
        ManifestReader.taxa(taxonomy.toString(), read(taxonomy, MAX_JSON_BYTES));
    return new ModelPackage(
        directory.toAbsolutePath().normalize(), hex(newDigest().digest(json)), manifest, taxa);
  }

  /** Reads a folder's manifest without checking the files it names. */
  static ModelManifest manifestOf(Path directory) {
    return ManifestReader.manifest(
        directory.resolve(ModelManifest.FILE).toString(), readManifest(directory));
  }

  /** Every file that a manifest names, once each. */
  static Collection<PackageFile> files(ModelManifest manifest) {
    List<PackageFile> files = new ArrayList<>(manifest.weights().values());
    files.add(manifest.classes());
    Optional.ofNullable(manifest.head()).ifPresent(files::add);
    Optional.ofNullable(manifest.golden())
        .ifPresent(golden -> files.addAll(List.of(golden.input(), golden.expected())));
    files.addAll(manifest.documents());
    return files.stream().distinct().toList();
  }

  /** The folder, absolute. */
  public Path directory() {
    return directory;
  }

  /** What the package says about itself. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** SHA-256 of the manifest, which holds those of all other files: one number for the package. */
  public String sha256() {
    return sha256;
  }

  /** The classes by their index. */
  public List<Taxon> classes() {
    return taxa.classes();
  }

  /** The classes with the taxa above them, as far as the package knows them. */
  public Taxonomy taxonomy() {
    return taxa.taxonomy();
  }

  /** The linear head, where the network gives features. */
  public Optional<Path> head() {
    return Optional.ofNullable(manifest.head()).map(file -> directory.resolve(file.path()));
  }

  /** The engines the package has weights for. */
  public Set<Engine> engines() {
    return manifest.weights().keySet();
  }

  /**
   * The weights for an engine.
   *
   * @throws ModelException if the package has none
   */
  public Path weights(Engine engine) {
    PackageFile file = manifest.weights().get(engine);
    if (file == null) {
      throw new ModelException(
          this + " has no weights for " + engine.key() + "; choose one of " + engines());
    }
    return directory.resolve(file.path());
  }

  /**
   * The known input and the expected output, if the package has them.
   *
   * @throws ModelException if they do not fit the manifest
   */
  public Optional<GoldenCase> golden() {
    return Optional.ofNullable(manifest.golden()).map(this::readGolden);
  }

  private GoldenCase readGolden(ModelManifest.Golden golden) {
    Path inputFile = directory.resolve(golden.input().path());
    int picture = manifest.input().bytesPerPicture();
    long size = golden.input().bytes();
    if (size == 0 || size % picture != 0 || size / picture > manifest.input().batch()) {
      throw new ModelException(
          inputFile
              + " must hold 1 to "
              + manifest.input().batch()
              + " pictures of "
              + picture
              + " bytes, but has "
              + size
              + " bytes");
    }
    ByteBuffer input =
        ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
    input.put(read(inputFile, size)).flip();
    Path expected = directory.resolve(golden.expected().path());
    return Fields.parse(
        expected.toString(),
        read(expected, MAX_JSON_BYTES),
        fields -> {
          String named = fields.text("input");
          if (!inputFile.getFileName().toString().equals(named)) {
            throw new IllegalArgumentException("field 'input' names another file: " + named);
          }
          List<GoldenCase.Row> rows = fields.rows("rows").stream().map(ModelPackage::row).toList();
          if (rows.isEmpty()) {
            throw new IllegalArgumentException("field 'rows' must not be empty");
          }
          return new GoldenCase(input, rows, fields.number("tolerance"));
        });
  }

  private static GoldenCase.Row row(double[] numbers) {
    if (numbers.length < 2 || numbers[0] < 0 || numbers[0] != Math.rint(numbers[0])) {
      throw new IllegalArgumentException(
          "a row must be its index and its numbers: " + Arrays.toString(numbers));
    }
    return new GoldenCase.Row((int) numbers[0], Arrays.stream(numbers).skip(1).boxed().toList());
  }

  @Override
  public String toString() {
    return manifest.id() + ":" + manifest.version();
  }

  private static byte[] readManifest(Path directory) {
    Path file = directory.resolve(ModelManifest.FILE);
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          directory + " is not a model package: it has no " + ModelManifest.FILE);
    }
    return read(file, MAX_JSON_BYTES);
  }

  private static void check(Path directory, PackageFile expected) {
    Path file = directory.resolve(expected.path());
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelException(
            file + " is missing or no plain file; install the model package again");
      }
      // A link may point anywhere, so the place counts that it leads to.
      if (!file.toRealPath().startsWith(directory.toRealPath())) {
        throw new ModelException(
            file + " leads out of its model package; replace the link by the file");
      }
      long bytes = Files.size(file);
      if (bytes != expected.bytes()) {
        throw new ModelException(
            file
                + " has "
                + bytes
                + " bytes instead of "
                + expected.bytes()
                + "; install the model package again");
      }
      if (!hash(file).equals(expected.sha256())) {
        throw new ModelException(
            file
                + " was altered: its SHA-256 differs from the one in "
                + ModelManifest.FILE
                + "; install the model package again");
      }
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] read(Path file, long limit) {
    try {
      if (Files.size(file) > limit) {
        throw new ModelException(file + " has more than " + limit + " bytes; that is too large");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static String hash(Path file) throws IOException {
    MessageDigest digest = newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      byte[] buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {
        // The stream feeds the digest.
      }
    }
    return hex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

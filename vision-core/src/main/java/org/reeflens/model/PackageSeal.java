package org.reeflens.model;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the sizes and hashes of a package's files into its manifest, for those who make packages:
 * write {@code model.json} by hand with any {@code sha256} and {@code bytes}, then seal the folder.
 */
public final class PackageSeal {

  private PackageSeal() {}

  /**
   * Measures every file that the manifest names, rewrites {@code model.json}, and opens the result.
   *
   * @param directory the package's folder
   * @return the package, checked
   * @throws ModelException if a file is missing or the manifest is not valid
   */
  public static ModelPackage seal(Path directory) {
    Path file = directory.resolve(ModelManifest.FILE);
    JsonMapper mapper = JsonMapper.builder().build();
    try {
      JsonNode root = mapper.readTree(file.toFile());
      for (JsonNode entry : root.findParents("path")) {
        measure(directory, (ObjectNode) entry);
      }
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      Files.writeString(
          file,
          mapper
                  .writer(new DefaultPrettyPrinter().withObjectIndenter(lines))
                  .writeValueAsString(root)
              + "\n");
    } catch (IOException e) {
      throw new ModelException(directory + " cannot be sealed: " + e.getMessage(), e);
    }
    return ModelPackage.open(directory);
  }

  private static void measure(Path directory, ObjectNode entry) throws IOException {
    String path = entry.path("path").asText();
    if (!PackageFile.isInside(path)) {
      throw new ModelException(directory + ": path '" + path + "' must stay in the folder");
    }
    Path file = directory.resolve(path);
    entry.put("sha256", ModelPackage.hash(file));
    entry.put("bytes", Files.size(file));
  }

  /** Seals the folder named by the one argument. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("give one argument: the folder of a model package");
    }
    System.out.println(seal(Path.of(arguments[0])) + " sealed");
  }
}

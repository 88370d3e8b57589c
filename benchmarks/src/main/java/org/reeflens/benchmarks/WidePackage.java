package org.reeflens.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a model package that allows larger batches, to see what they would bring. */
final class WidePackage implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;

  WidePackage(Path source, int batch) throws IOException {
    folder = Files.createTempDirectory("reeflens-wide-");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(source.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(file, copy);
      }
    }
    Path manifest = folder.resolve("model.json");
    ObjectNode root = (ObjectNode) JSON.readTree(manifest.toFile());
    ObjectNode input = (ObjectNode) root.get("input");
    input.put("batch", Math.max(batch, input.get("batch").asInt()));
    JSON.writeValue(manifest.toFile(), root);
  }

  Path folder() {
    return folder;
  }

  /** Deletes the copy. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}

package org.reeflens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogueTest {

  @TempDir private Path temporary;

  @Test
  void newestVersionIsTakenUnlessOneIsNamed() throws IOException {
    TestPackage.tiny(temporary.resolve("a")).named("tiny", "1.9.0").write();
    TestPackage.tiny(temporary.resolve("b")).named("tiny", "1.10.0").write();
    TestPackage.tiny(temporary.resolve("c")).named("other", "1.0.0").write();

    try (ModelCatalogue models = ModelCatalogue.of(List.of(temporary), noClassPath())) {
      assertThat(models.get("tiny")).hasToString("tiny:1.10.0");
      assertThat(models.get("tiny:1.9.0")).hasToString("tiny:1.9.0");
      assertThat(models.list())
          .extracting(entry -> entry.id() + ":" + entry.version())
          .containsExactly("other:1.0.0", "tiny:1.9.0", "tiny:1.10.0");
    }
  }

  @Test
  void packageOnTheClassPathIsCopiedOutAndDeletedOnClose() throws IOException {
    URL jar = jarWith(TestPackage.tiny(temporary.resolve("package")).write());
    Path copy;
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null);
        ModelCatalogue models = ModelCatalogue.of(List.of(), loader)) {
      assertThat(models.list())
          .extracting(ModelCatalogue.Entry::place)
          .containsExactly("class path:org/example/tiny");
      ModelPackage model = models.get("tiny");
      copy = model.directory();
      assertThat(model.weights(Engine.PYTORCH)).hasSize(3432);
      assertThat(models.get("tiny").directory()).isEqualTo(copy);
    }
    assertThat(copy).doesNotExist();
    assertThat(copy.getParent()).doesNotExist();
  }

  @Test
  void folderGoesBeforeTheClassPath() throws IOException {
    Path folder = TestPackage.tiny(temporary.resolve("package")).write();
    URL jar = jarWith(folder);

    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null);
        ModelCatalogue models = ModelCatalogue.of(List.of(folder), loader)) {
      assertThat(models.list())
          .extracting(ModelCatalogue.Entry::place)
          .containsExactly(folder.toString());
    }
  }

  @Test
  void packageIsOpenedByItsFolder() throws IOException {
    Path folder = TestPackage.tiny(temporary.resolve("package")).write();

    try (ModelCatalogue models = ModelCatalogue.of(List.of(), noClassPath())) {
      assertThat(models.open(folder.toString())).hasToString("tiny:1.0.0");
    }
  }

  @Test
  void missingModelNamesWhatWasFoundAndWhatWasPassedOver() throws IOException {
    TestPackage.tiny(temporary.resolve("good")).write();
    Path broken = Files.createDirectories(temporary.resolve("broken")).resolve("model.json");
    Files.writeString(broken, "{}");

    try (ModelCatalogue models = ModelCatalogue.of(List.of(temporary), noClassPath())) {
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> models.get("coral"))
          .withMessage(
              "no model is called 'coral'; found: tiny:1.0.0; passed over: "
                  + broken
                  + ": field 'id' is missing; set REEFLENS_MODELS to the folder that holds it");
    }
  }

  private static ClassLoader noClassPath() {
    return new URLClassLoader(new URL[0], null);
  }

  private URL jarWith(Path folder) throws IOException {
    Path jar = temporary.resolve("models.jar");
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        Stream<Path> files = Files.list(folder)) {
      Files.createDirectories(zip.getPath("META-INF"));
      Files.writeString(
          zip.getPath("META-INF/reeflens-models"), "# packages\n\norg/example/tiny\n");
      Path target = Files.createDirectories(zip.getPath("org/example/tiny"));
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
    return jar.toUri().toURL();
  }
}

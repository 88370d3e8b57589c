package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.SharedData;

class ModelsImportCommandTest {

  @TempDir private Path folder;

  @Test
  void fileBecomesAPackageThatTheInventoryTakes() throws IOException {
    Path file = SharedData.path("weights/yolox_nano_416_coco/yolox_nano.onnx");
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    String name = "IMG_2514_jpeg_jpg.rf.6ccb3859d75fc5cfe053b1c1474254b2.jpg";
    Files.copy(
        SharedData.path("data/detect/aquarium/test/images").resolve(name),
        pictures.resolve("sharks.jpg"));
    Path classes =
        Files.writeString(
            folder.resolve("names.txt"),
            IntStream.range(0, 80)
                .mapToObj(i -> i == 4 ? "aeroplane" : "thing " + i)
                .collect(Collectors.joining("\n")));
    Path out = folder.resolve("package");

    Terminal imported =
        Terminal.run(
            "models",
            "import",
            file.toString(),
            "--out",
            out.toString(),
            "--classes",
            classes.toString(),
            "--id",
            "coco-nano",
            "--licence",
            "Apache-2.0");

    assertThat(imported.err()).isEmpty();
    assertThat(imported.exitCode()).isZero();
    assertThat(imported.out())
        .startsWith("coco-nano:1.0.0: a detector with the decoder yolox; classes: 80.")
        .contains("3549 rows are the cells of strides [8, 16, 32]")
        .contains("colour BGR, mean [0.0, 0.0, 0.0], std [1.0, 1.0, 1.0]")
        .contains("The package runs on ONNX Runtime");

    Path results = folder.resolve("results");
    Terminal counted =
        Terminal.run(
            "inventory",
            pictures.toString(),
            "--detector",
            out.toString(),
            "--tiles",
            "1x1",
            "--confidence",
            "0.5",
            "--out",
            results.toString());

    assertThat(counted.exitCode()).as(counted.err()).isZero();
    assertThat(counted.out()).containsPattern("aeroplane +2 ");
    assertThat(results.resolve("run.json")).content().contains("tiles 1x1, overlap 0.2");
  }

  @Test
  void wrongWordsAreRefusedWithWhatIsRight() {
    Terminal decoder =
        Terminal.run("models", "import", "x.onnx", "--out", "y", "--decoder", "magic");
    assertThat(decoder.exitCode()).isEqualTo(2);
    assertThat(decoder.err()).contains("no decoder is called 'magic'");

    Terminal size = Terminal.run("models", "import", "x.onnx", "--out", "y", "--size", "big");
    assertThat(size.exitCode()).isEqualTo(2);
    assertThat(size.err()).contains("'big' is no size; write it like 640x352");

    Terminal tiles = Terminal.run("inventory", "x.mp4", "--out", "y", "--tiles", "many");
    assertThat(tiles.exitCode()).isEqualTo(2);
    assertThat(tiles.err()).contains("such as 2x2, or a side in pixels such as 640: 'many'");

    Terminal missing =
        Terminal.run(
            "models",
            "import",
            folder.resolve("x.onnx").toString(),
            "--out",
            folder.resolve("y").toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("x.onnx is missing or no file");
  }
}

package org.reeflens.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Model packages for tests, written file by file. */
public final class TestPackage {

  private static final String FILE = "{\"path\": \"%s\", \"sha256\": \"\", \"bytes\": 0}";

  /** The input of the tiny network. */
  public static final String TINY_INPUT =
      """
      {"name": "images", "layout": "NHWC", "type": "uint8", "width": 3, "height": 2,
       "colour": "RGB", "resize": "letterbox-top-left", "pad": 114,
       "mean": [0, 0, 0], "std": [1, 1, 1], "batch": 2}""";

  /** An output of the tiny network, read as boxes. */
  public static final String TINY_OUTPUT =
      """
      {"decoder": "detr", "names": ["doubled", "total"], "scoresAreLogits": false}""";

  private final Path folder;
  private final List<String> weights = new ArrayList<>();
  private String id = "tiny";
  private String version = "1.0.0";
  private String input = TINY_INPUT;
  private String output = TINY_OUTPUT;
  private String iou = "";
  private String golden = "";
  private String task = "detection";
  private String head = "";
  private String naming = "";
  private String classes =
      "{\"name\": \"fish\", \"rank\": \"unranked\", \"aphiaId\": null, \"parent\": null}";

  public TestPackage(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The network that doubles numbers, for both engines. */
  public static TestPackage tiny(Path folder) throws IOException {
    return new TestPackage(folder)
        .weights(Engine.ONNXRUNTIME, "weights.onnx", resource("tiny.onnx"))
        .weights(Engine.PYTORCH, "weights.pt", resource("tiny.pt"));
  }

  /** One of the weight files in the test resources. */
  public static byte[] resource(String name) throws IOException {
    try (InputStream in =
        TestPackage.class.getResourceAsStream("/org/reeflens/inference/" + name)) {
      return in.readAllBytes();
    }
  }

  public TestPackage named(String newId, String newVersion) {
    id = newId;
    version = newVersion;
    return this;
  }

  public TestPackage weights(Engine engine, String path, byte[] bytes) throws IOException {
    Files.write(folder.resolve(path), bytes);
    weights.add("\"" + engine.key() + "\": " + FILE.formatted(path));
    return this;
  }

  public TestPackage input(String json) {
    input = json;
    return this;
  }

  public TestPackage output(String json) {
    output = json;
    return this;
  }

  public TestPackage iou(double value) {
    iou = ", \"iou\": {\"value\": " + value + ", \"source\": \"guess\"}";
    return this;
  }

  public TestPackage classes(int number) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      all.add(classes.replace("fish", "class " + i));
    }
    classes = String.join(", ", all);
    return this;
  }

  /** Makes it name crops by a linear head on the network's first output. */
  public TestPackage classifier(byte[] headBytes, String namingJson) throws IOException {
    Files.write(folder.resolve("head.bin"), headBytes);
    task = "classification";
    output = "{\"decoder\": \"features\", \"names\": [\"doubled\"], \"scoresAreLogits\": false}";
    head = "\"head\": " + FILE.formatted("head.bin") + ",";
    naming = "\"naming\": " + namingJson + ",";
    return this;
  }

  public TestPackage task(String name) {
    task = name;
    return this;
  }

  public TestPackage classes(String json) {
    classes = json;
    return this;
  }

  public TestPackage golden(byte[] bytes, String expected) throws IOException {
    Files.createDirectories(folder.resolve("golden"));
    Files.write(folder.resolve("golden/input.bin"), bytes);
    Files.writeString(folder.resolve("golden/expected.json"), expected);
    golden =
        "\"golden\": {\"input\": "
            + FILE.formatted("golden/input.bin")
            + ", \"expected\": "
            + FILE.formatted("golden/expected.json")
            + "},";
    return this;
  }

  /** Writes and seals it. */
  public Path write() throws IOException {
    Files.writeString(folder.resolve("taxonomy.json"), "{\"classes\": [" + classes + "]}");
    Files.writeString(
        folder.resolve("model.json"),
        """
        {"id": "%s", "version": "%s", "task": "%s",
         "weights": {%s},
         "classes": {"path": "taxonomy.json", "sha256": "", "bytes": 0},
         %s
         %s
         %s
         "documents": [],
         "input": %s,
         "output": %s,
         "thresholds": {"confidence": {"value": 0.25, "source": "guess"}%s},
         "maxDetections": 100, "licence": "Apache-2.0", "provenance": {"made by": "a test"}}
        """
            .formatted(
                id,
                version,
                task,
                String.join(", ", weights),
                head,
                naming,
                golden,
                input,
                output,
                iou));
    PackageSeal.seal(folder);
    return folder;
  }

  /** Writes, seals and opens it. */
  public ModelPackage open() throws IOException {
    return ModelPackage.open(write());
  }
}

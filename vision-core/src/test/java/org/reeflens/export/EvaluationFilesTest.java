package org.reeflens.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.classify.Namer;
import org.reeflens.classify.Scores;
import org.reeflens.evaluate.DetectionReport;
import org.reeflens.evaluate.DetectorRun;
import org.reeflens.evaluate.FoundBox;
import org.reeflens.evaluate.LabelReport;
import org.reeflens.evaluate.PictureResult;
import org.reeflens.evaluate.ScoredCrop;
import org.reeflens.evaluate.TaxonReport;
import org.reeflens.evaluate.TruthBox;
import org.reeflens.geometry.Box;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.taxonomy.Taxonomy;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class EvaluationFilesTest {

  private static final EvaluationOrigin ORIGIN =
      new EvaluationOrigin("ReefLens 1", "Java", List.of("reeflens"), "m:1.0.0", new TreeMap<>());

  @TempDir private Path folder;

  @Test
  void detectionHasThePromisedKeysAndItsCharts() throws Exception {
    Path file = folder.resolve("eval.json");
    DetectionEvaluationFiles.write(file, detection(), 2, "sharks & <rays>:1.0.0", ORIGIN);

    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(keys(json))
        .startsWith(
            "ap", "ap50", "ap75", "ar100", "precision", "recall", "falsePerEmptyImage", "images")
        .contains("apSmall", "recallUnder16Pixels", "confusion", "calibration", "prCurves");
    assertThat(json.path("ap50").doubleValue()).isGreaterThan(0.999);
    assertThat(json.path("falsePerEmptyImage").isNull()).isTrue();
    assertThat(json.path("imagesWithoutLabelFile").intValue()).isEqualTo(2);
    assertThat(json.at("/classes/0/truePositives").intValue()).isEqualTo(1);
    assertThat(json.at("/classes/0/falseNegatives").intValue()).isZero();
    assertThat(json.at("/prCurves/0/points")).hasSize(101);
    assertThat(json.at("/calibration/bins")).hasSize(15);
    assertThat(json.at("/calibration/bins/0/shareRight").isNull()).isTrue();
    assertThat(json.at("/origin/model").textValue()).isEqualTo("m:1.0.0");

    Document curve = svg(folder.resolve("eval-pr.svg"));
    assertThat(texts(curve))
        .contains("Precision and recall", "recall", "precision (IoU 0.5)", "0.0", "1.0")
        .contains("sharks & <rays>:1.0.0, 1 pictures, AP50 1.000; dot: at confidence 0.5");
    // From recall 0 to recall 1 at precision 1: the upper edge of the chart.
    String points = element(curve, "polyline").getAttribute("points");
    assertThat(points).startsWith("64.00,68.00 ").endsWith(" 484.00,68.00");

    Document bars = svg(folder.resolve("eval-calibration.svg"));
    assertThat(texts(bars)).contains("confidence", "share right (IoU 0.5)");
    assertThat(element(bars, "circle").getAttribute("cx")).isEqualTo("400.00");
  }

  @Test
  void taxaHaveThePromisedKeysAndAConfusionTable() throws Exception {
    Path file = folder.resolve("eval.json");
    ClassifierEvaluationFiles.write(file, taxa(), "m:1.0.0", ORIGIN);

    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(keys(json))
        .startsWith("top1", "meanRecall", "ece", "n", "unknownShare", "perClass")
        .contains("backOff", "unknownNames", "confusion", "calibration");
    assertThat(json.path("top1").doubleValue()).isEqualTo(0.5);
    assertThat(json.path("n").intValue()).isEqualTo(2);
    assertThat(json.path("groupTop1").isNull()).isTrue();
    assertThat(json.at("/perClass/Lutjanus_fulvus/recall").doubleValue()).isEqualTo(0.5);
    assertThat(json.at("/perClass/Lutjanus_fulvus/interval95/low").doubleValue())
        .isBetween(0.0, 0.5);
    assertThat(json.at("/unknownNames/Gadus_morhua/n").intValue()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("eval-confusion.csv")))
        .isEqualTo(
            """
            truth,Lutjanus_fulvus,Zanclus cornutus
            Lutjanus_fulvus,1,1
            Gadus_morhua,1,0
            """);
    assertThat(texts(svg(folder.resolve("eval-calibration.svg")))).contains("share right");
  }

  @Test
  void labelsHaveThePromisedKeys() throws Exception {
    Path file = folder.resolve("eval.json");
    LabelReport report =
        LabelReport.of(
            List.of(new LabelReport.Patch(Set.of(0), new double[] {0.9, 0.1})),
            List.of("healthy", "dead"),
            0.5);
    ClassifierEvaluationFiles.write(file, report, 3, "m:1.0.0", ORIGIN);

    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(keys(json)).startsWith("meanAp", "perClass").contains("rowsWithoutPicture", "ece");
    assertThat(json.path("meanAp").doubleValue()).isEqualTo(1);
    assertThat(json.at("/perClass/dead/ap").isNull()).isTrue();
    assertThat(json.path("rowsWithoutPicture").intValue()).isEqualTo(3);
    svg(folder.resolve("eval-calibration.svg"));
  }

  @Test
  void nothingAtAllIsWrittenToo() throws Exception {
    Path file = folder.resolve("eval");
    DetectionReport none =
        DetectionReport.of(
            new DetectorRun(List.of(new PictureResult(List.of(), List.of())), List.of("fish"), 0),
            0.5);

    DetectionEvaluationFiles.write(file, none, 0, "m:1.0.0", ORIGIN);

    assertThat(Files.readString(file)).doesNotContain("NaN");
    assertThat(texts(svg(folder.resolve("eval-calibration.svg"))))
        .contains("Calibration: no answers");
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("none/eval.json");

    assertThatThrownBy(() -> ClassifierEvaluationFiles.write(file, taxa(), "m:1.0.0", ORIGIN))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + " cannot be written: its folder does not exist");
  }

  private static DetectionReport detection() {
    Box box = new Box(0, 0, 40, 40);
    return DetectionReport.of(
        new DetectorRun(
            List.of(
                new PictureResult(
                    List.of(new TruthBox(0, "0", box, box.area(), false)),
                    List.of(new FoundBox(0, box, 0.8)))),
            List.of("fish"),
            0),
        0.5);
  }

  private static TaxonReport taxa() {
    Taxonomy tree = Taxonomy.shipped();
    Namer namer =
        Namer.of(
            List.of(
                tree.find("Lutjanus fulvus").orElseThrow(),
                tree.find("Zanclus cornutus").orElseThrow()),
            tree,
            Naming.PLAIN);
    return TaxonReport.of(
        List.of(
            new ScoredCrop("1", "Lutjanus_fulvus", null, new Scores(new double[] {0.9, 0.1}, 1)),
            new ScoredCrop("2", "Lutjanus_fulvus", null, new Scores(new double[] {0.1, 0.9}, 1)),
            new ScoredCrop("3", "Gadus_morhua", null, new Scores(new double[] {0.6, 0.4}, 1))),
        namer);
  }

  private static List<String> keys(JsonNode json) {
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Document svg(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(file.toFile());
    assertThat(document.getDocumentElement().getNamespaceURI())
        .isEqualTo("http://www.w3.org/2000/svg");
    return document;
  }

  private static List<String> texts(Document svg) {
    List<String> texts = new ArrayList<>();
    NodeList elements = svg.getElementsByTagName("text");
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static Element element(Document svg, String name) {
    return (Element) svg.getElementsByTagName(name).item(0);
  }
}

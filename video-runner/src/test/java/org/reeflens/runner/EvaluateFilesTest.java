package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.SharedData;

/** Evaluations that run no model: files of any tool against truth. */
class EvaluateFilesTest {

  @TempDir private Path folder;

  @Test
  void tracksOfSeveralSequencesAreScored() throws IOException {
    String tud = SharedData.path("golden/tracking/motmetrics-tud").toString();

    JsonNode json =
        evaluate(
            "tracking",
            "--truth",
            tud + "/TUD-Campus/gt.txt",
            "--truth",
            tud + "/TUD-Stadtmitte/gt.txt",
            "--result",
            tud + "/TUD-Campus/test.txt",
            "--result",
            tud + "/TUD-Stadtmitte/test.txt");

    assertThat(json.path("hota").doubleValue()).isCloseTo(0.399957, within(1e-6));
    assertThat(json.path("mota").doubleValue()).isCloseTo(0.555116, within(1e-6));
    assertThat(json.path("motp").doubleValue()).isCloseTo(0.669823, within(1e-6));
    assertThat(json.path("idf1").doubleValue()).isCloseTo(0.624296, within(1e-6));
    assertThat(json.path("idSwitches").intValue()).isEqualTo(14);
    assertThat(json.path("falsePositives").intValue()).isEqualTo(58);
    assertThat(json.path("falseNegatives").intValue()).isEqualTo(602);
    assertThat(json.path("detA").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.path("assA").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.path("locA").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.path("alphas")).hasSize(19);
    assertThat(json.at("/sequences/0/hota").doubleValue()).isCloseTo(0.391397, within(1e-6));
    assertThat(json.at("/sequences/1/hota").doubleValue()).isCloseTo(0.397849, within(1e-6));
    assertThat(json.at("/origin/model").isNull()).isTrue();
  }

  @Test
  void badTracksEndWithOneSentence() throws IOException {
    String truth = text("gt.txt", "1,1,5,5,9,9,1\n2,1,5,5,9,9,0\n").toString();
    String empty = text("empty.txt", "").toString();
    String bad = text("bad.txt", "1,1,5,5\n").toString();

    JsonNode json = evaluate("tracking", "--truth", truth, "--result", empty);
    assertThat(json.path("falseNegatives").intValue()).isEqualTo(1);
    assertThat(json.path("truthBoxesNotCounted").intValue()).isEqualTo(1);

    run("tracking", "--truth", empty, "--result", truth).assertRefused("empty.txt holds no track");
    run("tracking", "--truth", truth, "--result", bad).assertRefused("bad.txt, line 1: it has 4");
    run("tracking", "--truth", truth, "--result", "none.txt").assertRefused("none.txt does not");
    run("tracking", "--truth", truth, "--result", truth, "--result", truth)
        .assertRefused("1 --truth and 2 --result");
  }

  @Test
  void countsOfTracksAreCompared() throws IOException {
    Path school = SharedData.path("golden/tracking/fish_school");

    JsonNode json =
        evaluate(
            "counts",
            "--truth",
            school.resolve("gt.txt").toString(),
            "--result",
            school.resolve("botsort.txt").toString(),
            "--width",
            "1280",
            "--frames",
            "300");

    assertThat(json.at("/truth/maxN").intValue()).isEqualTo(16);
    assertThat(json.at("/truth/meanCount").doubleValue()).isEqualTo(14.263333333333334);
    assertThat(json.at("/truth/firstArrivalFrame").intValue()).isEqualTo(1);
    assertThat(json.at("/result/uniqueTracks").intValue()).isEqualTo(19);
    assertThat(json.at("/result/left").intValue()).isEqualTo(4);
    assertThat(json.at("/result/right").intValue()).isEqualTo(4);
    assertThat(json.at("/error/uniqueTracks").intValue()).isEqualTo(3);
    assertThat(json.at("/error/meanCount").doubleValue()).isCloseTo(-0.946667, within(1e-6));
    assertThat(json.at("/error/crossings").intValue()).isZero();

    String truth = school.resolve("gt.txt").toString();
    run("counts", "--truth", truth, "--result", truth, "--width", "1280", "--frames", "200")
        .assertRefused("gt.txt: a box lies in frame 300, but the sequence has 200");
  }

  @Test
  void countsOfASeasonAreCompared() throws IOException {
    Path season =
        text("season.csv", "clip,truth,counted\na,1,0\nb,3,4\nc,4,4\nd,6,4\ne,0,0\nf,2,2\n");

    JsonNode json = evaluate("counts", "--pairs", season.toString());

    assertThat(json.path("n").intValue()).isEqualTo(6);
    assertThat(json.path("mae").doubleValue()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(json.path("nMae").doubleValue()).isEqualTo(0.25);
    assertThat(json.path("bias").doubleValue()).isCloseTo(-2 / 6.0, within(1e-12));
    assertThat(json.at("/interval95/mae/low").doubleValue())
        .isLessThan(json.path("mae").doubleValue());

    Path lacking = text("lacking.csv", "clip,truth\na,1\n");
    run("counts", "--pairs", lacking.toString())
        .assertRefused("lacking.csv has no column 'counted'; its columns are clip, truth");
    Path word = text("word.csv", "truth,counted\n1,1\n2,many\n");
    run("counts", "--pairs", word.toString())
        .assertRefused("word.csv, line 3: 'many' in the column 'counted' is no number");
    Path negative = text("negative.csv", "truth,counted\n1,-1\n");
    run("counts", "--pairs", negative.toString()).assertRefused("counts must be 0 or more");
    assertThat(run("counts").exitCode()).isEqualTo(2);
    assertThat(run("counts", "--truth", word.toString()).exitCode()).isEqualTo(2);
  }

  @Test
  void boxesHaveTheNumbersOfCocoapi() throws IOException {
    Path coco = SharedData.path("golden/coco/val2014_fake100");

    JsonNode json =
        evaluate(
            "boxes",
            "--truth",
            coco.resolve("instances_val2014_100.json").toString(),
            "--result",
            coco.resolve("instances_val2014_fakebbox100_results.json").toString());

    JsonNode expected =
        new JsonMapper()
            .readTree(coco.resolve("expected_pycocotools.json").toFile())
            .at("/bbox/stats");
    String[] ours = {
      "ap", "ap50", "ap75", "apSmall", "apMedium", "apLarge",
      "ar1", "ar10", "ar100", "arSmall", "arMedium", "arLarge"
    };
    String[] theirs = {
      "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"
    };
    for (int i = 0; i < ours.length; i++) {
      assertThat(json.path(ours[i]).doubleValue())
          .as(ours[i])
          .isCloseTo(expected.path(theirs[i]).doubleValue(), within(1e-6));
    }
    assertThat(json.path("classes")).hasSize(80);
  }

  @Test
  void boxesOfFourPicturesLeaveOutTheCategoryWithoutTruth() throws IOException {
    Path coco = SharedData.path("golden/coco/four_images");

    JsonNode json =
        evaluate(
            "boxes",
            "--truth",
            coco.resolve("gt.json").toString(),
            "--result",
            coco.resolve("dt.json").toString());

    assertThat(json.path("ap").doubleValue()).isCloseTo(0.7060198, within(1e-6));
    assertThat(json.path("classes")).filteredOn(of -> of.path("ap").doubleValue() == -1).hasSize(1);
  }

  @Test
  void badBoxesEndWithOneSentence() throws IOException {
    String truth =
        text(
                "truth.json",
                """
                {"images": [{"id": 1}], "categories": [{"id": 1, "name": "fish"}],
                 "annotations": [{"id": 5, "image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 9]}]}
                """)
            .toString();
    String result = "[{\"image_id\": %s, \"category_id\": %s, \"bbox\": %s, \"score\": %s}]";

    JsonNode other = boxes(truth, result.formatted(1, 2, "[0, 0, 9, 9]", 0.5));
    assertThat(other.path("resultsOfOtherCategories").intValue()).isEqualTo(1);
    assertThat(other.path("ap").doubleValue()).isZero();
    assertThat(other.path("apLarge").doubleValue()).isEqualTo(-1);

    tryBoxes(truth, result.formatted(7, 1, "[0, 0, 9, 9]", 0.5))
        .assertRefused("result 1 belongs to image 7, which the truth does not list");
    tryBoxes(truth, result.formatted(1, 1, "[0, 0, 9]", 0.5))
        .assertRefused("the bbox of result 1 is not [x, y, width, height]");
    tryBoxes(truth, result.formatted(1, 1, "[0, 0, 9, 9]", "null"))
        .assertRefused("the score of result 1 is no number");
    tryBoxes(truth, "{}").assertRefused("it must be a list");
    tryBoxes(truth, "what").assertRefused("results.json is no JSON");
    run("boxes", "--truth", "none.json", "--result", truth)
        .assertRefused("none.json does not exist");
  }

  private JsonNode boxes(String truth, String results) throws IOException {
    return evaluate(
        "boxes", "--truth", truth, "--result", text("results.json", results).toString());
  }

  private Terminal tryBoxes(String truth, String results) throws IOException {
    return run("boxes", "--truth", truth, "--result", text("results.json", results).toString());
  }

  private Path text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private JsonNode evaluate(String... arguments) throws IOException {
    Terminal ran = run(arguments);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("Numbers are in");
    return new JsonMapper().readTree(folder.resolve("out/eval.json").toFile());
  }

  private Terminal run(String... arguments) {
    return Terminal.run(
        Stream.of(
                List.of("evaluate"),
                List.of(arguments),
                List.of("--out", folder.resolve("out/eval.json").toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }
}

package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;

class DetectorEvaluationTest {

  @TempDir private Path folder;
  private final Map<Integer, List<Detection>> answers = new HashMap<>();

  @Test
  void detectionsAreComparedWithLabelledFish() throws Exception {
    // Pictures are told apart by their width; heights are 100. Boxes span the left half.
    picture("a", 100, "0 0.25 0.5 0.5 1");
    picture("b", 200, "1 0.25 0.5 0.5 1\n4 0.75 0.5 0.5 1");
    picture("c", 300, "");
    answers.put(
        100, List.of(found(49.5, 0.9), found(49.5, 0.8), new Detection(left(29.5), 0.2, 0)));
    answers.put(200, List.of(found(99.5, 0.7), found(99.5, 0.3)));
    answers.put(300, List.of(found(20, 0.6), found(30, 0.5), found(40, 0.1)));

    DetectorEvaluation result =
        DetectorEvaluation.run(new Prepared(), 0.5, folder, folder, classIndex -> classIndex < 4);

    assertThat(result.images()).isEqualTo(3);
    assertThat(result.fish()).isEqualTo(2);
    // Of 0.9, 0.8, 0.7, 0.6 and 0.5, the first and the third are right.
    assertThat(result.precision()).isEqualTo(0.4);
    assertThat(result.recall()).isEqualTo(1);
    assertThat(result.falsePerEmptyImage()).isEqualTo(2);
    // 51 recalls at precision 1, 50 at 2/3.
    assertThat(result.ap50()).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-9));
    assertThat(result.ap()).isCloseTo(result.ap50(), within(1e-9));
    assertThat(result.ar100()).isEqualTo(1);
  }

  @Test
  void ratioOfNothingIsUnknown() throws Exception {
    picture("a", 100, "0 0.25 0.5 0.5 1");
    answers.put(100, List.of());

    DetectorEvaluation result =
        DetectorEvaluation.run(new Prepared(), 0.5, folder, folder, classIndex -> true);

    assertThat(result.precision()).isNull();
    assertThat(result.recall()).isZero();
    assertThat(result.falsePerEmptyImage()).isNull();
    assertThat(result.ap()).isZero();
  }

  @Test
  void folderWithoutPicturesIsRefused() {
    assertThatIOException()
        .isThrownBy(
            () -> DetectorEvaluation.run(new Prepared(), 0.5, folder, folder, classIndex -> true))
        .withMessage(folder + " holds no .jpg, .jpeg or .png picture");
  }

  @Test
  void pictureWithoutLabelFileIsEmptyAndCounted() throws Exception {
    picture("a", 100, "0 0.25 0.5 0.5 1");
    picture("b", 200, "");
    Files.delete(folder.resolve("b.txt"));
    answers.put(100, List.of(found(49.5, 0.9)));
    answers.put(200, List.of(found(20, 0.6)));
    List<Integer> done = new ArrayList<>();

    DetectorRun run =
        DetectorRun.over(
            new Prepared(),
            folder,
            PictureOrder.SINGLE,
            DetectionTruth.yolo(folder),
            DetectionClasses.fish(new Prepared().classes(), Taxonomy.shipped()),
            (now, total) -> done.add(now));

    assertThat(run.unlisted()).isEqualTo(1);
    assertThat(run.pictures()).hasSize(2);
    assertThat(run.pictures().get(1).isEmpty()).isTrue();
    assertThat(DetectionReport.of(run, 0.5).falsePerEmptyImage()).isEqualTo(1);
    assertThat(done).containsExactly(2);
  }

  @Test
  void pictureThatCocoDoesNotListIsLeftOut() throws Exception {
    picture("a", 100, "");
    picture("b", 200, "");
    answers.put(100, List.of(found(49.5, 0.9)));
    Path truth =
        Files.writeString(
            folder.resolve("instances.json"),
            """
            {"images": [{"id": 1, "file_name": "a.png", "width": 100, "height": 100}],
             "annotations": [], "categories": []}""");

    DetectorRun run =
        DetectorRun.over(
            new Prepared(),
            folder,
            PictureOrder.SINGLE,
            DetectionTruth.coco(truth),
            DetectionClasses.fish(new Prepared().classes(), Taxonomy.shipped()),
            PictureProgress.NONE);

    assertThat(run.pictures()).hasSize(1);
    assertThat(run.unlisted()).isEqualTo(1);
  }

  @Test
  void labelsOfOtherPicturesAreRefused() throws IOException {
    picture("a", 100, "");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("z.txt"), "");

    assertThatIOException()
        .isThrownBy(
            () -> DetectorEvaluation.run(new Prepared(), 0.5, folder, other, classIndex -> true))
        .withMessage(
            other
                + " has no labels for any of the 1 pictures in "
                + folder
                + "; labels belong to pictures by the name of the file");
  }

  private void picture(String name, int width, String labels) throws IOException {
    ImageIO.write(
        new BufferedImage(width, 100, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve(name + ".png").toFile());
    Files.writeString(folder.resolve(name + ".txt"), labels);
  }

  private static Box left(double right) {
    return new Box(-0.5, -0.5, right, 99.5);
  }

  private static Detection found(double right, double confidence) {
    return new Detection(left(right), confidence, 0);
  }

  /** Gives prepared answers by the width of a picture, two pictures a batch. */
  private final class Prepared implements Detector {

    private record Widths(List<Integer> widths) implements Batch {

      @Override
      public int size() {
        return widths.size();
      }

      @Override
      public void close() {}
    }

    @Override
    public List<Taxon> classes() {
      return List.of(Taxon.UNIDENTIFIED_FISH);
    }

    @Override
    public double confidence() {
      return 0.5;
    }

    @Override
    public String describe() {
      return "prepared";
    }

    @Override
    public int batchSize() {
      return 2;
    }

    @Override
    public Batch pack(List<? extends Frame> frames) {
      return new Widths(frames.stream().map(Frame::width).toList());
    }

    @Override
    public List<List<Detection>> detect(Batch batch) {
      return ((Widths) batch).widths().stream().map(answers::get).toList();
    }

    @Override
    public void close() {}
  }
}

package org.reeflens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.frame.Frame;
import org.reeflens.frame.PictureFrame;
import org.reeflens.frame.Region;
import org.reeflens.frame.Tiling;
import org.reeflens.geometry.Box;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelPackage;
import org.reeflens.model.TestPackage;
import org.reeflens.taxonomy.Taxon;

class TiledDetectorTest {

  @TempDir private Path folder;

  /**
   * Rectangles that do not touch, at any place and up to twice the overlap long, most of them on
   * seams: each must come out once, with its own edges.
   */
  @ParameterizedTest
  @CsvSource({"2x2, 1, 40", "3x3, 2, 60", "4x2, 3, 150", "200, 4, 300", "90, 5, 400"})
  void everyRectangleComesOutOnceWithItsOwnEdges(String tiles, long seed, int wanted)
      throws InterruptedException {
    BufferedImage image = new BufferedImage(620, 410, BufferedImage.TYPE_INT_RGB);
    Tiling tiling = Tiling.of(tiles).withoutWhole();
    List<Box> drawn = draw(image, tiling, new Random(seed), wanted);

    List<Box> found = find(new Colours(4), tiling, image);

    assertThat(found).containsExactlyInAnyOrderElementsOf(drawn).hasSizeGreaterThan(30);
    assertThat(drawn)
        .as("on seams")
        .filteredOn(
            box ->
                tiling.tiles(620, 410).stream()
                    .anyMatch(
                        tile ->
                            (box.left() < tile.x() - 0.5 && box.right() > tile.x() - 0.5)
                                || (box.top() < tile.y() - 0.5 && box.bottom() > tile.y() - 0.5)))
        .hasSizeGreaterThan(5);
  }

  @Test
  void lookAtTheWholePictureAddsNothingTwice() throws InterruptedException {
    BufferedImage image = new BufferedImage(620, 410, BufferedImage.TYPE_INT_RGB);
    List<Box> drawn = draw(image, Tiling.grid(3, 2), new Random(6), 200);

    assertThat(find(new Colours(7), Tiling.grid(3, 2), image))
        .containsExactlyInAnyOrderElementsOf(drawn);
  }

  @Test
  void animalAsLongAsThePictureIsOne() throws InterruptedException {
    BufferedImage image = new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB);
    Box long1 = fill(image, 5, 180, 590, 40, 1);
    Box tall = fill(image, 300, 250, 30, 145, 2);

    assertThat(find(new Colours(3), Tiling.of("100").withoutWhole(), image))
        .containsExactlyInAnyOrder(long1, tall);
  }

  @Test
  void modelLooksAtTilesThroughItsOwnPreparation() throws IOException, InterruptedException {
    // A picture of 6 x 4 pixels in four tiles of 3 x 2; the network reads its boxes from the
    // pixels.
    ModelPackage model =
        new TestPackage(folder)
            .weights(Engine.ONNXRUNTIME, "weights.onnx", TestPackage.resource("boxes.onnx"))
            .classes(3)
            .output(
                "{\"decoder\": \"suppressed\", \"names\": [\"boxes\"], \"scoresAreLogits\": false}")
            .open();
    BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
    // Lower right tile: left 1, top 1, right 2, bottom 2, score 0.9, class 2.
    image.setRGB(3, 2, 0x010102);
    image.setRGB(4, 2, 0x025a02);
    try (Detector detector =
        Detector.open(
            model,
            DetectorOptions.DEFAULT.withTiling(Tiling.grid(2, 2).withOverlap(0).withoutWhole()))) {
      assertThat(detector.batchSize()).isEqualTo(1);
      assertThat(detector.describe()).endsWith("batch 2, tiles 2x2, overlap 0.0");

      assertThat(detector.detect(detector.pack(List.of(new PictureFrame(image)))))
          .containsExactly(List.of(new Detection(new Box(3.5, 2.5, 4.5, 3.5), 0.9f, 2)));
    }
  }

  @Test
  void packWaitsWhileThreePicturesAreOnTheirWay() throws Exception {
    Frame frame = new PictureFrame(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB));
    try (Detector detector = new TiledDetector(new Colours(1), Tiling.grid(2, 2), 0.5)) {
      Detector.Batch first = detector.pack(List.of(frame));
      detector.pack(List.of(frame));
      detector.pack(List.of(frame));
      CountDownLatch packed = new CountDownLatch(1);
      Thread packer =
          new Thread(
              () -> {
                try {
                  detector.pack(List.of(frame));
                  packed.countDown();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      packer.start();

      assertThat(packed.await(100, TimeUnit.MILLISECONDS)).isFalse();
      first.close();
      first.close();
      assertThat(packed.await(10, TimeUnit.SECONDS)).isTrue();
      packer.join();
    }
  }

  @Test
  void batchIsUsedOnceAndByItsDetector() throws InterruptedException {
    Frame frame = new PictureFrame(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB));
    try (Detector detector = new TiledDetector(new Colours(2), Tiling.grid(2, 2), 0.5);
        Detector other = new TiledDetector(new Colours(2), Tiling.grid(2, 2), 0.5)) {
      Detector.Batch batch = detector.pack(List.of(frame));

      assertThatIllegalArgumentException().isThrownBy(() -> other.detect(batch));
      detector.detect(batch);
      assertThatIllegalStateException()
          .isThrownBy(() -> detector.detect(batch))
          .withMessage("the batch is closed");
      assertThatIllegalArgumentException().isThrownBy(() -> detector.pack(List.of(frame, frame)));
    }
  }

  private static List<Box> find(Detector inside, Tiling tiling, BufferedImage image)
      throws InterruptedException {
    try (Detector detector = new TiledDetector(inside, tiling, 0.6)) {
      return detector.detect(detector.pack(List.of(new PictureFrame(image)))).get(0).stream()
          .map(Detection::box)
          .toList();
    }
  }

  /** Draws rectangles with a gap between them, each in its own colour. */
  private static List<Box> draw(BufferedImage image, Tiling tiling, Random random, int wanted) {
    List<Region> tiles = tiling.tiles(image.getWidth(), image.getHeight());
    List<Box> drawn = new ArrayList<>();
    for (int i = 0; i < 20 * wanted && drawn.size() < wanted; i++) {
      int width = 3 + random.nextInt(random.nextInt(12) == 0 ? 120 : 16);
      int height = 3 + random.nextInt(14);
      int x = random.nextInt(image.getWidth() - width);
      int y = random.nextInt(image.getHeight() - height);
      if (random.nextBoolean()) {
        // Across the first column of a tile.
        int seam = tiles.get(random.nextInt(tiles.size())).x() - random.nextInt(width);
        x = Math.max(0, Math.min(image.getWidth() - width, seam));
      }
      Box wide = Box.ofSize(x - 3.5, y - 3.5, width + 6, height + 6);
      if (drawn.stream().noneMatch(box -> box.intersection(wide) > 0)) {
        drawn.add(fill(image, x, y, width, height, drawn.size() + 1));
      }
    }
    return drawn;
  }

  private static Box fill(BufferedImage image, int x, int y, int width, int height, int colour) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(colour));
    graphics.fillRect(x, y, width, height);
    graphics.dispose();
    return Box.ofSize(x - 0.5, y - 0.5, width, height);
  }

  /** Finds the box of each colour but black; knows nothing beyond the picture that it is given. */
  private static final class Colours implements Detector {

    private final int batch;

    Colours(int batch) {
      this.batch = batch;
    }

    private record Found(List<List<Detection>> pictures) implements Batch {

      @Override
      public int size() {
        return pictures.size();
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
      return "colours";
    }

    @Override
    public int batchSize() {
      return batch;
    }

    @Override
    public Batch pack(List<? extends Frame> frames) {
      assertThat(frames).hasSizeBetween(1, batch);
      return new Found(frames.stream().map(Colours::boxes).toList());
    }

    private static List<Detection> boxes(Frame frame) {
      int width = frame.width();
      ByteBuffer rgb = ByteBuffer.allocateDirect(3 * width * frame.height());
      frame.rgb(new Region(0, 0, width, frame.height()), width, frame.height(), rgb, 3 * width);
      Map<Integer, Box> boxes = new LinkedHashMap<>();
      for (int i = 0; i < width * frame.height(); i++) {
        int colour =
            (rgb.get(3 * i) & 0xff) << 16
                | (rgb.get(3 * i + 1) & 0xff) << 8
                | (rgb.get(3 * i + 2) & 0xff);
        if (colour != 0) {
          int row = i / width;
          Box pixel = Box.ofSize(i % width - 0.5, row - 0.5, 1, 1);
          boxes.merge(
              colour,
              pixel,
              (one, two) ->
                  new Box(
                      Math.min(one.left(), two.left()),
                      Math.min(one.top(), two.top()),
                      Math.max(one.right(), two.right()),
                      Math.max(one.bottom(), two.bottom())));
        }
      }
      return boxes.values().stream().map(box -> new Detection(box, 0.9, 0)).toList();
    }

    @Override
    public List<List<Detection>> detect(Batch batch) {
      return ((Found) batch).pictures();
    }

    @Override
    public void close() {}
  }
}

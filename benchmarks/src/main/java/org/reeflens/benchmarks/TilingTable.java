package org.reeflens.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.detect.DetectorOptions;
import org.reeflens.evaluate.DetectionEvaluator;
import org.reeflens.evaluate.YoloLabels;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.Tiling;
import org.reeflens.geometry.Box;
import org.reeflens.inference.SessionOptions;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.model.ModelPackage;
import org.reeflens.testvideos.scene.FishView;
import org.reeflens.testvideos.scene.PixelBox;
import org.reeflens.testvideos.scene.RenderedFrame;
import org.reeflens.testvideos.scene.SceneRenderer;
import org.reeflens.testvideos.scene.SceneSettings;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/**
 * What tiles do for the detector, as a table: pictures of places that its training held out, and
 * rendered scenes of many fish at full HD. Arguments: the folder with {@code
 * detect/{deepfish,seagrass,aquarium}}, and perhaps a model and which sets.
 */
public final class TilingTable {

  /** The pictures that training held out to choose its weights: the begins of their names. */
  private static final Map<String, List<String>> HELD_OUT =
      Map.of(
          "deepfish", List.of("9907_", "7623_"),
          "seagrass", List.of("05C", "04C3"),
          "aquarium", List.of("IMG_31", "IMG_859"));

  /** Fish, shark and stingray of the aquarium set; the other sets have fish only. */
  private static final Set<Integer> AQUARIUM_FISH = Set.of(0, 4, 6);

  private static final List<String> SETS = List.of("rendered", "seagrass", "aquarium", "deepfish");

  /** Every so manieth picture, as neighbours in a video are near-copies. */
  private static final Map<String, Integer> STEP =
      Map.of("deepfish", 16, "seagrass", 4, "aquarium", 2);

  private static final List<String> TILINGS = List.of("1x1", "2x2", "3x3");

  /** Average precision needs the weak detections too. */
  private static final double LOW = 0.003;

  /** A rendered fish counts if so much of it can be seen. */
  private static final double VISIBLE = 0.4;

  private TilingTable() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 1) {
      throw new IllegalArgumentException(
          "give the folder with 'detect', and perhaps a model and which of " + SETS);
    }
    String name = arguments.length > 1 ? arguments[1] : "reef-fish-detector";
    List<String> chosen =
        arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : SETS;
    PrintStream out = System.out;
    Path temporary = Files.createTempDirectory("reeflens-tiling-");
    try (ModelCatalogue models = ModelCatalogue.standard()) {
      ModelPackage model = models.open(name);
      Map<String, List<Picture>> sets = new LinkedHashMap<>();
      for (String set : chosen) {
        sets.put(
            set,
            set.equals("rendered")
                ? rendered(temporary)
                : heldOut(Path.of(arguments[0], "detect", set, "train"), set));
      }
      double believed = model.manifest().thresholds().confidence().value();
      out.println("Model " + model + ", confidence " + believed);
      out.println("| pictures | n | fish | tiles | AP50 | AP | AP small | recall | wrong | ms |");
      out.println("|---|---|---|---|---|---|---|---|---|---|");
      for (Map.Entry<String, List<Picture>> set : sets.entrySet()) {
        for (String tiles : TILINGS) {
          out.println(row(model, set.getKey(), set.getValue(), tiles, believed));
          out.flush();
        }
      }
    } finally {
      try (Stream<Path> files = Files.list(temporary)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(temporary);
    }
  }

  /** A picture and its fish. */
  private record Picture(Path file, List<Box> fish) {}

  private static List<Picture> heldOut(Path folder, String set) throws IOException {
    List<String> begins = Objects.requireNonNull(HELD_OUT.get(set));
    List<Picture> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("images"))) {
      int place = 0;
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (begins.stream().noneMatch(name::startsWith)
            || place++ % Objects.requireNonNull(STEP.get(set)) != 0) {
          continue;
        }
        BufferedImage image = ImageIO.read(file.toFile());
        Path labels =
            folder.resolve("labels").resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
        pictures.add(
            new Picture(
                file,
                YoloLabels.read(labels, image.getWidth(), image.getHeight()).stream()
                    .filter(
                        label ->
                            !set.equals("aquarium") || AQUARIUM_FISH.contains(label.classIndex()))
                    .map(YoloLabels.Label::box)
                    .toList()));
      }
    }
    return pictures;
  }

  /** Four scenes of sixty fish, two frames of each. */
  private static List<Picture> rendered(Path folder) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      SceneRenderer renderer =
          new SceneRenderer(SceneSettings.random(1920, 1080, 2, 10, 60, 7000 + seed));
      for (int frame = 4; frame < 20; frame += 8) {
        RenderedFrame drawn = renderer.frame(frame);
        BufferedImage image = new BufferedImage(1920, 1080, BufferedImage.TYPE_3BYTE_BGR);
        byte[] rgb = drawn.rgb();
        for (int i = 0; i < 1920 * 1080; i++) {
          image.setRGB(
              i % 1920,
              i / 1920,
              (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff));
        }
        Path file = folder.resolve(seed + "-" + frame + ".png");
        ImageIO.write(image, "png", file.toFile());
        List<Box> fish = new ArrayList<>();
        for (FishView view : drawn.truth().fish()) {
          PixelBox box = view.visible();
          if (box != null && view.visibleFraction() >= VISIBLE) {
            fish.add(Box.ofSize(box.left() - 0.5, box.top() - 0.5, box.width(), box.height()));
          }
        }
        pictures.add(new Picture(file, fish));
      }
    }
    return pictures;
  }

  private static String row(
      ModelPackage model, String set, List<Picture> pictures, String tiles, double believed)
      throws InterruptedException {
    // One thread, so that times add up on a busy machine, and no place of a batch empty.
    SessionOptions session = SessionOptions.DEFAULT.withThreads(1);
    DetectorOptions options = DetectorOptions.DEFAULT.withConfidence(LOW);
    options =
        tiles.equals("1x1")
            ? options.withSession(session.withBatch(1))
            : options.withSession(session).withTiling(Tiling.of(tiles));
    List<DetectionEvaluator.Truth> truths = new ArrayList<>();
    List<DetectionEvaluator.Found> found = new ArrayList<>();
    int fish = 0;
    int right = 0;
    int wrong = 0;
    long nanos = 0;
    try (Detector detector = Detector.open(model, options)) {
      for (int i = 0; i < pictures.size(); i++) {
        Picture picture = pictures.get(i);
        long image = i;
        picture.fish.forEach(box -> truths.add(DetectionEvaluator.Truth.of(image, 0, box)));
        List<Detection> detections;
        try (Frame frame = read(picture.file)) {
          long start = System.nanoTime();
          detections = detector.detect(detector.pack(List.of(frame))).get(0);
          nanos += System.nanoTime() - start;
        }
        detections.forEach(
            one -> found.add(new DetectionEvaluator.Found(image, 0, one.box(), one.confidence())));
        List<Detection> sure =
            detections.stream().filter(one -> one.confidence() >= believed).toList();
        int hits = hits(picture.fish, sure);
        fish += picture.fish.size();
        right += hits;
        wrong += sure.size() - hits;
      }
    }
    DetectionEvaluator.Result result = DetectionEvaluator.evaluate(truths, found);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %s | %.3f | %.3f | %s | %.3f | %.2f | %.0f |",
        set,
        pictures.size(),
        fish,
        tiles.equals("1x1") ? "none" : tiles,
        result.ap50(),
        result.ap(),
        result.apSmall() < 0 ? "" : String.format(Locale.ROOT, "%.3f", result.apSmall()),
        (double) right / fish,
        (double) wrong / pictures.size(),
        nanos / 1e6 / pictures.size());
  }

  /** Fish that a detection overlaps by half, each detection and fish once, the surest first. */
  private static int hits(List<Box> fish, List<Detection> sure) {
    boolean[] taken = new boolean[fish.size()];
    int hits = 0;
    for (Detection one : sure) {
      int best = -1;
      for (int i = 0; i < taken.length; i++) {
        double iou = one.box().iou(fish.get(i));
        if (!taken[i] && iou >= 0.5 && (best < 0 || iou > one.box().iou(fish.get(best)))) {
          best = i;
        }
      }
      if (best >= 0) {
        taken[best] = true;
        hits++;
      }
    }
    return hits;
  }

  private static Frame read(Path picture) throws InterruptedException {
    try (VideoReader reader = Dive.of(picture).open(FrameSelection.all(), new FramePool(1))) {
      return Objects.requireNonNull(reader.next());
    }
  }
}

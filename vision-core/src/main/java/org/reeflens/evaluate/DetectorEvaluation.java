package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.geometry.Box;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/**
 * How well a detector finds fish in labelled pictures. Classes do not matter: every detection is a
 * fish, and every label of a chosen class is one.
 *
 * @param ap COCO average precision over IoU 0.50 to 0.95, see {@link DetectionEvaluator}
 * @param ap50 the same at IoU 0.50
 * @param ap75 the same at IoU 0.75
 * @param ar100 COCO average recall with at most 100 detections a picture
 * @param precision part of the detections at the threshold that are right, IoU 0.50 or more; null
 *     where there is none
 * @param recall part of the fish that the detections at the threshold find; null where there is
 *     none
 * @param falsePerEmptyImage detections at the threshold per picture without fish; null where no
 *     picture is empty
 * @param images how many pictures
 * @param fish how many fish are labelled
 * @param threshold the confidence that precision, recall and false detections were taken at
 */
public record DetectorEvaluation(
    double ap,
    double ap50,
    double ap75,
    double ar100,
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double falsePerEmptyImage,
    int images,
    int fish,
    double threshold) {

  private static final double SAME_FISH = 0.5;

  /**
   * Runs a detector over a folder of pictures.
   *
   * @param detector opened with a low confidence, such as 0.003, because average precision needs
   *     the weak detections too; stays the caller's
   * @param threshold confidence at which precision, recall and false detections are taken, that of
   *     the detector in use
   * @param images folder of {@code .jpg}, {@code .jpeg} and {@code .png} pictures
   * @param labels folder with a YOLO text file of the same name for each picture
   * @param counts which classes of the labels are fish
   * @throws IOException if a label file cannot be read, or there is no picture
   * @throws org.reeflens.video.VideoException if a picture cannot be read
   * @throws InterruptedException if interrupted
   */
  public static DetectorEvaluation run(
      Detector detector, double threshold, Path images, Path labels, IntPredicate counts)
      throws IOException, InterruptedException {
    Tally tally = new Tally(threshold);
    List<Path> files = pictures(images);
    for (int start = 0; start < files.size(); start += detector.batchSize()) {
      List<Path> part = files.subList(start, Math.min(files.size(), start + detector.batchSize()));
      List<Frame> frames = new ArrayList<>();
      try {
        List<List<Box>> truths = new ArrayList<>();
        for (Path file : part) {
          Frame frame = read(file);
          frames.add(frame);
          truths.add(truth(labels, file, frame, counts));
        }
        List<List<Detection>> found = detector.detect(detector.pack(frames));
        for (int i = 0; i < part.size(); i++) {
          tally.add(truths.get(i), found.get(i));
        }
      } finally {
        frames.forEach(Frame::close);
      }
    }
    return tally.result();
  }

  private static Frame read(Path picture) throws InterruptedException {
    try (VideoReader reader = Dive.of(picture).open(FrameSelection.all(), new FramePool(1))) {
      return Objects.requireNonNull(reader.next(), () -> picture + " holds no picture");
    }
  }

  private static List<Path> pictures(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> pictures =
        Files.newDirectoryStream(folder, "*.{jpg,jpeg,png,JPG,JPEG,PNG}")) {
      pictures.forEach(files::add);
    }
    if (files.isEmpty()) {
      throw new IOException(folder + " holds no .jpg, .jpeg or .png picture");
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    return files;
  }

  private static List<Box> truth(Path labels, Path picture, Frame frame, IntPredicate counts)
      throws IOException {
    String name = picture.getFileName().toString();
    Path file = labels.resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
    return YoloLabels.read(file, frame.width(), frame.height()).stream()
        .filter(label -> counts.test(label.classIndex()))
        .map(YoloLabels.Label::box)
        .toList();
  }

  /** Sums over the pictures seen so far. */
  private static final class Tally {

    private final double threshold;
    private final List<DetectionEvaluator.Truth> truths = new ArrayList<>();
    private final List<DetectionEvaluator.Found> found = new ArrayList<>();
    private int images;
    private int empty;
    private int inEmpty;
    private int right;
    private int reported;

    Tally(double threshold) {
      this.threshold = threshold;
    }

    void add(List<Box> fish, List<Detection> detections) {
      fish.forEach(box -> truths.add(DetectionEvaluator.Truth.of(images, 0, box)));
      for (Detection one : detections) {
        found.add(new DetectionEvaluator.Found(images, 0, one.box(), one.confidence()));
      }
      // Suppression goes by falling score, so cutting here is the same as detecting with the
      // threshold.
      List<Detection> sure =
          detections.stream()
              .filter(one -> one.confidence() >= threshold)
              .sorted(Comparator.comparingDouble(one -> -one.confidence()))
              .toList();
      reported += sure.size();
      right += matches(fish, sure);
      if (fish.isEmpty()) {
        empty++;
        inEmpty += sure.size();
      }
      images++;
    }

    /** Each detection, surest first, takes the free fish that it overlaps most. */
    private static int matches(List<Box> fish, List<Detection> sure) {
      boolean[] taken = new boolean[fish.size()];
      int count = 0;
      for (Detection one : sure) {
        int best = -1;
        for (int i = 0; i < taken.length; i++) {
          double iou = one.box().iou(fish.get(i));
          if (!taken[i] && iou >= SAME_FISH && (best < 0 || iou > one.box().iou(fish.get(best)))) {
            best = i;
          }
        }
        if (best >= 0) {
          taken[best] = true;
          count++;
        }
      }
      return count;
    }

    DetectorEvaluation result() {
      DetectionEvaluator.Result coco = DetectionEvaluator.evaluate(truths, found);
      return new DetectorEvaluation(
          coco.ap(),
          coco.ap50(),
          coco.ap75(),
          coco.ar100(),
          ratio(right, reported),
          ratio(right, truths.size()),
          ratio(inEmpty, empty),
          images,
          truths.size(),
          threshold);
    }

    private static @Nullable Double ratio(int part, int whole) {
      return whole == 0 ? null : (double) part / whole;
    }
  }
}

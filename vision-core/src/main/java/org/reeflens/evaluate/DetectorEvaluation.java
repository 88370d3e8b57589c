package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detector;
import org.reeflens.taxonomy.Taxonomy;

/**
 * How well a detector finds fish in labelled pictures. Species do not matter: every detection is a
 * fish, see {@link DetectionClasses#fish}, and every label of a chosen class is one.
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
    DetectorRun run =
        DetectorRun.over(
            detector,
            images,
            PictureOrder.SINGLE,
            DetectionTruth.yolo(labels),
            DetectionClasses.fish(detector.classes(), Taxonomy.shipped(), counts),
            PictureProgress.NONE);
    DetectionReport report = DetectionReport.of(run, threshold);
    return new DetectorEvaluation(
        none(report.ap()),
        none(report.ap50()),
        none(report.ap75()),
        none(report.ar100()),
        report.precision(),
        report.recall(),
        report.falsePerEmptyImage(),
        report.images(),
        report.animals(),
        threshold);
  }

  private static double none(@Nullable Double value) {
    return value == null ? -1 : value;
  }
}

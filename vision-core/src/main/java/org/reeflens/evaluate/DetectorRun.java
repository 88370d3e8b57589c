package org.reeflens.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;

/**
 * A detector's work on a folder of labelled pictures.
 *
 * @param pictures what is in each picture and what was found
 * @param classes names of the compared classes, by index
 * @param unlisted pictures that the truth does not list: taken for empty with YOLO labels, left out
 *     with a COCO truth
 */
public record DetectorRun(List<PictureResult> pictures, List<String> classes, int unlisted) {

  /**
   * The confidence to open a detector with before it is evaluated, because average precision needs
   * the weak detections too. With {@link Detector#FAINT} this reaches down to 0.001, where COCO
   * results are usually cut.
   */
  public static final double LEAST_CONFIDENCE = 0.003;

  /** Copies the lists. */
  public DetectorRun {
    pictures = List.copyOf(pictures);
    classes = List.copyOf(classes);
  }

  /**
   * Runs a detector over a folder of pictures.
   *
   * @param detector opened with a low confidence, see {@link #LEAST_CONFIDENCE}; stays the caller's
   * @param images folder of {@code .jpg}, {@code .jpeg} and {@code .png} pictures
   * @param order whether they are frames of recordings, for detectors that need time
   * @param truth what is in them
   * @param classes which labels are compared with which detections
   * @param progress hears how far it is
   * @throws IOException if there is no picture, none is listed by the truth, the truth cannot be
   *     read, or a frame of a recording has no number
   * @throws org.reeflens.video.VideoException if a picture cannot be read
   * @throws InterruptedException if interrupted
   */
  public static DetectorRun over(
      Detector detector,
      Path images,
      PictureOrder order,
      DetectionTruth truth,
      DetectionClasses classes,
      PictureProgress progress)
      throws IOException, InterruptedException {
    List<Path> files = PictureFolder.list(images);
    // All of the truth is read once before the detector sets out, so that a bad line shows at once.
    List<Path> listed = new ArrayList<>();
    for (Path file : files) {
      if (truth.lists(file)) {
        listed.add(file);
      }
    }
    if (listed.isEmpty()) {
      throw new IOException(
          truth.place()
              + " has no labels for any of the "
              + files.size()
              + " pictures in "
              + images
              + "; labels belong to pictures by the name of the file");
    }
    List<Path> used = truth.unlistedIsEmpty() ? files : listed;
    List<PictureResult> results = new ArrayList<>();
    for (List<Path> recording : order.recordings(used)) {
      Detector one = order.isSequence() ? detector.inSequence() : detector;
      for (int start = 0; start < recording.size(); start += one.batchSize()) {
        int end = Math.min(recording.size(), start + one.batchSize());
        results.addAll(run(one, recording.subList(start, end), order, truth, classes));
        progress.at(results.size(), used.size());
      }
    }
    return new DetectorRun(results, classes.names(), files.size() - listed.size());
  }

  private static List<PictureResult> run(
      Detector detector,
      List<Path> files,
      PictureOrder order,
      DetectionTruth truth,
      DetectionClasses classes)
      throws IOException, InterruptedException {
    List<Frame> frames = new ArrayList<>();
    try {
      List<List<TruthBox>> truths = new ArrayList<>();
      for (Path file : files) {
        Frame frame = order.timed(PictureFolder.read(file), file);
        frames.add(frame);
        truths.add(
            truth.lists(file)
                ? truths(truth.of(file, frame.width(), frame.height()), classes)
                : List.of());
      }
      List<List<Detection>> found = detector.detect(detector.pack(frames));
      List<PictureResult> results = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        results.add(new PictureResult(truths.get(i), found(found.get(i), classes)));
      }
      return results;
    } finally {
      frames.forEach(Frame::close);
    }
  }

  private static List<TruthBox> truths(List<DetectionTruth.Drawn> drawn, DetectionClasses classes) {
    List<TruthBox> truths = new ArrayList<>();
    for (DetectionTruth.Drawn one : drawn) {
      classes
          .ofLabel(one)
          .ifPresent(
              index ->
                  truths.add(new TruthBox(index, one.name(), one.box(), one.area(), one.crowd())));
    }
    return truths;
  }

  private static List<FoundBox> found(List<Detection> detections, DetectionClasses classes) {
    List<FoundBox> found = new ArrayList<>();
    for (Detection one : detections) {
      classes
          .ofDetection(one.classIndex())
          .ifPresent(index -> found.add(new FoundBox(index, one.box(), one.confidence())));
    }
    return found;
  }
}

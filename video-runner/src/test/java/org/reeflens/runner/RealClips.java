package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reeflens.classify.Appearances;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** What the tests on the real clips have in common. */
final class RealClips {

  /** Reef clips whose habitats the detectors never saw; the others are in their training. */
  static final Set<String> UNSEEN_REEF =
      Set.of("7398_F1_000001", "7398_F1_000041", "7482_F2_000090");

  private RealClips() {}

  /**
   * What a detector found in a clip.
   *
   * @param times of the analysed frames
   * @param boxes in each of them
   */
  record Found(List<FrameTime> times, List<List<Detection>> boxes) {}

  /** Runs a detector over a clip, five frames a second. */
  static Found found(Path video, Detector detector) throws InterruptedException {
    List<FrameTime> times = new ArrayList<>();
    List<List<Detection>> boxes = new ArrayList<>();
    List<Frame> batch = new ArrayList<>();
    try (VideoReader reader =
        Dive.of(video).open(FrameSelection.perSecond(5), new FramePool(detector.batchSize()))) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        batch.add(frame);
        times.add(frame.time());
        if (batch.size() == detector.batchSize()) {
          boxes.addAll(detect(detector, batch));
        }
      }
      if (!batch.isEmpty()) {
        boxes.addAll(detect(detector, batch));
      }
    } finally {
      batch.forEach(Frame::close);
    }
    return new Found(times, boxes);
  }

  private static List<List<Detection>> detect(Detector detector, List<Frame> batch)
      throws InterruptedException {
    List<List<Detection>> found = detector.detect(detector.pack(batch));
    batch.forEach(Frame::close);
    batch.clear();
    return found;
  }

  /**
   * How the animals in a clip look.
   *
   * @param boxes in each of its frames, five a second; frames after the last of them are left out
   * @return the same boxes with their looks
   */
  static List<List<Detection>> looked(Path video, List<List<Detection>> boxes, Appearances looks)
      throws InterruptedException {
    List<List<Detection>> looked = new ArrayList<>();
    try (VideoReader reader = Dive.of(video).open(FrameSelection.perSecond(5), new FramePool(1))) {
      for (List<Detection> found : boxes) {
        try (Frame frame = Objects.requireNonNull(reader.next(), "a frame of " + video)) {
          looked.add(looks.look(frame, found));
        }
      }
    }
    return looked;
  }

  /** The folders in a folder, by name. */
  static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The rows of a table without its header. */
  static List<String> rows(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().skip(1).toList();
  }

  /** The largest number of rows with the same frame number, the first column. */
  static int mostInAFrame(Path csv) throws IOException {
    return Files.readAllLines(csv).stream()
        .collect(Collectors.groupingBy(row -> row.split(",", -1)[0], Collectors.counting()))
        .values()
        .stream()
        .mapToInt(Long::intValue)
        .max()
        .orElse(0);
  }
}

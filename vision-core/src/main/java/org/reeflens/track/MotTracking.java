package org.reeflens.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/** Follows the detections of a MOT text as a tracker follows a dive, every frame analysed. */
public final class MotTracking {

  private MotTracking() {}

  /**
   * Follows from the first frame to the last that has a detection.
   *
   * <p>With the settings of a paper the result is what the authors' code writes: the box where the
   * tracker takes the animal to be, told in its own frame and never after the fact. Otherwise it is
   * what counts use: the detections of confirmed tracks, those before their confirmation included.
   *
   * @param settings which tracker, and what it is told
   * @param detections (Input) rows of any order, their confidences 0 to 1
   * @param framesPerSecond frames a second, above zero
   * @return a row for each observation, by frame, then by track
   * @throws IllegalArgumentException if a confidence or the rate is out of range
   */
  public static List<MotFile.Row> follow(
      TrackerSettings settings, List<MotFile.Row> detections, double framesPerSecond) {
    Requirement.frameSeconds(framesPerSecond);
    SortedMap<Integer, List<MotFile.Row>> frames = MotFile.byFrame(detections);
    Tracker tracker = settings.newTracker();
    List<MotFile.Row> told = new ArrayList<>();
    int last = frames.isEmpty() ? 0 : frames.lastKey();
    for (int sample = 0; sample < last; sample++) {
      List<Detection> seen =
          frames.getOrDefault(sample + 1, List.of()).stream().map(MotFile.Row::detection).toList();
      for (TrackPoint point : tracker.update(sample / framesPerSecond, seen)) {
        Detection detection = point.detection();
        if (!settings.asPublished()) {
          told.add(row(point, detection.box()));
        } else if (point.sample() == sample) {
          told.add(row(point, point.estimate()));
        }
      }
    }
    told.sort(Comparator.comparingInt(MotFile.Row::frame).thenComparingInt(MotFile.Row::id));
    return told;
  }

  private static MotFile.Row row(TrackPoint point, Box box) {
    return MotFile.Row.of(point.sample() + 1, point.track(), box, point.detection().confidence());
  }
}

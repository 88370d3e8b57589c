package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.detect.Detection;

/**
 * For photos, and for frames so far apart that nothing can be followed from one to the next: every
 * detection that is believed is an animal of its own, confirmed by itself. MaxN stays right; the
 * number of tracks is the number of sightings.
 */
public final class StillPictures implements Tracker {
  private final double confidence;
  private double seconds = Double.NEGATIVE_INFINITY;
  private int sample = -1;
  private int lastId;

  /**
   * A tracker for one dive.
   *
   * @param confidence the confidence from which on a detection is believed, 0 to 1
   */
  public StillPictures(double confidence) {
    this.confidence = confidence;
  }

  @Override
  public List<TrackPoint> update(double timeSeconds, List<Detection> detections) {
    if (!(timeSeconds > seconds && timeSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "time must rise, but " + timeSeconds + " s follows " + seconds + " s");
    }
    seconds = timeSeconds;
    sample++;
    List<TrackPoint> points = new ArrayList<>();
    for (Detection seen : detections) {
      if (seen.confidence() >= confidence) {
        points.add(new TrackPoint(++lastId, sample, seen, seen.box()));
      }
    }
    return points;
  }

  @Override
  public String describe() {
    return "each picture for itself, detections from a confidence of " + confidence;
  }
}

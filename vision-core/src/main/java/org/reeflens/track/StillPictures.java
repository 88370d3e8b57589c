package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;

/**
 * For photos, and for frames so far apart that nothing can be followed from one to the next: every
 * detection that is believed is an animal of its own, confirmed by itself. MaxN stays right; the
 * number of tracks is the number of sightings.
 */
public final class StillPictures implements Tracker {
  private final double confidence;
  private final FrameClock clock = new FrameClock();
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
  public List<TrackPoint> update(double timeSeconds, List<Detection> detections, Affine camera) {
    clock.advance(timeSeconds);
    List<TrackPoint> points = new ArrayList<>();
    for (Detection seen : detections) {
      if (seen.confidence() >= confidence) {
        points.add(new TrackPoint(++lastId, clock.sample(), seen, seen.box()));
      }
    }
    return points;
  }

  @Override
  public String describe() {
    return "each picture for itself, detections from a confidence of " + confidence;
  }
}

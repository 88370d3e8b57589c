package org.reeflens.count;

import org.reeflens.geometry.Box;
import org.reeflens.track.TrackPoint;

/** What a {@link CountBook} keeps of a track while it grows. */
final class Tally {
  private final int firstSample;
  private final Box firstBox;
  private int lastSample;
  private Box lastBox;
  private int detections;
  private double confidences;

  Tally(TrackPoint first) {
    firstSample = first.sample();
    firstBox = first.detection().box();
    lastSample = firstSample - 1;
    lastBox = firstBox;
  }

  /** Adds a point, the first one included; points come in the order of their samples. */
  void add(TrackPoint point) {
    if (point.sample() <= lastSample) {
      throw new IllegalArgumentException(
          "track " + point.track() + " was at sample " + lastSample + " before " + point.sample());
    }
    lastSample = point.sample();
    lastBox = point.detection().box();
    detections++;
    confidences += point.detection().confidence();
  }

  TrackRecord record(int id, CountBook book) {
    return new TrackRecord(
        id,
        book.time(firstSample),
        book.time(lastSample),
        detections,
        confidences / detections,
        firstBox,
        lastBox);
  }
}

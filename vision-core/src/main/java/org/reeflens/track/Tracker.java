package org.reeflens.track;

import java.util.List;
import org.reeflens.detect.Detection;

/**
 * Follows animals from one analysed frame to the next. It holds the state of one dive: start each
 * dive with a new tracker. Not for use by two threads at once.
 *
 * <p>A track is confirmed after several hits. Until then it has no public id and nothing is told of
 * it; when it is confirmed, its earlier hits are told as well, so that counts may use them.
 *
 * <p>A detection belongs to one track at most, and a track has one detection at most in a frame.
 */
public interface Tracker {

  /**
   * Takes the detections of the next analysed frame.
   *
   * @param timeSeconds dive time of the frame, seconds; must rise from call to call
   * @param detections (Input) what was found there; may be empty
   * @return the observations that became known with this frame: of this frame for tracks already
   *     confirmed, of this and earlier frames for tracks confirmed now. Each observation is
   *     returned once. In order of sample, then of track
   * @throws IllegalArgumentException if the time does not rise
   */
  List<TrackPoint> update(double timeSeconds, List<Detection> detections);

  /** Which tracker with which settings, for provenance. */
  String describe();
}

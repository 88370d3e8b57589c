package org.reeflens.track;

import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;

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
   * Takes the detections of the next analysed frame of a camera that moves: what is known of each
   * animal is first carried along with the picture, so that a pan is not taken for swimming.
   *
   * @param timeSeconds dive time of the frame, seconds; must rise from call to call
   * @param detections (Input) what was found there; may be empty
   * @param camera where places of the scene in the frame of the last call lie in this frame, source
   *     pixels; {@link Affine#identity} where the camera stands still or nothing is known. That of
   *     the first call means nothing
   * @return the observations that became known with this frame: of this frame for tracks already
   *     confirmed, of this and earlier frames for tracks confirmed now. Each observation is
   *     returned once. In order of sample, then of track
   * @throws IllegalArgumentException if the time does not rise
   */
  List<TrackPoint> update(double timeSeconds, List<Detection> detections, Affine camera);

  /**
   * Takes the detections of the next analysed frame of a camera that stands still.
   *
   * @see #update(double, List, Affine)
   */
  default List<TrackPoint> update(double timeSeconds, List<Detection> detections) {
    return update(timeSeconds, detections, Affine.identity());
  }

  /**
   * Whether it makes use of how animals look ({@link Detection#appearance()}), which takes time to
   * find out.
   */
  default boolean usesAppearance() {
    return false;
  }

  /** Which tracker with which settings, for provenance. */
  String describe();
}

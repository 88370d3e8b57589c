package org.reeflens.track;

import java.util.Objects;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/**
 * One observation of a confirmed track: a detection, and the animal it belongs to. Positions that
 * were only predicted are never track points.
 *
 * @param track public id of the track, from 1 upwards without gaps, in the order of confirmation
 * @param sample 0-based number of the analysed frame
 * @param detection what was seen there; counts and lengths use this and nothing else
 * @param estimate where the tracker takes the animal to be, in source pixels: what was seen and
 *     what its motion so far foretold, weighed. Calmer than the detections, so for drawing. A
 *     tracker without a motion model gives the detection's box
 */
public record TrackPoint(int track, int sample, Detection detection, Box estimate) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the track is below 1 or the sample negative
   */
  public TrackPoint {
    Objects.requireNonNull(detection, "detection");
    Objects.requireNonNull(estimate, "estimate");
    if (track < 1 || sample < 0) {
      throw new IllegalArgumentException("no track " + track + " at sample " + sample);
    }
  }
}

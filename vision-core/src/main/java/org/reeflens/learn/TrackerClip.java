package org.reeflens.learn;

import java.util.List;
import org.reeflens.track.MotFile;

/**
 * A clip in which people marked every animal in every frame, to fit a tracker to.
 *
 * @param name for the report
 * @param truth the true tracks, one row or more; see {@link
 *     org.reeflens.evaluate.TrackingReport#counted}
 * @param detections what the detector found in the same frames
 * @param framesPerSecond frames a second, above 0; as many as will be analysed later
 */
public record TrackerClip(
    String name, List<MotFile.Row> truth, List<MotFile.Row> detections, double framesPerSecond) {

  /**
   * Copies the rows.
   *
   * @throws IllegalArgumentException if there is no truth or the rate is not above 0
   */
  public TrackerClip {
    truth = List.copyOf(truth);
    detections = List.copyOf(detections);
    if (truth.isEmpty()) {
      throw new IllegalArgumentException(name + " holds no true track; there is nothing to fit to");
    }
    if (!(framesPerSecond > 0 && Double.isFinite(framesPerSecond))) {
      throw new IllegalArgumentException("frames a second must be above 0: " + framesPerSecond);
    }
  }
}

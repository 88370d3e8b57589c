package org.reeflens.learn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.track.TrackerConfig;

/**
 * What became of fitting a tracker. All numbers are HOTA, 0 to 1, of all clips together where
 * nothing else is said.
 *
 * @param start the settings before
 * @param chosen the settings after; the same where none was better
 * @param candidates how many were tried, those before included
 * @param before HOTA with the settings before
 * @param after HOTA with the chosen ones on the clips that they were chosen on, so better than it
 *     will be elsewhere
 * @param leftOut HOTA with each clip followed by settings chosen on the other clips: what to expect
 *     of fitting on a clip of the same kind; null where there is one clip only
 * @param clips the clips one by one
 */
public record TrackerTuning(
    TrackerConfig start,
    TrackerConfig chosen,
    int candidates,
    double before,
    double after,
    @Nullable Double leftOut,
    List<OfClip> clips) {

  /** Copies the list. */
  public TrackerTuning {
    clips = List.copyOf(clips);
  }

  /**
   * One clip.
   *
   * @param name its name
   * @param before HOTA with the settings before
   * @param after HOTA with the chosen ones
   * @param leftOut HOTA with settings chosen on the other clips; null where there is none
   */
  public record OfClip(String name, double before, double after, @Nullable Double leftOut) {}
}

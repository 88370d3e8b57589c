package org.reeflens.evaluate;

import java.util.List;
import org.reeflens.track.MotFile;

/**
 * How well tracks were followed: found tracks against true ones, by the three families of measures
 * in use. Boxes are compared by their intersection over union; classes are not looked at.
 *
 * @param hota detection and association, the measure to choose a tracker by
 * @param clear misses, false boxes and switches in each frame
 * @param identity how long each animal kept one name
 * @param truthTracks true tracks
 * @param foundTracks found tracks
 */
public record TrackingReport(
    HotaScores hota, ClearScores clear, IdentityScores identity, int truthTracks, int foundTracks) {

  /**
   * Compares the tracks of one sequence. Every row counts; see {@link #counted} for those of a
   * truth that should not.
   *
   * @param truth the true boxes
   * @param found the boxes that a tracker gave
   */
  public static TrackingReport of(List<MotFile.Row> truth, List<MotFile.Row> found) {
    int frames = Math.max(lastFrame(truth), lastFrame(found));
    return of(TrackPairs.of(truth, found), frames);
  }

  static TrackingReport of(TrackPairs pairs, int frames) {
    return new TrackingReport(
        HotaScores.of(pairs),
        ClearScores.of(pairs, frames),
        IdentityScores.of(pairs),
        pairs.truths(),
        pairs.found());
  }

  /**
   * Several sequences as one: boxes are added up, so a long sequence weighs more than a short one.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TrackingReport together(List<TrackingReport> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("no sequence");
    }
    return new TrackingReport(
        HotaScores.sum(sequences.stream().map(TrackingReport::hota).toList()),
        ClearScores.sum(sequences.stream().map(TrackingReport::clear).toList()),
        IdentityScores.sum(sequences.stream().map(TrackingReport::identity).toList()),
        sequences.stream().mapToInt(TrackingReport::truthTracks).sum(),
        sequences.stream().mapToInt(TrackingReport::foundTracks).sum());
  }

  /**
   * The rows of a truth that count: by the rules of the MOT Challenge those with a 0 for their
   * confidence do not.
   */
  public static List<MotFile.Row> counted(List<MotFile.Row> truth) {
    return truth.stream().filter(row -> row.confidence() != 0).toList();
  }

  private static int lastFrame(List<MotFile.Row> rows) {
    return rows.stream().mapToInt(MotFile.Row::frame).max().orElse(0);
  }
}

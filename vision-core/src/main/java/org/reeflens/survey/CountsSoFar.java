package org.reeflens.survey;

import java.util.List;
import org.reeflens.frame.FrameTime;
import org.reeflens.taxonomy.Taxon;

/**
 * What an analysis has counted up to a frame. Not its result yet: an animal in view may get another
 * name, and one that was seen only once or twice counts when it is confirmed.
 *
 * @param time the frame that was analysed last
 * @param samples frames analysed so far, 1 or more
 * @param fishNow fish in that frame
 * @param fishMaxN most fish in one frame so far
 * @param taxa the taxa seen so far, by falling MaxN, then by name
 */
public record CountsSoFar(
    FrameTime time, int samples, int fishNow, int fishMaxN, List<OfTaxon> taxa) {

  /** Copies the list. */
  public CountsSoFar {
    taxa = List.copyOf(taxa);
  }

  /**
   * One taxon.
   *
   * @param taxon what is counted
   * @param now how many are in the last frame, 0 or more
   * @param maxN most in one frame so far, 1 or more
   */
  public record OfTaxon(Taxon taxon, int now, int maxN) {}
}

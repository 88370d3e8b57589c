package org.reeflens.count;

import java.util.Optional;
import org.reeflens.taxonomy.Taxon;

/**
 * What was counted of one taxon in a period: a row of a {@link CountTable}.
 *
 * @param maxN the most in one frame
 * @param meanCount the mean over all frames
 * @param firstArrival when the first was seen
 * @param tracks confirmed tracks that were seen in the period. Not the number of animals: a fish
 *     that is lost and found again, or leaves and comes back, is two tracks
 * @param meanConfidence mean of the detector's confidences over all observations, 0 to 1
 * @param bounds how far off the counts may be; empty if nothing is known of the detector's errors
 * @param crowding how crowded the frame of MaxN is; empty if it was not looked at
 */
public record TaxonCount(
    MaxN maxN,
    MeanCount meanCount,
    FirstArrival firstArrival,
    int tracks,
    double meanConfidence,
    Optional<Bounds> bounds,
    Optional<Crowding> crowding) {

  /** Counts without checks. */
  public TaxonCount(
      MaxN maxN, MeanCount meanCount, FirstArrival firstArrival, int tracks, double confidence) {
    this(maxN, meanCount, firstArrival, tracks, confidence, Optional.empty(), Optional.empty());
  }

  /** What was counted. */
  public Taxon taxon() {
    return maxN.taxon();
  }
}

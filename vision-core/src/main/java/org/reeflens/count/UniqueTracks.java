package org.reeflens.count;

import java.util.BitSet;
import java.util.function.IntPredicate;
import org.reeflens.taxonomy.Taxon;

/**
 * Unique tracks: how many confirmed tracks were seen in at least one analysed frame of a period.
 * <strong>No abundance.</strong> A fish that is lost and found again, or leaves and comes back, is
 * another track each time: in a made-up scene of 40 fish that never leave, good trackers make 52 to
 * 73 tracks while MaxN stays at 38 to 40.
 *
 * @param taxon what is counted
 * @param period where it was counted
 * @param tracks how many, 0 or more
 */
public record UniqueTracks(Taxon taxon, Period period, int tracks) {

  /**
   * Counts the tracks in a period.
   *
   * @param book what was seen
   * @param taxon what they are called
   * @param members which tracks are counted, by id
   * @param period where to count
   */
  public static UniqueTracks of(CountBook book, Taxon taxon, IntPredicate members, Period period) {
    BitSet seen = new BitSet();
    book.forEach(
        (track, sample, confidence) -> {
          if (members.test(track) && period.contains(book.time(sample))) {
            seen.set(track);
          }
        });
    return new UniqueTracks(taxon, period, seen.cardinality());
  }
}

package org.reeflens.survey;

import org.reeflens.classify.Name;
import org.reeflens.count.TrackRecord;
import org.reeflens.taxonomy.Taxon;

/**
 * One animal as far as it could be followed, and its name. The same animal, lost and found again,
 * can be several tracks: never take their number for an abundance.
 *
 * @param track when it was seen, and how surely
 * @param name the name it was given, and why no narrower one
 */
public record NamedTrack(TrackRecord track, Name name) {

  /** The taxon it was named. */
  public Taxon taxon() {
    return name.taxon();
  }
}

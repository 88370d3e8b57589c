package org.reeflens.survey;

import org.reeflens.count.TrackRecord;
import org.reeflens.taxonomy.Taxon;

/**
 * One animal as far as it could be followed, and its name. The same animal, lost and found again,
 * can be several tracks: never take their number for an abundance.
 *
 * @param track when it was seen, and how surely
 * @param taxon the name it was given
 */
public record NamedTrack(TrackRecord track, Taxon taxon) {}

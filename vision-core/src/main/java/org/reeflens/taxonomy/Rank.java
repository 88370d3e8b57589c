package org.reeflens.taxonomy;

import java.util.Locale;

/** The rank of a taxon, from the most general to the most exact. */
public enum Rank {
  PHYLUM,
  SUBPHYLUM,
  GIGACLASS,
  CLASS,
  ORDER,
  FAMILY,
  GENUS,
  SPECIES,
  /** A group that is no taxon of one rank, such as "unidentified fish". */
  UNRANKED;

  /** The rank as Darwin Core writes it: {@code species}, {@code genus}; empty for a group. */
  public String term() {
    return this == UNRANKED ? "" : name().toLowerCase(Locale.ROOT);
  }
}

package org.reeflens.taxonomy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A name an animal can be given.
 *
 * @param scientificName the accepted name, such as {@code Caranx sexfasciatus}; for a group without
 *     one, plain words such as {@code unidentified fish}
 * @param rank its rank
 * @param aphiaId its identifier in the World Register of Marine Species (WoRMS), above zero; null
 *     where no source was seen
 * @param parent the scientific name of the next taxon up; null where there is none
 */
public record Taxon(
    String scientificName, Rank rank, @Nullable Integer aphiaId, @Nullable String parent) {

  /** The answer for a fish that no narrower name can be given. */
  public static final Taxon UNIDENTIFIED_FISH =
      new Taxon("unidentified fish", Rank.UNRANKED, null, null);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the name is blank or the identifier is not above zero
   */
  public Taxon {
    Objects.requireNonNull(rank, "rank");
    if (scientificName.isBlank()) {
      throw new IllegalArgumentException("a taxon needs a name");
    }
    if (aphiaId != null && aphiaId <= 0) {
      throw new IllegalArgumentException(
          "AphiaID of " + scientificName + " must be above zero: " + aphiaId);
    }
  }
}

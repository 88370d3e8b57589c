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
 * @param stage the life stage that is told with it, in the words of whoever tells it, such as
 *     {@code juvenile} or {@code terminal phase}; null where none is told. The next taxon up from a
 *     stage is the same without it
 */
public record Taxon(
    String scientificName,
    Rank rank,
    @Nullable Integer aphiaId,
    @Nullable String parent,
    @Nullable String stage) {

  /** The answer for a fish that no narrower name can be given. */
  public static final Taxon UNIDENTIFIED_FISH =
      new Taxon("unidentified fish", Rank.UNRANKED, null, null);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the name or the stage is blank, or the identifier is not
   *     above zero
   */
  public Taxon {
    Objects.requireNonNull(rank, "rank");
    if (scientificName.isBlank()) {
      throw new IllegalArgumentException("a taxon needs a name");
    }
    if (stage != null && stage.isBlank()) {
      throw new IllegalArgumentException("the stage of " + scientificName + " must not be blank");
    }
    if (aphiaId != null && aphiaId <= 0) {
      throw new IllegalArgumentException(
          "AphiaID of " + scientificName + " must be above zero: " + aphiaId);
    }
  }

  /**
   * A taxon of which no stage is told.
   *
   * @throws IllegalArgumentException if the name is blank or the identifier is not above zero
   */
  public Taxon(
      String scientificName, Rank rank, @Nullable Integer aphiaId, @Nullable String parent) {
    this(scientificName, rank, aphiaId, parent, null);
  }

  /** The same without its stage. */
  public Taxon withoutStage() {
    return stage == null ? this : new Taxon(scientificName, rank, aphiaId, parent);
  }

  /** Its name for people, with the stage behind it: {@code Lutjanus russellii juvenile}. */
  public String label() {
    return stage == null ? scientificName : scientificName + " " + stage;
  }
}

package org.reeflens.classify;

import java.util.List;
import org.reeflens.taxonomy.Taxon;

/**
 * The name of an animal, as narrow as is sure.
 *
 * @param taxon the answer
 * @param probability of the answer, 0 to 1: that of its classes together; 0 where there is none,
 *     for an animal that is unidentified or was not classified
 * @param reason why the answer is no narrower
 * @param alternatives the most probable classes, at most three, by falling probability
 */
public record Name(Taxon taxon, double probability, Reason reason, List<Alternative> alternatives) {

  /** Copies the list. */
  public Name {
    alternatives = List.copyOf(alternatives);
  }

  /** A name that no classifier gave: the detector's class. */
  public static Name notClassified(Taxon taxon) {
    return new Name(taxon, 0, Reason.NOT_CLASSIFIED, List.of());
  }

  /** Whether the answer is a name that a classifier gave, so that the probability is one. */
  public boolean judged() {
    return probability > 0;
  }

  /**
   * What it may be.
   *
   * @param taxon a class of the classifier
   * @param probability 0 to 1
   */
  public record Alternative(Taxon taxon, double probability) {}

  /** Why an answer is as narrow as it is, and no narrower. */
  public enum Reason {
    /** It is the most probable class. */
    SURE("sure"),
    /** No class was probable enough; several together are. */
    UNSURE("no narrower taxon is probable enough"),
    /** The most probable class was taught with too few pictures for this probability. */
    WEAK("the most probable taxon was taught with few pictures"),
    /** It looks like nothing the classifier was taught. */
    UNKNOWN("unlike every taught taxon"),
    /** There is no crop to look at, or no classifier for such an animal. */
    NOT_CLASSIFIED("not classified");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** In words. */
    public String text() {
      return text;
    }
  }
}

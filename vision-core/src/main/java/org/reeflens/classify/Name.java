package org.reeflens.classify;

import java.util.List;
import org.reeflens.taxonomy.Taxon;

/**
 * The name of an animal, as narrow as is sure.
 *
 * @param taxon the answer
 * @param probability of the answer, 0 to 1: that of its classes together; 1 for an animal that is
 *     unidentified because no name is probable enough, 0 where {@link Reason#UNKNOWN} or {@link
 *     Reason#NOT_CLASSIFIED}
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

  /** Whether the probability is one: a classifier gave it and did not refuse. */
  public boolean judged() {
    return reason != Reason.UNKNOWN && reason != Reason.NOT_CLASSIFIED;
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

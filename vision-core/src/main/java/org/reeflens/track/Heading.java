package org.reeflens.track;

import org.reeflens.geometry.Box;

/**
 * Where an animal was heading when it was last seen, and from where to reckon whether it kept to
 * that.
 *
 * @param fromX x of the centre of its box some time ago, source pixels
 * @param fromY y of that centre, source pixels
 * @param x x of its direction then: of length 1, or 0 where nothing is known
 * @param y y of its direction then
 */
record Heading(double fromX, double fromY, double x, double y) {

  /** Of an animal of which nothing is known: everything agrees with it as well. */
  static final Heading UNKNOWN = new Heading(0, 0, 0, 0);

  /**
   * The heading of an animal that came from one box to another.
   *
   * @param before where it was before it was last seen
   * @param last where it was last seen
   * @param from where to reckon from now
   */
  static Heading of(Box before, Box last, Box from) {
    double dx = last.centreX() - before.centreX();
    double dy = last.centreY() - before.centreY();
    double length = Math.sqrt(dx * dx + dy * dy);
    return length > 0
        ? new Heading(from.centreX(), from.centreY(), dx / length, dy / length)
        : UNKNOWN;
  }

  /**
   * How well a box lies where the animal was heading: 0.5 for straight ahead, 0 for straight to the
   * side, -0.5 for straight back; 0 where nothing is known. OC-SORT's rule: a quarter turn less the
   * angle between the two directions, as a share of half a turn.
   */
  double agreement(Box seen) {
    double dx = seen.centreX() - fromX;
    double dy = seen.centreY() - fromY;
    double length = Math.sqrt(dx * dx + dy * dy);
    if (length <= 0) {
      return 0;
    }
    double cosine = Math.max(-1, Math.min(1, (x * dx + y * dy) / length));
    return (Math.PI / 2 - Math.acos(cosine)) / Math.PI;
  }
}

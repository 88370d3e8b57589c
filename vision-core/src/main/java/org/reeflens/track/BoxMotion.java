package org.reeflens.track;

import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/** Where a box is and how it moves, from what was seen of it. */
interface BoxMotion {

  /** The box as it is believed to be now. */
  Box box();

  /**
   * Moves on.
   *
   * @param steps time since the last call, in steps of the motion model, above zero
   * @param inView whether the animal was seen lately; the size of one that was not stays as it is
   */
  void predict(double steps, boolean inView);

  /** Goes along with the picture, from the frame before to this one. */
  void follow(Affine camera);

  /** Takes in what was seen at the time of the last prediction. */
  void correct(Box seen);

  /** A motion of its own that knows the same. */
  BoxMotion copy();
}

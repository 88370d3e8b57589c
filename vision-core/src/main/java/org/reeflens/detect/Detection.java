package org.reeflens.detect;

import java.util.Objects;
import org.reeflens.geometry.Box;

/**
 * An animal found in one picture.
 *
 * @param box where it is, in source pixels
 * @param confidence how sure the detector is, 0 to 1
 * @param classIndex which of the detector's classes it is, 0 or more
 */
public record Detection(Box box, double confidence, int classIndex) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the confidence is not between 0 and 1 or the class is
   *     negative
   */
  public Detection {
    Objects.requireNonNull(box, "box");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1: " + confidence);
    }
    if (classIndex < 0) {
      throw new IllegalArgumentException("class must be 0 or more: " + classIndex);
    }
  }
}

package org.reeflens.detect;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reeflens.geometry.Box;

/**
 * An animal found in one picture.
 *
 * @param box where it is, in source pixels
 * @param confidence how sure the detector is, 0 to 1
 * @param classIndex which of the detector's classes it is, 0 or more
 * @param appearance how it looks, for trackers that know animals again by it; {@code null} where
 *     nobody asked
 */
public record Detection(
    Box box, double confidence, int classIndex, @Nullable Appearance appearance) {

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

  /**
   * An animal of which nobody asked how it looks.
   *
   * @throws IllegalArgumentException if the confidence is not between 0 and 1 or the class is
   *     negative
   */
  public Detection(Box box, double confidence, int classIndex) {
    this(box, confidence, classIndex, null);
  }

  /** The same animal, with its look. */
  public Detection withAppearance(Appearance look) {
    return new Detection(box, confidence, classIndex, look);
  }
}

package org.reeflens.measure;

import org.reeflens.geometry.Mask;

/**
 * Which pixels of a frame are one animal.
 *
 * @param mask the pixels, in the frame's own; one or more
 * @param confidence how well the mask is likely to fit: the IoU that the network expects of itself,
 *     0 to 1
 */
public record Outline(Mask mask, double confidence) {

  /**
   * Checks the confidence.
   *
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public Outline {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence must be 0 to 1: " + confidence);
    }
  }
}

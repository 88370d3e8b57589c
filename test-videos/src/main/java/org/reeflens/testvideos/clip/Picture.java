package org.reeflens.testvideos.clip;

/** The colours of a picture. */
@FunctionalInterface
interface Picture {
  /** The colour of a pixel as {@code 0xRRGGBB}. */
  int rgb(int x, int y);
}

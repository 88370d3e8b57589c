package org.reeflens.evaluate;

/** Hears how far the pictures are. */
@FunctionalInterface
public interface PictureProgress {

  /** Hears nothing. */
  PictureProgress NONE = (done, total) -> {};

  /**
   * Some more are done.
   *
   * @param done pictures done
   * @param total all pictures
   */
  void at(int done, int total);
}

package org.reeflens.survey;

import java.awt.image.BufferedImage;
import org.reeflens.frame.FrameTime;

/** Takes the pictures that prove an inventory, as soon as an analysis has them. */
@FunctionalInterface
public interface EvidenceSink {

  /**
   * The best picture of one track: large, sure and not cut by the border.
   *
   * @param track public id of the track
   * @param time the frame it was cut from
   * @param picture the animal with a margin around it
   */
  void trackPicture(int track, FrameTime time, BufferedImage picture);

  /** A sink that keeps nothing. */
  static EvidenceSink none() {
    return (track, time, picture) -> {};
  }
}

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

  /**
   * A frame of a MaxN, smaller than it was, of a recording that cannot be read a second time; told
   * when the analysis ends.
   *
   * @param time the frame
   * @param picture the whole of it
   * @param scale pixels of the picture for one of the frame, above 0 and at most 1
   */
  default void framePicture(FrameTime time, BufferedImage picture, double scale) {}

  /** A sink that keeps nothing. */
  static EvidenceSink none() {
    return (track, time, picture) -> {};
  }
}

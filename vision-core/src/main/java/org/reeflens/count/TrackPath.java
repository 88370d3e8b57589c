package org.reeflens.count;

import java.util.List;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Point;

/**
 * The way of one confirmed track through the picture: the centres of its observed boxes.
 *
 * @param track public id of the track, from 1
 * @param places where it was seen, in order of time; one or more
 */
public record TrackPath(int track, List<Place> places) {

  /** Copies the places. */
  public TrackPath {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("track " + track + " was nowhere");
    }
  }

  /**
   * Where a track was at a time.
   *
   * @param time when the frame is shown
   * @param centre centre of the box, source pixels
   */
  public record Place(FrameTime time, Point centre) {}
}

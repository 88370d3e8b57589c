package org.reeflens.count;

import java.util.List;
import org.reeflens.geometry.Polygon;

/**
 * Who went into a zone of the picture and out of it, and for how long it was used. A track is
 * inside in a frame if the centre of its observed box is. It goes in between two of its
 * observations that follow each other, the first outside and the second inside, and out the other
 * way round; each time counts. A track that is inside when it is first seen has not gone in, and
 * one that is last seen inside has not gone out.
 *
 * <p>The time inside is that between observations that follow each other: all of it if both are
 * inside, half of it if one is. A track that passes the zone between two observations is not
 * noticed.
 *
 * @param in times a track went in
 * @param out times a track went out
 * @param tracks tracks that were inside in at least one frame
 * @param secondsInside time inside of all tracks together, seconds: two fish for one second are two
 */
public record ZoneCrossing(int in, int out, int tracks, double secondsInside) {

  /**
   * Counts in a zone.
   *
   * @param paths the tracks to count, of one taxon or of all
   * @param zone the zone, source pixels
   * @param period only frames in it count; a step counts if its later frame does
   */
  public static ZoneCrossing of(List<TrackPath> paths, Polygon zone, Period period) {
    int in = 0;
    int out = 0;
    int tracks = 0;
    double micros = 0;
    for (TrackPath path : paths) {
      boolean ever = false;
      boolean wasInside = false;
      TrackPath.Place before = null;
      for (TrackPath.Place place : path.places()) {
        boolean inside = zone.contains(place.centre());
        if (period.contains(place.time())) {
          ever |= inside;
          if (before != null) {
            in += inside && !wasInside ? 1 : 0;
            out += wasInside && !inside ? 1 : 0;
            double step = place.time().diveMicros() - before.time().diveMicros();
            micros += step * ((inside ? 0.5 : 0) + (wasInside ? 0.5 : 0));
          }
        }
        before = place;
        wasInside = inside;
      }
      tracks += ever ? 1 : 0;
    }
    return new ZoneCrossing(in, out, tracks, micros / 1e6);
  }
}

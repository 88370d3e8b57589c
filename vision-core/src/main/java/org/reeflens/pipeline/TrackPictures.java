package org.reeflens.pipeline;

import java.awt.image.BufferedImage;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.reeflens.detect.Detection;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.track.TrackPoint;

/**
 * Keeps the best picture of each track that is still seen, and hands it on when the track is over,
 * so that memory follows the animals in view and not the length of the dive.
 */
final class TrackPictures {

  /** Longer than any tracker here remembers a lost animal. A guess on the safe side. */
  private static final long OVER_AFTER_MICROS = 10_000_000;

  /** Part of the box's side that is shown around it. */
  private static final double MARGIN = 0.2;

  /** Longest side of a stored picture, pixels. */
  private static final int LONGEST_SIDE = 320;

  private record Best(double worth, FrameTime time, BufferedImage picture, long lastSeenMicros) {
    Best seenAt(long micros) {
      return new Best(worth, time, picture, micros);
    }
  }

  private final Map<Integer, Best> live = new TreeMap<>();
  private final EvidenceSink sink;

  TrackPictures(EvidenceSink sink) {
    this.sink = sink;
  }

  /** Looks at an observation in the frame at hand. */
  void offer(TrackPoint point, Frame frame) {
    Detection seen = point.detection();
    double worth = worth(seen, frame);
    long now = frame.time().diveMicros();
    Best best = live.get(point.track());
    live.put(
        point.track(),
        best != null && best.worth() >= worth
            ? best.seenAt(now)
            : new Best(worth, frame.time(), cut(seen.box(), frame), now));
  }

  /** Hands on the pictures of tracks that were not seen for long. */
  void retire(FrameTime now) {
    Iterator<Map.Entry<Integer, Best>> tracks = live.entrySet().iterator();
    while (tracks.hasNext()) {
      Map.Entry<Integer, Best> track = tracks.next();
      if (now.diveMicros() - track.getValue().lastSeenMicros() > OVER_AFTER_MICROS) {
        hand(track);
        tracks.remove();
      }
    }
  }

  /** Whether a track was not seen for long, or never; it will not be seen again. */
  boolean isOver(int track) {
    return !live.containsKey(track);
  }

  /** Hands on all that is left. */
  void finish() {
    live.entrySet().forEach(this::hand);
    live.clear();
  }

  private void hand(Map.Entry<Integer, Best> track) {
    sink.trackPicture(track.getKey(), track.getValue().time(), track.getValue().picture());
  }

  /** Sure and large is good; an animal cut by the border shows half of itself. */
  static double worth(Detection seen, Frame frame) {
    Box box = seen.box();
    boolean cut =
        box.left() <= 0
            || box.top() <= 0
            || box.right() >= frame.width() - 1
            || box.bottom() >= frame.height() - 1;
    return seen.confidence() * Math.sqrt(box.area()) * (cut ? 0.5 : 1);
  }

  private static BufferedImage cut(Box box, Frame frame) {
    double dx = MARGIN * box.width();
    double dy = MARGIN * box.height();
    int left = clamp(Math.floor(box.left() - dx), frame.width() - 1);
    int top = clamp(Math.floor(box.top() - dy), frame.height() - 1);
    int right = clamp(Math.ceil(box.right() + dx), frame.width() - 1);
    int bottom = clamp(Math.ceil(box.bottom() + dy), frame.height() - 1);
    Region region = new Region(left, top, right - left + 1, bottom - top + 1);
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(region.width(), region.height()));
    return Pictures.image(
        frame,
        region,
        Math.max(1, (int) Math.round(region.width() * scale)),
        Math.max(1, (int) Math.round(region.height() * scale)));
  }

  private static int clamp(double value, int most) {
    return (int) Math.max(0, Math.min(most, value));
  }
}

package org.reeflens.track;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;

/**
 * A tracker that is given boosted confidences ({@link ScoreBoost}) as frames come. What it tells
 * are the detections as the detector gave them: the boost decides what is followed, not how sure
 * the detector was. Boxes of earlier frames are compared where they were seen, also where the
 * camera moves.
 */
public final class BoostedTracker implements Tracker {

  /** A hit told later than this after it was seen keeps its boosted confidence. */
  private static final double REMEMBERED_SECONDS = 20;

  private final Tracker follower;
  private final ScoreBoost boost;
  private final Deque<Double> seconds = new ArrayDeque<>();
  private final Deque<List<Detection>> frames = new ArrayDeque<>();

  private final TreeMap<Integer, Given> given = new TreeMap<>();
  private int sample = -1;

  /** What the detector gave in a frame, by what the tracker was given. */
  private record Given(double seconds, Map<Detection, Detection> originals) {}

  /**
   * Boosts what a tracker is given.
   *
   * @param follower a new tracker
   * @param boost how; it must not look ahead
   * @throws IllegalArgumentException if it looks ahead
   */
  public BoostedTracker(Tracker follower, ScoreBoost boost) {
    if (boost.afterSeconds() > 0) {
      throw new IllegalArgumentException(
          "a tracker of frames as they come cannot look ahead by " + boost.afterSeconds() + " s");
    }
    this.follower = follower;
    this.boost = boost;
  }

  @Override
  public List<TrackPoint> update(double timeSeconds, List<Detection> detections, Affine camera) {
    sample++;
    seconds.addLast(timeSeconds);
    frames.addLast(List.copyOf(detections));
    while (timeSeconds - seconds.getFirst() > boost.beforeSeconds() + 1) {
      seconds.removeFirst();
      frames.removeFirst();
    }
    List<Detection> boosted =
        boost.apply(new ArrayList<>(seconds), new ArrayList<>(frames), frames.size() - 1);
    Map<Detection, Detection> originals = new HashMap<>();
    for (int i = 0; i < boosted.size(); i++) {
      originals.put(boosted.get(i), detections.get(i));
    }
    given.put(sample, new Given(timeSeconds, originals));
    given.values().removeIf(old -> timeSeconds - old.seconds > REMEMBERED_SECONDS);
    return follower.update(timeSeconds, boosted, camera).stream().map(this::asDetected).toList();
  }

  private TrackPoint asDetected(TrackPoint point) {
    Given frame = given.get(point.sample());
    Detection seen =
        frame == null
            ? point.detection()
            : frame.originals.getOrDefault(point.detection(), point.detection());
    return new TrackPoint(point.track(), point.sample(), seen, point.estimate());
  }

  @Override
  public boolean usesAppearance() {
    return follower.usesAppearance();
  }

  @Override
  public String describe() {
    return follower.describe() + ", confidences boosted with " + boost;
  }
}

package org.reeflens.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;
import org.reeflens.stats.Assignment;

/**
 * Follows animals by the overlap of boxes alone, after Y. Zhang et al. 2022, "ByteTrack:
 * Multi-Object Tracking by Associating Every Detection Box", ECCV. Its idea: a faint detection is
 * no reason to start a track, but where a track is expected it is a reason to go on with it. On
 * fish it is the best of the simple trackers (HOTA 31.8 on MFT25, before BoT-SORT 26.8 and OC-SORT
 * 25.0), and VIAME's default.
 *
 * <p>In each frame:
 *
 * <ol>
 *   <li>each track is moved to where it should be by now;
 *   <li>confirmed tracks, those out of view too, are matched with the high detections;
 *   <li>confirmed tracks in view that found none are matched with the low detections;
 *   <li>tracks not confirmed yet are matched with the high detections that are left, then with the
 *       low ones;
 *   <li>high detections still left start tracks.
 * </ol>
 *
 * <p>Unlike the original it drops no box for its shape or size, counts time in seconds, and gives
 * ids to confirmed tracks only. Classes are not looked at: one fish may be called this and that
 * from frame to frame.
 *
 * <p>A track must be seen again before it is given up: of frames further apart than {@link
 * ByteTrackSettings.Life#lostSeconds} nothing is ever confirmed.
 */
public final class ByteTrack implements Tracker {
  /** Overlap above which the original takes a lost and a seen track to be the same. */
  private static final double SAME_PLACE = 0.85;

  private final ByteTrackSettings settings;

  /** Those that are not over, in the order of their first hit. */
  private final List<ActiveTrack> tracks = new ArrayList<>();

  private int sample = -1;
  private double seconds = Double.NEGATIVE_INFINITY;
  private int lastId;

  /** A tracker for one dive, with settings of one's own. */
  public ByteTrack(ByteTrackSettings settings) {
    this.settings = settings;
  }

  /**
   * A tracker for fish, for a detector that is believed from a confidence of 0.3 on and reports
   * from 0.1 (VIAME's survey model; no detector was asked).
   */
  public static ByteTrack forFish() {
    return forFish(0.3);
  }

  /**
   * A tracker for fish.
   *
   * @param confidence the confidence from which on the detector is believed, above 0 and below 1;
   *     have the detector report from a third of it
   * @see ByteTrackSettings#forFish
   */
  public static ByteTrack forFish(double confidence) {
    return new ByteTrack(ByteTrackSettings.forFish(confidence));
  }

  /**
   * The tracker of the paper, for comparison with published results.
   *
   * @param samplesPerSecond analysed frames a second, above zero
   * @see ByteTrackSettings#paper
   */
  public static ByteTrack paper(double samplesPerSecond) {
    return new ByteTrack(ByteTrackSettings.paper(samplesPerSecond));
  }

  /** What this tracker was told. */
  public ByteTrackSettings settings() {
    return settings;
  }

  @Override
  public String describe() {
    return "ByteTrack with " + settings;
  }

  @Override
  public List<TrackPoint> update(double timeSeconds, List<Detection> detections) {
    if (!(timeSeconds > seconds && timeSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "time must rise, but " + timeSeconds + " s follows " + seconds + " s");
    }
    double elapsed = timeSeconds - seconds;
    seconds = timeSeconds;
    sample++;
    tracks.removeIf(this::isOver);
    predict(elapsed);
    associate(detections);
    if (settings.asPublished()) {
      endDoubles();
    }
    return confirmAndTell();
  }

  private boolean isSeen(ActiveTrack track) {
    return track.lastSample() == sample;
  }

  /** Whether it was seen lately, before the detections of this frame. */
  private boolean isInView(ActiveTrack track) {
    return track.lastSample() >= sample - 1
        || seconds - track.lastSeconds() <= settings.life().recentSeconds();
  }

  private boolean isOver(ActiveTrack track) {
    return seconds - track.lastSeconds() > settings.life().lostSeconds()
        || !(track.isConfirmed() || isInView(track));
  }

  private void predict(double elapsed) {
    double steps = elapsed / settings.motion().stepSeconds();
    for (ActiveTrack track : tracks) {
      if (track.isConfirmed() || !settings.asPublished()) {
        track.predict(steps, isInView(track));
      }
    }
  }

  private void associate(List<Detection> detections) {
    List<Detection> high = new ArrayList<>();
    List<Detection> low = new ArrayList<>();
    for (Detection detection : detections) {
      if (isHigh(detection)) {
        high.add(detection);
      } else if (detection.confidence() > settings.confidence().low()) {
        low.add(detection);
      }
    }
    ByteTrackSettings.Matching limits = settings.matching();
    boolean weigh = limits.weighConfidence();
    List<ActiveTrack> confirmed = tracks.stream().filter(ActiveTrack::isConfirmed).toList();
    List<ActiveTrack> unconfirmed = tracks.stream().filter(t -> !t.isConfirmed()).toList();

    high = match(confirmed, high, limits.first(), weigh);
    List<ActiveTrack> missed = confirmed.stream().filter(t -> !isSeen(t) && isInView(t)).toList();
    low = match(missed, low, limits.second(), false);
    high = match(unconfirmed, high, limits.unconfirmed(), weigh);
    if (!settings.asPublished()) {
      missed = unconfirmed.stream().filter(t -> !isSeen(t)).toList();
      match(missed, low, limits.second(), false);
    }
    start(high);
  }

  private boolean isHigh(Detection detection) {
    return detection.confidence() > settings.confidence().high();
  }

  /** Gives detections to tracks; returns those that no track took, in their order. */
  private List<Detection> match(
      List<ActiveTrack> candidates, List<Detection> detections, double limit, boolean weigh) {
    int n = detections.size();
    List<Box> reached = detections.stream().map(d -> reach(d.box())).toList();
    double[] costs = new double[candidates.size() * n];
    for (int t = 0; t < candidates.size(); t++) {
      Box reach = reach(candidates.get(t).box());
      for (int d = 0; d < n; d++) {
        double weight = weigh ? detections.get(d).confidence() : 1;
        costs[t * n + d] = 1 - weight * reach.iou(reached.get(d));
      }
    }
    int[] found = Assignment.leastCost(costs, candidates.size(), n, limit);
    boolean[] taken = new boolean[n];
    for (int t = 0; t < found.length; t++) {
      if (found[t] != Assignment.NONE) {
        taken[found[t]] = true;
        Detection detection = detections.get(found[t]);
        candidates.get(t).hit(sample, seconds, detection, isHigh(detection));
      }
    }
    List<Detection> left = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      if (!taken[d]) {
        left.add(detections.get(d));
      }
    }
    return left;
  }

  /** The box as overlaps take it. */
  private Box reach(Box box) {
    if (settings.asPublished()) {
      return new Box(box.left(), box.top(), box.right() + 1, box.bottom() + 1);
    }
    double margin = settings.matching().margin() * Math.sqrt(box.area());
    return new Box(
        box.left() - margin, box.top() - margin, box.right() + margin, box.bottom() + margin);
  }

  private void start(List<Detection> detections) {
    for (Detection detection : detections) {
      if (detection.confidence() >= settings.confidence().start()) {
        BoxMotion motion =
            settings.asPublished()
                ? new AspectMotion(detection.box(), settings.motion())
                : new SizeMotion(detection.box(), settings.motion());
        tracks.add(new ActiveTrack(motion, sample, seconds, detection));
      }
    }
  }

  private void endDoubles() {
    List<ActiveTrack> doubles = new ArrayList<>();
    List<ActiveTrack> lostTracks = tracks.stream().filter(t -> !isSeen(t)).toList();
    for (ActiveTrack seen : tracks) {
      for (ActiveTrack lost : lostTracks) {
        if (isSeen(seen) && reach(seen.box()).iou(reach(lost.box())) > SAME_PLACE) {
          doubles.add(seen.spanSeconds() > lost.spanSeconds() ? lost : seen);
        }
      }
    }
    tracks.removeAll(doubles);
  }

  private List<TrackPoint> confirmAndTell() {
    List<TrackPoint> points = new ArrayList<>();
    for (ActiveTrack track : tracks) {
      if (!track.isConfirmed() && isSeen(track) && isProven(track)) {
        track.confirm(++lastId);
      }
      if (track.isConfirmed()) {
        track.tell(points);
      }
    }
    points.sort(Comparator.comparingInt(TrackPoint::sample).thenComparingInt(TrackPoint::track));
    return points;
  }

  private boolean isProven(ActiveTrack track) {
    if (settings.asPublished() && sample == 0) {
      return true;
    }
    ByteTrackSettings.Life life = settings.life();
    return track.highHits() >= life.minHits() && track.spanSeconds() >= life.minSeconds();
  }
}

package org.reeflens.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.stats.Assignment;

/**
 * What all trackers share that follow boxes from frame to frame: time, high and low detections, the
 * life of a track, its confirmation and its public id. What a tracker is known for, the rounds of
 * matching, is left to it.
 *
 * <p>In each frame tracks that are over are dropped, the others are moved to where they should be
 * by now and carried along with the camera, then {@link #associate} gives them detections.
 *
 * @param <M> how the tracker takes animals to move
 */
abstract class BoxTracker<M extends BoxMotion> implements Tracker {
  private final TrackerSettings settings;
  private final FrameClock clock = new FrameClock();

  /** Those that are not over, in the order of their first hit. */
  private final List<ActiveTrack<M>> tracks = new ArrayList<>();

  private int lastId;

  BoxTracker(TrackerSettings settings) {
    this.settings = settings;
  }

  @Override
  public final List<TrackPoint> update(
      double timeSeconds, List<Detection> detections, Affine camera) {
    Requirement.that(
        camera.determinant() > 0, "a camera neither flattens nor mirrors the picture: " + camera);
    double elapsed = clock.advance(timeSeconds);
    tracks.removeIf(this::isOver);
    move(elapsed, camera);
    List<Detection> high = new ArrayList<>();
    List<Detection> low = new ArrayList<>();
    for (Detection detection : detections) {
      if (isHigh(detection)) {
        high.add(detection);
      } else if (detection.confidence() > settings.confidence().low()) {
        low.add(detection);
      }
    }
    associate(tracks, high, low);
    return confirmAndTell();
  }

  private void move(double elapsed, Affine camera) {
    double steps = elapsed / settings.motion().stepSeconds();
    // Whole steps are whole, so that the rounding of times does not make a step of nothing.
    double whole = Math.rint(steps);
    double taken = Math.abs(steps - whole) < 1e-6 ? whole : steps;
    for (ActiveTrack<M> track : tracks) {
      if (!waits(track)) {
        track.predict(taken, isInView(track));
      }
      if (!camera.isIdentity()) {
        track.follow(camera);
      }
    }
  }

  private boolean isHigh(Detection detection) {
    return detection.confidence() > settings.confidence().high();
  }

  private List<TrackPoint> confirmAndTell() {
    List<TrackPoint> points = new ArrayList<>();
    for (ActiveTrack<M> track : tracks) {
      if (isSeen(track)) {
        if (!track.isConfirmed() && isProven(track)) {
          track.confirm();
        }
        if (isTold(track)) {
          if (!track.hasId()) {
            track.name(++lastId);
          }
          track.tell(points);
        }
      }
    }
    points.sort(Comparator.comparingInt(TrackPoint::sample).thenComparingInt(TrackPoint::track));
    return points;
  }

  /** A motion for an animal seen for the first time. */
  abstract M motionFrom(Detection seen);

  /**
   * Gives detections to tracks and starts new tracks; by {@link #take} and {@link #start}.
   *
   * @param known (Input) all tracks that are not over, where they should be by now
   * @param high (Input) the high detections
   * @param low (Input) the low detections
   */
  abstract void associate(List<ActiveTrack<M>> known, List<Detection> high, List<Detection> low);

  /** Whether it is not moved on in this frame. */
  boolean waits(ActiveTrack<M> track) {
    return false;
  }

  /** Whether it has been out of sight for so long that it cannot come back. */
  boolean isOver(ActiveTrack<M> track) {
    return isLost(track) || !(track.isConfirmed() || isInView(track));
  }

  /** Whether a track seen in this frame has earned its confirmation. */
  boolean isProven(ActiveTrack<M> track) {
    TrackerSettings.Life life = settings.life();
    return track.highHits() >= life.minHits() && track.spanSeconds() >= life.minSeconds();
  }

  /** Whether what is known of a track seen in this frame may be told. */
  boolean isTold(ActiveTrack<M> track) {
    return track.isConfirmed();
  }

  /** Whether this is the first frame of the dive, or one of the first {@code count}. */
  final boolean isAmongFirst(int count) {
    return clock.sample() < count;
  }

  /** Whether it has a detection of this frame. */
  final boolean isSeen(ActiveTrack<M> track) {
    return track.lastSample() == clock.sample();
  }

  /** Whether it was seen lately, before the detections of this frame. */
  final boolean isInView(ActiveTrack<M> track) {
    return track.lastSample() >= clock.sample() - 1
        || secondsUnseen(track) <= settings.life().recentSeconds();
  }

  /** Whether it has not been seen for longer than tracks are kept. */
  final boolean isLost(ActiveTrack<M> track) {
    return secondsUnseen(track) > settings.life().lostSeconds();
  }

  /** Those that have no detection of this frame yet, in their order. */
  final List<ActiveTrack<M>> unseen(List<ActiveTrack<M>> candidates) {
    return candidates.stream().filter(track -> !isSeen(track)).toList();
  }

  /**
   * Gives detections to tracks.
   *
   * @param found for each candidate the index of its detection, or {@link Assignment#NONE}
   * @return the detections that no track took, in their order
   */
  final List<Detection> take(
      List<ActiveTrack<M>> candidates, List<Detection> detections, int[] found) {
    return give(
        candidates,
        detections,
        found,
        (track, detection) -> track.hit(clock, detection, isHigh(detection)));
  }

  /** The same for high detections and tracks out of sight, whose motion begins anew. */
  final List<Detection> takeAgain(
      List<ActiveTrack<M>> candidates, List<Detection> detections, int[] found) {
    return give(
        candidates,
        detections,
        found,
        (track, detection) -> track.findAgain(motionFrom(detection), clock, detection));
  }

  private List<Detection> give(
      List<ActiveTrack<M>> candidates,
      List<Detection> detections,
      int[] found,
      BiConsumer<ActiveTrack<M>, Detection> hit) {
    boolean[] taken = new boolean[detections.size()];
    for (int t = 0; t < found.length; t++) {
      if (found[t] != Assignment.NONE) {
        taken[found[t]] = true;
        hit.accept(candidates.get(t), detections.get(found[t]));
      }
    }
    List<Detection> left = new ArrayList<>();
    for (int d = 0; d < taken.length; d++) {
      if (!taken[d]) {
        left.add(detections.get(d));
      }
    }
    return left;
  }

  /** Starts tracks from those of the detections that are sure enough. */
  final void start(List<Detection> detections) {
    for (Detection detection : detections) {
      if (detection.confidence() >= settings.confidence().start()) {
        tracks.add(new ActiveTrack<>(motionFrom(detection), clock, detection));
      }
    }
  }

  /** Time since it was last seen. */
  final double secondsUnseen(ActiveTrack<M> track) {
    return clock.seconds() - track.lastSeconds();
  }

  /** Forgets tracks. */
  final void end(List<ActiveTrack<M>> ended) {
    tracks.removeAll(ended);
  }
}

package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Affine;
import org.reeflens.geometry.Box;

/**
 * One animal while it is followed.
 *
 * @param <M> how the tracker takes it to move
 */
final class ActiveTrack<M extends BoxMotion> {
  private static final int NO_ID = 0;

  private final M motion;
  private final double firstSeconds;
  private boolean confirmed;
  private int id = NO_ID;
  private int highHits;
  private int streak;
  private int lastSample;
  private double lastSeconds;

  /** What was seen and not told yet. */
  private final List<Hit> untold = new ArrayList<>();

  private record Hit(int sample, Detection detection, Box estimate) {}

  /** A track that starts with a high detection. */
  ActiveTrack(M motion, FrameClock now, Detection seen) {
    this.motion = motion;
    firstSeconds = now.seconds();
    note(now, seen, true);
  }

  /** How it moves. */
  M motion() {
    return motion;
  }

  /** Moves on; see {@link BoxMotion#predict}. */
  void predict(double steps, boolean inView) {
    motion.predict(steps, inView);
  }

  /** Goes along with the picture. */
  void follow(Affine camera) {
    motion.follow(camera);
  }

  /** Takes in a detection of the frame that {@link #predict} moved to. */
  void hit(FrameClock now, Detection seen, boolean isHigh) {
    motion.correct(seen.box());
    streak = lastSample == now.sample() - 1 ? streak + 1 : 1;
    note(now, seen, isHigh);
  }

  private void note(FrameClock now, Detection seen, boolean isHigh) {
    highHits += isHigh ? 1 : 0;
    lastSample = now.sample();
    lastSeconds = now.seconds();
    untold.add(new Hit(now.sample(), seen, motion.box()));
  }

  /** From now on the tracker holds it for an animal. */
  void confirm() {
    confirmed = true;
  }

  boolean isConfirmed() {
    return confirmed;
  }

  boolean hasId() {
    return id != NO_ID;
  }

  void name(int publicId) {
    id = publicId;
  }

  /** Adds what was not told yet to {@code points} (Output). Only for a track that has its id. */
  void tell(List<TrackPoint> points) {
    for (Hit hit : untold) {
      points.add(new TrackPoint(id, hit.sample, hit.detection, hit.estimate));
    }
    untold.clear();
  }

  /** Where the animal is believed to be, in source pixels. */
  Box box() {
    return motion.box();
  }

  int highHits() {
    return highHits;
  }

  /** Hits in frames without a gap up to the last hit; the very first hit is not counted. */
  int streak() {
    return streak;
  }

  /** The sample of the last hit. */
  int lastSample() {
    return lastSample;
  }

  /** Dive time of the last hit. */
  double lastSeconds() {
    return lastSeconds;
  }

  /** Time from the first to the last hit. */
  double spanSeconds() {
    return lastSeconds - firstSeconds;
  }
}

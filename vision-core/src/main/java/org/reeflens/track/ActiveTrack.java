package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Appearance;
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

  /** How much the newest look counts against those before: BoT-SORT keeps 0.9 of them. */
  private static final double NEW_LOOK = 0.1;

  private M motion;
  private final double firstSeconds;
  private boolean confirmed;
  private int id = NO_ID;
  private int highHits;
  private int streak;
  private int lastSample;
  private double lastSeconds;
  private Box lastSeen;
  private @Nullable Appearance look;

  /** What was seen and not told yet. */
  private final List<Hit> untold = new ArrayList<>();

  private record Hit(int sample, Detection detection, Box estimate) {}

  /** A track that starts with a high detection. */
  ActiveTrack(M motion, FrameClock now, Detection seen) {
    this.motion = motion;
    firstSeconds = now.seconds();
    lastSeen = seen.box();
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
    lastSeen = camera.apply(lastSeen);
  }

  /** Takes in a detection of the frame that {@link #predict} moved to. */
  void hit(FrameClock now, Detection seen, boolean isHigh) {
    motion.correct(seen.box());
    streak = lastSample == now.sample() - 1 ? streak + 1 : 1;
    note(now, seen, isHigh);
  }

  /**
   * Takes in a high detection of an animal that was lost; what its motion foretold is forgotten.
   */
  void findAgain(M fresh, FrameClock now, Detection seen) {
    motion = fresh;
    streak = 1;
    note(now, seen, true);
  }

  private void note(FrameClock now, Detection seen, boolean isHigh) {
    highHits += isHigh ? 1 : 0;
    lastSample = now.sample();
    lastSeconds = now.seconds();
    lastSeen = seen.box();
    Appearance newLook = seen.appearance();
    // Faint detections are often half hidden, and would spoil the look.
    if (isHigh && newLook != null) {
      look = look == null ? newLook : look.towards(newLook, NEW_LOOK);
    }
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

  /** Where it was last seen, in pixels of the present picture. */
  Box lastSeen() {
    return lastSeen;
  }

  /** How it looks, if its detections tell. */
  @Nullable Appearance look() {
    return look;
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

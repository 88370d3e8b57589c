package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/** One animal while it is followed. */
final class ActiveTrack {
  private static final int UNCONFIRMED = 0;

  private final BoxMotion motion;
  private final double firstSeconds;
  private int id = UNCONFIRMED;
  private int highHits;
  private int lastSample;
  private double lastSeconds;

  /** What was seen and not told yet: at most one hit once the track is confirmed. */
  private final List<Hit> untold = new ArrayList<>();

  private record Hit(int sample, Detection detection, Box estimate) {}

  /** A track that starts with a high detection. */
  ActiveTrack(BoxMotion motion, int sample, double seconds, Detection seen) {
    this.motion = motion;
    firstSeconds = seconds;
    note(sample, seconds, seen, true);
  }

  /** Moves on; see {@link BoxMotion#predict}. */
  void predict(double steps, boolean inView) {
    motion.predict(steps, inView);
  }

  /** Takes in a detection of the sample that {@link #predict} moved to. */
  void hit(int sample, double seconds, Detection seen, boolean isHigh) {
    motion.correct(seen.box());
    note(sample, seconds, seen, isHigh);
  }

  private void note(int sample, double seconds, Detection seen, boolean isHigh) {
    highHits += isHigh ? 1 : 0;
    lastSample = sample;
    lastSeconds = seconds;
    untold.add(new Hit(sample, seen, motion.box()));
  }

  void confirm(int publicId) {
    id = publicId;
  }

  boolean isConfirmed() {
    return id != UNCONFIRMED;
  }

  /** Adds what was not told yet to {@code points} (Output). Only for a confirmed track. */
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

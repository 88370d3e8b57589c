package org.reeflens.track;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detection;
import org.reeflens.geometry.Box;

/**
 * Raises or lowers the confidence of a detection by what was seen at its place in the neighbouring
 * frames: an animal is there before and after, a flicker is not. From a detection one goes from
 * frame to frame, each time to the box with the largest product of overlap and confidence, and
 * comes to at most one box in each neighbouring frame. The new confidence is
 *
 * <pre>(1 - share) * confidence + share * mean of the neighbours' confidences</pre>
 *
 * where a frame without such a box counts as 0. Averaging along linked boxes is what Seq-NMS does
 * to whole sequences (W. Han et al. 2016, "Seq-NMS for Video Object Detection"); neighbouring
 * frames within reach are what the best entry of the crown-of-thorns competition added up. Boxes
 * are widened before they are compared as {@link ByteTrackSettings.Matching#margin} says, since
 * fish swim out of their boxes.
 *
 * @param beforeSeconds how far back neighbours are looked for, seconds, 0 or more
 * @param afterSeconds how far ahead, seconds, 0 or more; an analysis of frames as they come cannot
 *     look ahead
 * @param share weight of the neighbours, 0 to 1
 */
public record ScoreBoost(double beforeSeconds, double afterSeconds, double share) {

  /** Overlap of widened boxes from which on they may be of one animal; a guess. */
  private static final double LEAST_OVERLAP = 0.1;

  /** How far boxes are widened; that of {@link ByteTrackSettings#forFish}. */
  private static final double MARGIN = 0.25;

  /** So that the rounding of times decides nothing. */
  private static final double GRACE_SECONDS = 1e-6;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part is out of its range
   */
  public ScoreBoost {
    if (!(beforeSeconds >= 0 && beforeSeconds <= 60 && afterSeconds >= 0 && afterSeconds <= 60)) {
      throw new IllegalArgumentException(
          "neighbours must be looked for within 0 to 60 s, not %s s before and %s s after"
              .formatted(beforeSeconds, afterSeconds));
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("the share of the neighbours must be 0 to 1: " + share);
    }
  }

  /**
   * The 0.6 s before each frame, three frames of five a second, with a weight of 0.3. On the clips
   * a weight of 0.5 gained less precision and cost more counts; the guide on counts has the
   * numbers.
   */
  public static ScoreBoost forFish() {
    return new ScoreBoost(0.6, 0, 0.3);
  }

  /**
   * New confidences for all frames of a recording.
   *
   * @param seconds (Input) when each frame is shown, rising
   * @param frames (Input) what was found in each
   * @return the same detections in the same order with new confidences
   */
  public List<List<Detection>> apply(List<Double> seconds, List<List<Detection>> frames) {
    List<List<Detection>> boosted = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      boosted.add(apply(seconds, frames, i));
    }
    return List.copyOf(boosted);
  }

  /** New confidences for one of the frames. */
  List<Detection> apply(List<Double> seconds, List<List<Detection>> frames, int at) {
    List<Detection> boosted = new ArrayList<>();
    for (Detection detection : frames.get(at)) {
      double sum = 0;
      int neighbours = 0;
      for (int step = -1; step <= 1; step += 2) {
        double reach = (step < 0 ? beforeSeconds : afterSeconds) + GRACE_SECONDS;
        Detection here = detection;
        for (int i = at + step; i >= 0 && i < frames.size(); i += step) {
          if (Math.abs(seconds.get(i) - seconds.get(at)) > reach) {
            break;
          }
          Detection next = likeliest(here, frames.get(i));
          if (next != null) {
            sum += next.confidence();
            here = next;
          }
          neighbours++;
        }
      }
      double own = detection.confidence();
      double confidence = neighbours == 0 ? own : (1 - share) * own + share * sum / neighbours;
      boosted.add(
          new Detection(
              detection.box(),
              Math.min(1, confidence),
              detection.classIndex(),
              detection.appearance()));
    }
    return List.copyOf(boosted);
  }

  private static @Nullable Detection likeliest(Detection from, List<Detection> frame) {
    Box reach = wider(from.box());
    Detection best = null;
    double most = 0;
    for (Detection other : frame) {
      double overlap = reach.iou(wider(other.box()));
      double worth = overlap * other.confidence();
      if (overlap >= LEAST_OVERLAP && worth > most) {
        most = worth;
        best = other;
      }
    }
    return best;
  }

  private static Box wider(Box box) {
    double margin = MARGIN * Math.sqrt(box.area());
    return new Box(
        box.left() - margin, box.top() - margin, box.right() + margin, box.bottom() + margin);
  }
}

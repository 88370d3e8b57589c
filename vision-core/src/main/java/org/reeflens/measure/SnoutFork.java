package org.reeflens.measure;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.reeflens.geometry.Mask;
import org.reeflens.geometry.Point;

/**
 * The two ends of a fork length, found in a fish's outline: the tip of the snout, and the fork of
 * the caudal fin. Where that fin has no notch the fork is the middle of its margin, so that the
 * length is the total length.
 *
 * @param snout tip of the snout on the outline, source pixels
 * @param fork deepest point of the notch between the lobes of the caudal fin, or the middle of its
 *     margin, source pixels
 * @param confidence how much the outline speaks for these two points, 0 to 1; a guess, not
 *     calibrated
 * @param doubts what lowers the confidence; may be empty
 */
public record SnoutFork(Point snout, Point fork, double confidence, Set<Doubt> doubts) {

  /** Certainty below which the ends look alike; a guess. */
  private static final double ALIKE = 0.25;

  /** Length by thickness below which a fish is likely to swim to or from the camera; a guess. */
  private static final double STUBBY = 1.4;

  /** Pixels below which an outline has hardly a shape; a guess. */
  private static final double SMALL = 30;

  /** Share of the thickness that may lie on the edge before the fish counts as cut; a guess. */
  private static final double ON_EDGE = 0.1;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the confidence is not 0 to 1
   */
  public SnoutFork {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence must be 0 to 1: " + confidence);
    }
    doubts = Set.copyOf(doubts);
  }

  /** What makes the two points unsure. */
  public enum Doubt {
    /** The outline ends at the edge of the picture or of the part of it that was looked at. */
    CUT("the fish is cut by the edge"),
    /** Head and tail look much the same. */
    ENDS_ALIKE("head and tail look alike"),
    /** Nearly as high as long: the fish may be turned to the camera, and its length too short. */
    MAYBE_TURNED("the fish may be turned to the camera"),
    /** Few pixels. */
    SMALL("the fish is small");

    private final String sentence;

    Doubt(String sentence) {
      this.sentence = sentence;
    }

    /** The doubt in words. */
    public String sentence() {
      return sentence;
    }
  }

  /** Distance between both points, pixels. */
  public double length() {
    return Math.hypot(snout.x() - fork.x(), snout.y() - fork.y());
  }

  /**
   * Finds the ends of a fish.
   *
   * @param mask the fish; of several parts the largest counts, its holes filled
   * @return the ends; empty if the mask has no pixels
   */
  public static Optional<SnoutFork> of(Mask mask) {
    return mask.largestPart().map(SnoutFork::in);
  }

  /** Outlines are often some pixels off the very edge: they were drawn on a smaller picture. */
  private static int margin(Mask fish) {
    return Math.max(1, Math.min(fish.width(), fish.height()) / 120);
  }

  private static SnoutFork in(Mask fish) {
    StraightFish straight = StraightFish.of(fish, 0);
    BodyProfile profile = BodyProfile.of(straight);
    double slenderness = profile.slenderness();
    if (slenderness < STUBBY) {
      // A fish as high as long: its main axis may be that of its fins.
      StraightFish other = StraightFish.of(fish, Math.PI / 2);
      BodyProfile across = BodyProfile.of(other);
      if (across.certainty() > profile.certainty()) {
        straight = other;
        profile = across;
      }
    }
    TailFin tail = TailFin.of(straight, profile);
    Point fork = tail.fork();
    Point snout = Snout.farthestFrom(fork, straight, profile);
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    double confidence = profile.certainty();
    if (confidence < ALIKE) {
      doubts.add(Doubt.ENDS_ALIKE);
    }
    if (fish.onEdge(margin(fish)) > ON_EDGE * profile.height()) {
      doubts.add(Doubt.CUT);
      confidence *= 0.3;
    }
    if (slenderness < STUBBY) {
      doubts.add(Doubt.MAYBE_TURNED);
      confidence *= 0.6;
    }
    double length = Math.hypot(snout.x() - fork.x(), snout.y() - fork.y());
    if (length < SMALL) {
      doubts.add(Doubt.SMALL);
      confidence *= length / SMALL;
    }
    return new SnoutFork(snout, fork, confidence, doubts);
  }
}

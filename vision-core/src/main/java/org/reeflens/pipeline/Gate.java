package org.reeflens.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.image.MovingParts;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.taxonomy.Taxon;

/**
 * A detector for the frames of one recording that looks only when {@link AdaptiveSampling} says so.
 * Frames are packed all the same, since what was seen before is known only when the turn of a frame
 * has come; so the answer does not depend on how the threads run.
 */
final class Gate implements Detector {

  /** Frame times come as microseconds; sums of them in seconds are off by less than this. */
  private static final double SLACK = 1e-6;

  private record Waiting(Batch packed, double seconds, boolean moving) implements Batch {
    @Override
    public int size() {
      return packed.size();
    }

    @Override
    public void close() {
      packed.close();
    }
  }

  private final Detector detector;
  private final AdaptiveSampling rule;
  private final @Nullable MovingParts parts;
  private double lastLook = Double.NEGATIVE_INFINITY;
  private double openUntil = Double.NEGATIVE_INFINITY;
  private int samples;
  private int looks;

  /**
   * @param detector for one recording, one frame at a time; stays the caller's
   * @throws IllegalArgumentException if it takes several frames at a time
   */
  Gate(Detector detector, AdaptiveSampling rule) {
    if (detector.batchSize() != 1) {
      throw new IllegalArgumentException(
          "adaptive sampling decides frame by frame; open the detector with a batch of 1, not "
              + detector.batchSize());
    }
    this.detector = detector;
    this.rule = rule;
    this.parts = rule.motion() ? MovingParts.stillCamera() : null;
  }

  @Override
  public Batch pack(List<? extends Frame> frames) throws InterruptedException {
    Frame frame = frames.get(0);
    boolean moving = parts != null && !parts.update(frame).isEmpty();
    return new Waiting(detector.pack(frames), frame.time().seconds(), moving);
  }

  @Override
  public List<List<Detection>> detect(Batch batch) {
    if (!(batch instanceof Waiting frame)) {
      throw new IllegalArgumentException("the batch was packed by another detector");
    }
    samples++;
    if (frame.moving()) {
      open(frame);
    }
    if (frame.seconds() > openUntil && frame.seconds() - lastLook < rule.everySeconds() - SLACK) {
      frame.close();
      return List.of(List.of());
    }
    looks++;
    lastLook = frame.seconds();
    List<List<Detection>> found = detector.detect(frame.packed());
    // Faint ones too: they cost some looks and lose no animal.
    if (!found.get(0).isEmpty()) {
      open(frame);
    }
    return found;
  }

  private void open(Waiting frame) {
    openUntil = frame.seconds() + rule.openSeconds();
  }

  /** For provenance: what was done. */
  String told() {
    return String.format(
        Locale.ROOT, "%s; looked at %d of %d samples", rule.describe(), looks, samples);
  }

  /** How many samples were looked at so far. */
  int looks() {
    return looks;
  }

  @Override
  public List<Taxon> classes() {
    return detector.classes();
  }

  @Override
  public double confidence() {
    return detector.confidence();
  }

  @Override
  public double following() {
    return detector.following();
  }

  @Override
  public Optional<HeldOutScores> heldOut() {
    return detector.heldOut();
  }

  @Override
  public String describe() {
    return detector.describe();
  }

  @Override
  public int batchSize() {
    return detector.batchSize();
  }

  /** The detector itself stays open. */
  @Override
  public void close() {
    if (parts != null) {
      parts.close();
    }
  }
}

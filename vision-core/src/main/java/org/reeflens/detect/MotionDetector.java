package org.reeflens.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.image.MovingParts;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;

/**
 * Finds what moves before a background, without any model: for places and animals that no model was
 * taught. It cannot tell a fish from a turtle or from drifting weed, so its one class is an
 * unidentified animal; what rests for long it does not see. {@link MovingParts} says how it looks.
 *
 * <p>The confidence of a detection tells how far it stands out: {@code m / (m + 1)}, where {@code
 * m} is its mean difference from the background in thresholds. 0.5 is a part just at the threshold,
 * 0.75 one of three times that. It is no probability that there is an animal.
 *
 * <p>It needs the frames of one video in order of time, so it works in sequence only: {@link
 * #inSequence()}. The looking is done while frames are packed; {@link #detect} only hands it out.
 */
public final class MotionDetector implements Detector {

  /** What a moving thing is called; it counts as a fish until somebody looks. */
  public static final Taxon ANIMAL = new Taxon("unidentified animal", Rank.UNRANKED, null, null);

  /** A part just at the threshold. */
  private static final double AT_THRESHOLD = 0.5;

  /** A part of one and a half thresholds: a guess. */
  private static final double BELIEVED = 0.6;

  private final boolean cameraMoves;

  private MotionDetector(boolean cameraMoves) {
    this.cameraMoves = cameraMoves;
  }

  /** For a camera that stands still. */
  public static MotionDetector stillCamera() {
    return new MotionDetector(false);
  }

  /** For a camera that moves a little, see {@link MovingParts}. */
  public static MotionDetector movingCamera() {
    return new MotionDetector(true);
  }

  @Override
  public List<Taxon> classes() {
    return List.of(ANIMAL);
  }

  @Override
  public double confidence() {
    return BELIEVED;
  }

  @Override
  public double following() {
    return AT_THRESHOLD;
  }

  @Override
  public String describe() {
    return "motion before the background, no model, "
        + (cameraMoves ? "camera motion removed" : "still camera")
        + ", confidence from "
        + AT_THRESHOLD;
  }

  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public Detector inSequence() {
    return new InSequence();
  }

  /**
   * Fails.
   *
   * @throws IllegalStateException always: one picture shows no motion
   */
  @Override
  public Batch pack(List<? extends Frame> frames) {
    throw new IllegalStateException(
        "the motion detector needs the frames of a video in order; single pictures and photos show"
            + " no motion, so take a model for them");
  }

  @Override
  public List<List<Detection>> detect(Batch batch) {
    if (!(batch instanceof Seen seen)) {
      throw new IllegalArgumentException("the batch was packed by another detector");
    }
    return seen.take();
  }

  @Override
  public void close() {}

  /** One recording. */
  private final class InSequence implements Detector {
    private @Nullable MovingParts parts;

    @Override
    public List<Taxon> classes() {
      return MotionDetector.this.classes();
    }

    @Override
    public double confidence() {
      return MotionDetector.this.confidence();
    }

    @Override
    public double following() {
      return MotionDetector.this.following();
    }

    @Override
    public String describe() {
      return MotionDetector.this.describe();
    }

    @Override
    public int batchSize() {
      return MotionDetector.this.batchSize();
    }

    @Override
    public Batch pack(List<? extends Frame> frames) {
      if (frames.size() != 1) {
        throw new IllegalArgumentException("a batch takes 1 frame, not " + frames.size());
      }
      MovingParts known = parts;
      if (known == null) {
        known = cameraMoves ? MovingParts.movingCamera() : MovingParts.stillCamera();
        parts = known;
      }
      List<Detection> found = new ArrayList<>();
      for (MovingParts.Part part : known.update(frames.get(0))) {
        found.add(new Detection(part.box(), part.contrast() / (part.contrast() + 1), 0));
      }
      return new Seen(found);
    }

    @Override
    public List<List<Detection>> detect(Batch batch) {
      return MotionDetector.this.detect(batch);
    }

    @Override
    public void close() {
      if (parts != null) {
        parts.close();
        parts = null;
      }
    }
  }

  /** What was seen in one frame. */
  private static final class Seen implements Batch {
    private final List<Detection> found;
    private boolean closed;

    Seen(List<Detection> found) {
      this.found = found;
    }

    synchronized List<List<Detection>> take() {
      if (closed) {
        throw new IllegalStateException("the batch is closed");
      }
      closed = true;
      return List.of(found);
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public synchronized void close() {
      closed = true;
    }
  }
}

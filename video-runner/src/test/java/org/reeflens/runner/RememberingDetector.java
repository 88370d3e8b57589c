package org.reeflens.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.taxonomy.Taxon;

/**
 * A detector for one recording that runs its model once for each frame, and when asked again tells
 * what it found then. It counts how often it is asked.
 */
final class RememberingDetector implements Detector {

  private record Asked(FrameTime time, @Nullable Batch packed) implements Batch {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public void close() {
      if (packed != null) {
        packed.close();
      }
    }
  }

  private final Detector detector;
  private final Map<FrameTime, List<Detection>> found = new HashMap<>();
  private int looks;

  /**
   * @param detector one frame at a time; stays the caller's
   */
  RememberingDetector(Detector detector) {
    this.detector = detector.inSequence();
  }

  /** How often it was asked since the last call. */
  int looks() {
    int since = looks;
    looks = 0;
    return since;
  }

  @Override
  public Batch pack(List<? extends Frame> frames) throws InterruptedException {
    FrameTime time = frames.get(0).time();
    return new Asked(time, found.containsKey(time) ? null : detector.pack(frames));
  }

  @Override
  public List<List<Detection>> detect(Batch batch) {
    Asked asked = (Asked) batch;
    looks++;
    if (asked.packed() != null) {
      found.put(asked.time(), detector.detect(asked.packed()).get(0));
    }
    return List.of(Objects.requireNonNull(found.get(asked.time())));
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
    return 1;
  }

  @Override
  public void close() {}
}

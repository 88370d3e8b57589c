package org.reeflens.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reeflens.detect.Detection;
import org.reeflens.detect.Detector;
import org.reeflens.frame.Frame;
import org.reeflens.geometry.Box;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.taxonomy.Taxon;

/** A detector that keeps what it reported. */
final class ObservedDetector implements Detector {

  private final Detector detector;
  private final Queue<Double> times = new ConcurrentLinkedQueue<>();
  private final List<List<Detection>> found = new ArrayList<>();

  ObservedDetector(Detector detector) {
    this.detector = detector;
  }

  /** What was reported, frame by frame, once the run is over. */
  List<DiveReport.Sample> samples() {
    List<DiveReport.Sample> samples = new ArrayList<>();
    List<Double> seconds = List.copyOf(times);
    for (int i = 0; i < found.size(); i++) {
      samples.add(
          new DiveReport.Sample(
              seconds.get(i), found.get(i).stream().map(ObservedDetector::row).toList()));
    }
    return samples;
  }

  private static List<Double> row(Detection one) {
    Box box = one.box();
    return List.of(box.left(), box.top(), box.right(), box.bottom(), one.confidence());
  }

  @Override
  public Batch pack(List<? extends Frame> frames) throws InterruptedException {
    frames.forEach(frame -> times.add(frame.time().seconds()));
    return detector.pack(frames);
  }

  @Override
  public List<List<Detection>> detect(Batch batch) {
    List<List<Detection>> detections = detector.detect(batch);
    found.addAll(detections);
    return detections;
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

  @Override
  public void close() {
    detector.close();
  }
}

package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All detections of one class, surest first, each right or wrong at an overlap of 0.5. */
final class RankedDetections {

  /** COCO looks at no more detections of a class in a picture. */
  private static final int MOST = 100;

  private record Ranked(double confidence, boolean right, int picture) {}

  private final List<Ranked> ranked;

  /** Animals of the class in each picture. */
  private final int[] truths;

  private RankedDetections(List<Ranked> ranked, int[] truths) {
    this.ranked = ranked;
    this.truths = truths;
  }

  /** A place on the precision-recall curve. */
  record Place(double recall, double precision, double confidence) {}

  static RankedDetections of(List<PictureResult> pictures, int classIndex) {
    List<Ranked> ranked = new ArrayList<>();
    int[] truths = new int[pictures.size()];
    for (int p = 0; p < truths.length; p++) {
      List<TruthBox> there =
          pictures.get(p).truths().stream()
              .filter(truth -> truth.classIndex() == classIndex)
              .toList();
      truths[p] = (int) there.stream().filter(truth -> !truth.crowd()).count();
      List<FoundBox> found =
          pictures.get(p).found().stream()
              .filter(one -> one.classIndex() == classIndex)
              .limit(MOST)
              .toList();
      BoxMatching matching = BoxMatching.of(there, found, false);
      for (int d = 0; d < found.size(); d++) {
        if (!matching.isIgnored(d)) {
          ranked.add(new Ranked(found.get(d).confidence(), matching.isRight(d), p));
        }
      }
    }
    // Stable: of equal confidences, that of the earlier picture comes first, as in cocoapi.
    ranked.sort(Comparator.comparingDouble(one -> -one.confidence()));
    return new RankedDetections(ranked, truths);
  }

  /** Number of animals. */
  int animals() {
    int sum = 0;
    for (int of : truths) {
      sum += of;
    }
    return sum;
  }

  /** Number of detections at or above a confidence that are right, or that are wrong. */
  int count(double threshold, boolean right) {
    return (int)
        ranked.stream().filter(one -> one.confidence >= threshold && one.right == right).count();
  }

  /** Confidences of all detections, surest first. */
  double[] confidences() {
    return ranked.stream().mapToDouble(Ranked::confidence).toArray();
  }

  /** Whether they are right, in the order of {@link #confidences}. */
  boolean[] right() {
    boolean[] right = new boolean[ranked.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = ranked.get(i).right;
    }
    return right;
  }

  /**
   * Average precision where each picture counts a number of times.
   *
   * @return 0 to 1; NaN where there is no animal
   */
  double averagePrecision(int[] times) {
    long animals = animals(times);
    if (animals == 0) {
      return Double.NaN;
    }
    double[] recall = new double[ranked.size()];
    double[] precision = new double[ranked.size()];
    trace(times, (double) animals, recall, precision);
    return AveragePrecision.interpolated(recall, precision);
  }

  /**
   * Counts at a threshold where each picture counts a number of times: right detections, all
   * detections, all animals.
   */
  long[] counts(double threshold, int[] times) {
    long right = 0;
    long reported = 0;
    for (Ranked one : ranked) {
      if (one.confidence < threshold) {
        break;
      }
      reported += times[one.picture];
      right += one.right ? times[one.picture] : 0;
    }
    return new long[] {right, reported, animals(times)};
  }

  private long animals(int[] times) {
    long animals = 0;
    for (int p = 0; p < truths.length; p++) {
      animals += (long) times[p] * truths[p];
    }
    return animals;
  }

  /**
   * The curve at COCO's 101 recalls, as far as they are reached, precision made monotonous from the
   * right.
   */
  List<Place> curve() {
    int animals = animals();
    List<Place> curve = new ArrayList<>();
    if (animals == 0) {
      return curve;
    }
    int[] once = new int[truths.length];
    Arrays.fill(once, 1);
    double[] recall = new double[ranked.size()];
    double[] precision = new double[ranked.size()];
    trace(once, animals, recall, precision);
    AveragePrecision.makeMonotonous(precision);
    int at = 0;
    for (double wanted : AveragePrecision.recalls()) {
      while (at < recall.length && recall[at] < wanted) {
        at++;
      }
      if (at == recall.length) {
        break;
      }
      curve.add(new Place(wanted, precision[at], ranked.get(at).confidence));
    }
    return curve;
  }

  private void trace(int[] times, double animals, double[] recall, double[] precision) {
    double right = 0;
    double wrong = 0;
    for (int i = 0; i < recall.length; i++) {
      Ranked one = ranked.get(i);
      if (one.right) {
        right += times[one.picture];
      } else {
        wrong += times[one.picture];
      }
      recall[i] = right / animals;
      precision[i] = right / (wrong + right + Math.ulp(1.0));
    }
  }
}

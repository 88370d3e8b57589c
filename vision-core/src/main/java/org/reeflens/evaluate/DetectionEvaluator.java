package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.reeflens.geometry.Box;

/**
 * Average precision and recall of detections, as the COCO evaluation defines them (Lin et al. 2014;
 * cocoapi {@code cocoeval.py} at 8c9bcc3, boxes): IoU thresholds 0.50 to 0.95 by 0.05, precision at
 * 101 recalls 0.00 to 1.00, made monotonous from the right, at most 100 detections of an image and
 * class by falling score. Small is below 32² pixels, large above 96². A crowd may be found many
 * times, and finding it counts neither for nor against. A class without truth is left out of the
 * means; a mean over nothing is −1.
 */
public final class DetectionEvaluator {

  /** {@code 0.5 + i * step}, as NumPy's linspace computes it, so that ties fall alike. */
  private static final double[] IOUS =
      IntStream.range(0, 10)
          .mapToDouble(i -> i == 9 ? 0.95 : i * ((0.95 - 0.5) / 9) + 0.5)
          .toArray();

  private static final int MOST = 100;

  private DetectionEvaluator() {}

  /**
   * An animal that is there.
   *
   * @param image which image, any number
   * @param classIndex which class, any number
   * @param box where
   * @param area its area in square pixels, which decides whether it is small; that of the box or of
   *     an outline
   * @param crowd whether it is a group drawn as one
   * @param ignore whether finding it counts neither for nor against
   */
  public record Truth(
      long image, int classIndex, Box box, double area, boolean crowd, boolean ignore) {

    /** A single animal whose area is that of its box. */
    public static Truth of(long image, int classIndex, Box box) {
      return new Truth(image, classIndex, box, box.area(), false, false);
    }
  }

  /**
   * What a detector found.
   *
   * @param image which image
   * @param classIndex which class
   * @param box where
   * @param score how sure; any scale
   */
  public record Found(long image, int classIndex, Box box, double score) {}

  /**
   * COCO's twelve numbers and those of each class; 0 to 1, or −1 where there is nothing to average.
   *
   * @param ap mean of the average precision over IoU 0.50 to 0.95 and classes
   * @param ap50 average precision at IoU 0.50
   * @param ap75 average precision at IoU 0.75
   * @param apSmall {@code ap} of animals below 32² pixels
   * @param apMedium {@code ap} of those from 32² to 96² pixels
   * @param apLarge {@code ap} of those above
   * @param ar1 mean of the highest recall over IoU and classes, one detection an image and class
   * @param ar10 the same with ten
   * @param ar100 the same with a hundred
   * @param arSmall {@code ar100} of small animals
   * @param arMedium {@code ar100} of medium animals
   * @param arLarge {@code ar100} of large animals
   * @param classes the numbers of each class
   */
  public record Result(
      double ap,
      double ap50,
      double ap75,
      double apSmall,
      double apMedium,
      double apLarge,
      double ar1,
      double ar10,
      double ar100,
      double arSmall,
      double arMedium,
      double arLarge,
      SortedMap<Integer, OfClass> classes) {}

  /**
   * The numbers of one class, −1 where it has no truth.
   *
   * @param ap average precision over IoU 0.50 to 0.95
   * @param ap50 average precision at IoU 0.50
   * @param ar100 highest recall, mean over IoU
   */
  public record OfClass(double ap, double ap50, double ar100) {}

  /** Compares detections with truth. Images and classes are those that either names. */
  public static Result evaluate(Collection<Truth> truths, Collection<Found> found) {
    SortedSet<Integer> classes = new TreeSet<>();
    SortedSet<Long> images = new TreeSet<>();
    Map<Cell, List<Truth>> truthOf = new HashMap<>();
    Map<Cell, List<Found>> foundOf = new HashMap<>();
    for (Truth truth : truths) {
      classes.add(truth.classIndex());
      images.add(truth.image());
      truthOf
          .computeIfAbsent(new Cell(truth.image(), truth.classIndex()), cell -> new ArrayList<>())
          .add(truth);
    }
    for (Found one : found) {
      classes.add(one.classIndex());
      images.add(one.image());
      foundOf
          .computeIfAbsent(new Cell(one.image(), one.classIndex()), cell -> new ArrayList<>())
          .add(one);
    }

    List<Curves> all = new ArrayList<>();
    List<Curves> small = new ArrayList<>();
    List<Curves> medium = new ArrayList<>();
    List<Curves> large = new ArrayList<>();
    List<Curves> first = new ArrayList<>();
    List<Curves> firstTen = new ArrayList<>();
    SortedMap<Integer, OfClass> ofClass = new TreeMap<>();
    for (int classIndex : classes) {
      List<ImageMatch> everything = new ArrayList<>();
      List<List<ImageMatch>> bySize =
          List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (long image : images) {
        Cell cell = new Cell(image, classIndex);
        List<Truth> there = truthOf.getOrDefault(cell, List.of());
        List<Found> here = foundOf.getOrDefault(cell, List.of());
        if (there.isEmpty() && here.isEmpty()) {
          continue;
        }
        everything.add(ImageMatch.of(there, here, Size.ALL));
        bySize.get(0).add(ImageMatch.of(there, here, Size.SMALL));
        bySize.get(1).add(ImageMatch.of(there, here, Size.MEDIUM));
        bySize.get(2).add(ImageMatch.of(there, here, Size.LARGE));
      }
      Curves curves = Curves.of(everything, MOST);
      all.add(curves);
      first.add(Curves.of(everything, 1));
      firstTen.add(Curves.of(everything, 10));
      small.add(Curves.of(bySize.get(0), MOST));
      medium.add(Curves.of(bySize.get(1), MOST));
      large.add(Curves.of(bySize.get(2), MOST));
      List<Curves> alone = List.of(curves);
      ofClass.put(classIndex, new OfClass(precision(alone), precisionAt(alone, 0), recall(alone)));
    }
    return new Result(
        precision(all),
        precisionAt(all, 0),
        precisionAt(all, 5),
        precision(small),
        precision(medium),
        precision(large),
        recall(first),
        recall(firstTen),
        recall(all),
        recall(small),
        recall(medium),
        recall(large),
        ofClass);
  }

  private static double precision(List<Curves> curves) {
    return mean(
        curves.stream().filter(Curves::exists).flatMapToDouble(c -> Arrays.stream(c.precisions)));
  }

  private static double precisionAt(List<Curves> curves, int threshold) {
    return mean(curves.stream().filter(Curves::exists).mapToDouble(c -> c.precisions[threshold]));
  }

  private static double recall(List<Curves> curves) {
    return mean(
        curves.stream().filter(Curves::exists).flatMapToDouble(c -> Arrays.stream(c.recalls)));
  }

  private static double mean(DoubleStream values) {
    return values.average().orElse(-1);
  }

  private record Cell(long image, int classIndex) {}

  /** Ranges of area, both ends included, as in cocoapi. */
  private enum Size {
    ALL(0, 1e10),
    SMALL(0, 32 * 32),
    MEDIUM(32 * 32, 96 * 96),
    LARGE(96 * 96, 1e10);

    private final double least;
    private final double most;

    Size(double least, double most) {
      this.least = least;
      this.most = most;
    }

    boolean leavesOut(double area) {
      return area < least || area > most;
    }
  }

  /**
   * One image's detections of one class, matched at each IoU threshold.
   *
   * @param scores falling
   * @param hits by threshold and detection: whether it found a truth
   * @param ignored by threshold and detection: whether it counts neither for nor against
   * @param truths how many truths count
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record ImageMatch(double[] scores, boolean[][] hits, boolean[][] ignored, int truths) {

    static ImageMatch of(List<Truth> there, List<Found> here, Size size) {
      List<Found> found =
          here.stream()
              .sorted(Comparator.comparingDouble((Found one) -> -one.score()))
              .limit(MOST)
              .toList();
      // Truths that do not count come last: a detection takes one only if it finds no other.
      List<Truth> truths =
          there.stream().sorted(Comparator.comparing(truth -> isIgnored(truth, size))).toList();
      boolean[] ignoredTruth = new boolean[truths.size()];
      int counting = 0;
      for (int g = 0; g < ignoredTruth.length; g++) {
        ignoredTruth[g] = isIgnored(truths.get(g), size);
        counting += ignoredTruth[g] ? 0 : 1;
      }
      double[][] ious = new double[found.size()][truths.size()];
      for (int d = 0; d < found.size(); d++) {
        for (int g = 0; g < truths.size(); g++) {
          ious[d][g] = overlap(found.get(d).box(), truths.get(g));
        }
      }
      boolean[][] hits = new boolean[IOUS.length][found.size()];
      boolean[][] ignored = new boolean[IOUS.length][found.size()];
      for (int t = 0; t < IOUS.length; t++) {
        boolean[] taken = new boolean[truths.size()];
        for (int d = 0; d < found.size(); d++) {
          int match = bestFree(ious[d], truths, ignoredTruth, taken, IOUS[t]);
          if (match >= 0) {
            taken[match] = true;
            hits[t][d] = true;
            ignored[t][d] = ignoredTruth[match];
          } else {
            ignored[t][d] = size.leavesOut(found.get(d).box().area());
          }
        }
      }
      return new ImageMatch(
          found.stream().mapToDouble(Found::score).toArray(), hits, ignored, counting);
    }

    private static int bestFree(
        double[] ious, List<Truth> truths, boolean[] ignored, boolean[] taken, double threshold) {
      double best = Math.min(threshold, 1 - 1e-10);
      int match = -1;
      for (int g = 0; g < ious.length; g++) {
        if (taken[g] && !truths.get(g).crowd()) {
          continue;
        }
        if (match >= 0 && !ignored[match] && ignored[g]) {
          break;
        }
        // Of equal overlaps the last one wins, as in cocoapi.
        if (ious[g] >= best) {
          best = ious[g];
          match = g;
        }
      }
      return match;
    }

    private static boolean isIgnored(Truth truth, Size size) {
      return truth.ignore() || truth.crowd() || size.leavesOut(truth.area());
    }

    /** IoU; for a crowd the part of the detection that lies in it. */
    private static double overlap(Box box, Truth truth) {
      double shared = box.intersection(truth.box());
      if (shared <= 0) {
        return 0;
      }
      return shared / (truth.crowd() ? box.area() : box.area() + truth.box().area() - shared);
    }
  }

  /** Precision and recall of one class at each IoU threshold. */
  private static final class Curves {

    private static final double EPSILON = Math.ulp(1.0);

    /** Mean precision over the 101 recalls. */
    private final double[] precisions = new double[IOUS.length];

    /** Highest recall. */
    private final double[] recalls = new double[IOUS.length];

    private final int truths;

    private Curves(int truths) {
      this.truths = truths;
    }

    boolean exists() {
      return truths > 0;
    }

    static Curves of(List<ImageMatch> matches, int most) {
      Curves curves = new Curves(matches.stream().mapToInt(ImageMatch::truths).sum());
      if (!curves.exists()) {
        return curves;
      }
      List<int[]> order = new ArrayList<>();
      for (int m = 0; m < matches.size(); m++) {
        for (int d = 0; d < Math.min(most, matches.get(m).scores.length); d++) {
          order.add(new int[] {m, d});
        }
      }
      // A stable sort: of equal scores, that of the earlier image comes first.
      order.sort(Comparator.comparingDouble(at -> -matches.get(at[0]).scores[at[1]]));
      for (int t = 0; t < IOUS.length; t++) {
        curves.trace(t, matches, order);
      }
      return curves;
    }

    private void trace(int t, List<ImageMatch> matches, List<int[]> order) {
      double[] recall = new double[order.size()];
      double[] precision = new double[order.size()];
      double right = 0;
      double wrong = 0;
      for (int i = 0; i < order.size(); i++) {
        ImageMatch match = matches.get(order.get(i)[0]);
        int d = order.get(i)[1];
        if (!match.ignored[t][d]) {
          right += match.hits[t][d] ? 1 : 0;
          wrong += match.hits[t][d] ? 0 : 1;
        }
        recall[i] = right / truths;
        precision[i] = right / (wrong + right + EPSILON);
      }
      precisions[t] = AveragePrecision.interpolated(recall, precision);
      recalls[t] = recall.length == 0 ? 0 : recall[recall.length - 1];
    }
  }
}

package org.reeflens.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reeflens.stats.Bootstrap;
import org.reeflens.stats.Interval;
import org.reeflens.stats.Reliability;

/**
 * How well a detector finds animals in labelled pictures. Average precision and recall are COCO's,
 * see {@link DetectionEvaluator}, means over the compared classes; all other numbers are taken at
 * the threshold and at an overlap (IoU) of 0.5, all classes together. A number that there is
 * nothing to take from is null.
 *
 * @param ap average precision over IoU 0.50 to 0.95
 * @param ap50 average precision at IoU 0.50
 * @param ap75 average precision at IoU 0.75
 * @param apSmall {@code ap} of animals below 32² pixels
 * @param apMedium {@code ap} of animals from 32² to 96² pixels
 * @param apLarge {@code ap} of animals above 96² pixels
 * @param ar100 average recall over IoU 0.50 to 0.95 with at most 100 detections a picture
 * @param precision part of the detections that are right
 * @param recall part of the animals that are found
 * @param falsePerEmptyImage detections per picture without an animal
 * @param images how many pictures
 * @param emptyImages how many of them without an animal
 * @param animals how many animals
 * @param threshold the confidence at and above which a detection counts
 * @param ap50Interval 95 % interval of {@code ap50}, bootstrap over pictures
 * @param precisionInterval that of {@code precision}
 * @param recallInterval that of {@code recall}
 * @param recallUnder16Pixels recall of animals whose longer side is below 16 pixels of the picture
 * @param classes numbers of each compared class
 * @param labels recall of each label of the truth
 * @param confusion what was taken for what: each detection may take an animal of another class; the
 *     last row is for detections where nothing is, the last column for animals not found
 * @param calibration confidence against share right, of all detections, weak ones too
 * @param calibrationError expected calibration error of the detections at and above the threshold
 */
public record DetectionReport(
    @Nullable Double ap,
    @Nullable Double ap50,
    @Nullable Double ap75,
    @Nullable Double apSmall,
    @Nullable Double apMedium,
    @Nullable Double apLarge,
    @Nullable Double ar100,
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double falsePerEmptyImage,
    int images,
    int emptyImages,
    int animals,
    double threshold,
    @Nullable Interval ap50Interval,
    @Nullable Interval precisionInterval,
    @Nullable Interval recallInterval,
    Share recallUnder16Pixels,
    List<OfClass> classes,
    List<OfLabel> labels,
    ConfusionMatrix confusion,
    Reliability calibration,
    @Nullable Double calibrationError) {

  private static final double TINY_PIXELS = 16;

  /** Copies the lists. */
  public DetectionReport {
    classes = List.copyOf(classes);
    labels = List.copyOf(labels);
  }

  /**
   * The numbers of one class.
   *
   * @param name the class
   * @param animals how many animals
   * @param right detections at the threshold that found one
   * @param wrong detections at the threshold that did not
   * @param missed animals that were not found
   * @param ap average precision over IoU 0.50 to 0.95
   * @param ap50 average precision at IoU 0.50
   * @param precision part of the detections that are right
   * @param recall part of the animals that are found
   * @param curve precision against recall at IoU 0.50
   */
  public record OfClass(
      String name,
      int animals,
      int right,
      int wrong,
      int missed,
      @Nullable Double ap,
      @Nullable Double ap50,
      @Nullable Double precision,
      @Nullable Double recall,
      List<CurvePoint> curve) {

    /** Copies the list. */
    public OfClass {
      curve = List.copyOf(curve);
    }
  }

  /**
   * A point of the precision-recall curve.
   *
   * @param recall 0.00 to 1.00 by 0.01, as far as it is reached
   * @param precision the highest precision at this recall or beyond
   * @param confidence where to cut to reach the recall
   */
  public record CurvePoint(double recall, double precision, double confidence) {}

  /**
   * How many animals of one label were found.
   *
   * @param label the label of the truth
   * @param comparedAs the class that it was compared as
   * @param recall the share found
   */
  public record OfLabel(String label, String comparedAs, Share recall) {}

  /**
   * Compares what was found with what is there.
   *
   * @param run the detector's work
   * @param threshold the confidence at and above which a detection counts, that of the detector in
   *     use
   */
  public static DetectionReport of(DetectorRun run, double threshold) {
    return new Comparison(run, threshold).report();
  }

  /** One comparison under way. */
  private static final class Comparison {

    private final DetectorRun run;
    private final double threshold;
    private final List<PictureResult> pictures;
    private final List<RankedDetections> ranked;
    private final DetectionEvaluator.Result coco;

    Comparison(DetectorRun run, double threshold) {
      this.run = run;
      this.threshold = threshold;
      pictures = run.pictures();
      ranked =
          IntStream.range(0, run.classes().size())
              .mapToObj(index -> RankedDetections.of(pictures, index))
              .toList();
      coco = coco();
    }

    private DetectionEvaluator.Result coco() {
      List<DetectionEvaluator.Truth> truths = new ArrayList<>();
      List<DetectionEvaluator.Found> found = new ArrayList<>();
      for (int p = 0; p < pictures.size(); p++) {
        for (TruthBox one : pictures.get(p).truths()) {
          truths.add(
              new DetectionEvaluator.Truth(
                  p, one.classIndex(), one.box(), one.area(), one.crowd(), false));
        }
        for (FoundBox one : pictures.get(p).found()) {
          found.add(new DetectionEvaluator.Found(p, one.classIndex(), one.box(), one.confidence()));
        }
      }
      return DetectionEvaluator.evaluate(truths, found);
    }

    DetectionReport report() {
      List<OfClass> classes = IntStream.range(0, ranked.size()).mapToObj(this::ofClass).toList();
      int right = classes.stream().mapToInt(OfClass::right).sum();
      int wrong = classes.stream().mapToInt(OfClass::wrong).sum();
      int animals = classes.stream().mapToInt(OfClass::animals).sum();
      int empty = 0;
      int inEmpty = 0;
      for (PictureResult picture : pictures) {
        if (picture.isEmpty()) {
          empty++;
          inEmpty += sure(picture).size();
        }
      }
      return new DetectionReport(
          known(coco.ap()),
          known(coco.ap50()),
          known(coco.ap75()),
          known(coco.apSmall()),
          known(coco.apMedium()),
          known(coco.apLarge()),
          known(coco.ar100()),
          ratio(right, right + wrong),
          ratio(right, animals),
          ratio(inEmpty, empty),
          pictures.size(),
          empty,
          animals,
          threshold,
          interval(this::ap50),
          interval(times -> precisionAndRecall(times)[0]),
          interval(times -> precisionAndRecall(times)[1]),
          recallOfTiny(),
          classes,
          labels(),
          confusion(),
          Reliability.of(confidences(0), right(0)),
          defined(Reliability.of(confidences(threshold), right(threshold)).error()));
    }

    private OfClass ofClass(int index) {
      RankedDetections detections = ranked.get(index);
      int right = detections.count(threshold, true);
      int wrong = detections.count(threshold, false);
      int animals = detections.animals();
      DetectionEvaluator.OfClass of = coco.classes().get(index);
      return new OfClass(
          run.classes().get(index),
          animals,
          right,
          wrong,
          animals - right,
          of == null ? null : known(of.ap()),
          of == null ? null : known(of.ap50()),
          ratio(right, right + wrong),
          ratio(right, animals),
          detections.curve().stream()
              .map(place -> new CurvePoint(place.recall(), place.precision(), place.confidence()))
              .toList());
    }

    private double ap50(int[] times) {
      return ranked.stream()
          .mapToDouble(detections -> detections.averagePrecision(times))
          .filter(ap -> !Double.isNaN(ap))
          .average()
          .orElse(Double.NaN);
    }

    private double[] precisionAndRecall(int[] times) {
      long[] sums = new long[3];
      for (RankedDetections detections : ranked) {
        long[] counts = detections.counts(threshold, times);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += counts[i];
        }
      }
      return new double[] {(double) sums[0] / sums[1], (double) sums[0] / sums[2]};
    }

    private @Nullable Interval interval(ToDoubleFunction<int[]> number) {
      return Bootstrap.interval95(pictures.size(), number::applyAsDouble).orElse(null);
    }

    /** Which animals the detections at the threshold found. */
    private boolean[] found(PictureResult picture) {
      boolean[] found = new boolean[picture.truths().size()];
      List<FoundBox> sure = sure(picture);
      BoxMatching matching = BoxMatching.of(picture.truths(), sure, false);
      for (int d = 0; d < sure.size(); d++) {
        if (matching.isRight(d)) {
          found[matching.truthOf(d)] = true;
        }
      }
      return found;
    }

    private List<FoundBox> sure(PictureResult picture) {
      return picture.found().stream().filter(one -> one.confidence() >= threshold).toList();
    }

    private Share recallOfTiny() {
      int hits = 0;
      int n = 0;
      for (PictureResult picture : pictures) {
        boolean[] found = found(picture);
        for (int g = 0; g < found.length; g++) {
          TruthBox truth = picture.truths().get(g);
          if (!truth.crowd() && Math.max(truth.box().width(), truth.box().height()) < TINY_PIXELS) {
            n++;
            hits += found[g] ? 1 : 0;
          }
        }
      }
      return Share.of(hits, n);
    }

    private List<OfLabel> labels() {
      record Label(int classIndex, String name) {}
      Map<Label, int[]> counts =
          new TreeMap<>(Comparator.comparingInt(Label::classIndex).thenComparing(Label::name));
      for (PictureResult picture : pictures) {
        boolean[] found = found(picture);
        for (int g = 0; g < found.length; g++) {
          TruthBox truth = picture.truths().get(g);
          if (!truth.crowd()) {
            int[] count =
                counts.computeIfAbsent(
                    new Label(truth.classIndex(), truth.label()), label -> new int[2]);
            count[0] += found[g] ? 1 : 0;
            count[1]++;
          }
        }
      }
      return counts.entrySet().stream()
          .map(
              of ->
                  new OfLabel(
                      of.getKey().name(),
                      run.classes().get(of.getKey().classIndex()),
                      Share.of(of.getValue()[0], of.getValue()[1])))
          .toList();
    }

    private ConfusionMatrix confusion() {
      List<String> truths = new ArrayList<>(run.classes());
      List<String> answers = new ArrayList<>(run.classes());
      truths.add("(nothing there)");
      answers.add("(not found)");
      int none = run.classes().size();
      ConfusionMatrix.Counter counter = new ConfusionMatrix.Counter(truths, answers);
      for (PictureResult picture : pictures) {
        List<FoundBox> sure = sure(picture);
        BoxMatching matching = BoxMatching.of(picture.truths(), sure, true);
        boolean[] found = new boolean[picture.truths().size()];
        for (int d = 0; d < sure.size(); d++) {
          int answer = sure.get(d).classIndex();
          if (matching.isRight(d)) {
            found[matching.truthOf(d)] = true;
            counter.add(picture.truths().get(matching.truthOf(d)).classIndex(), answer);
          } else if (!matching.isIgnored(d)) {
            counter.add(none, answer);
          }
        }
        for (int g = 0; g < found.length; g++) {
          TruthBox truth = picture.truths().get(g);
          if (!found[g] && !truth.crowd()) {
            counter.add(truth.classIndex(), none);
          }
        }
      }
      return counter.matrix();
    }

    private double[] confidences(double least) {
      return ranked.stream()
          .flatMapToDouble(detections -> Arrays.stream(detections.confidences()))
          .filter(confidence -> confidence >= least)
          .toArray();
    }

    private boolean[] right(double least) {
      boolean[] right = new boolean[confidences(least).length];
      int at = 0;
      for (RankedDetections detections : ranked) {
        double[] confidences = detections.confidences();
        boolean[] ofClass = detections.right();
        for (int i = 0; i < ofClass.length; i++) {
          if (confidences[i] >= least) {
            right[at++] = ofClass[i];
          }
        }
      }
      return right;
    }

    private static @Nullable Double known(double value) {
      return value < 0 ? null : value;
    }

    private static @Nullable Double defined(double value) {
      return Double.isNaN(value) ? null : value;
    }

    private static @Nullable Double ratio(int part, int whole) {
      return whole == 0 ? null : (double) part / whole;
    }
  }
}

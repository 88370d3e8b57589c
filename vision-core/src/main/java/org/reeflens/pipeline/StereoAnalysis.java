package org.reeflens.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.TaxonCount;
import org.reeflens.detect.Detector;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.measure.FishEnds;
import org.reeflens.measure.LengthRules;
import org.reeflens.measure.StereoCalibration;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.Lengths;
import org.reeflens.survey.MeasuredFish;
import org.reeflens.survey.Observation;
import org.reeflens.survey.ObservationLog;
import org.reeflens.track.Tracker;
import org.reeflens.video.StereoDive;

/**
 * Measures the fish of a dive whose left recording has been analysed. The right camera is analysed
 * at the moments at which the left one saw fish; then both recordings are read a second time, only
 * at the frames in which a left track shows itself best and at those of MaxN, and each fish is
 * matched and measured there.
 */
public final class StereoAnalysis {

  /** Frames of each track that are measured besides that of MaxN. More cost time; a guess. */
  private static final int LOOKS = 15;

  private final StereoDive dive;
  private final StereoCalibration rig;
  private final FishEnds ends;
  private LengthRules rules = LengthRules.ofStereoBruvs();

  private StereoAnalysis(StereoDive dive, StereoCalibration rig, FishEnds ends) {
    this.dive = dive;
    this.rig = rig;
    this.ends = ends;
  }

  /**
   * A measurement, to be told more.
   *
   * @param dive both recordings and how their clocks stand
   * @param rig the calibration of the two cameras, as they were on this dive
   * @param ends what finds snout and fork in a picture
   */
  public static StereoAnalysis of(StereoDive dive, StereoCalibration rig, FishEnds ends) {
    return new StereoAnalysis(dive, rig, ends);
  }

  /** When a length is good enough; the rules of benthic stereo-BRUVs if not said. */
  public StereoAnalysis rules(LengthRules limits) {
    this.rules = limits;
    return this;
  }

  /**
   * Measures.
   *
   * @param left what was found in the left recording
   * @param detector what finds the animals in the right one, as it did in the left
   * @param tracker what follows them there, a new one; null for the usual one
   * @param progress watches the analysis of the right recording, and may stop all
   * @return the inventory with lengths
   * @throws AnalysisException if it failed or was stopped; holds the inventory without lengths
   */
  public Inventory run(
      Inventory left, Detector detector, @Nullable Tracker tracker, Progress progress) {
    try {
      return left.with(lengths(left, detector, tracker, progress));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AnalysisException("The measuring of lengths was interrupted.", stopped, left);
    } catch (AnalysisException failed) {
      throw new AnalysisException(
          "The right recording could not be analysed: " + failed.getMessage(), failed, left);
    } catch (RuntimeException failed) {
      throw new AnalysisException(
          "The lengths could not be measured: " + failed.getMessage(), failed, left);
    }
  }

  private Lengths lengths(
      Inventory left, Detector detector, @Nullable Tracker tracker, Progress progress)
      throws InterruptedException {
    ObservationLog seen = left.observations();
    NavigableMap<Integer, StereoDive.Pair> pairs = pairsWithFish(seen);
    List<MeasuredFish> measured = List.of();
    if (!pairs.isEmpty()) {
      ObservationLog right = right(pairs, detector, tracker, progress);
      Set<Integer> chosen = chosen(left);
      pairs.keySet().retainAll(chosen);
      measured = new StereoPass(dive, rig, ends, rules, seen, right).measure(pairs, progress);
    }
    return Lengths.of(measured, settings());
  }

  /** The pairs of the analysed left frames in which something was seen, by sample. */
  private NavigableMap<Integer, StereoDive.Pair> pairsWithFish(ObservationLog seen) {
    NavigableMap<Integer, StereoDive.Pair> pairs = new TreeMap<>();
    for (int sample = 0; sample < seen.samples().size(); sample++) {
      if (!seen.at(sample).isEmpty()) {
        int at = sample;
        dive.pair(seen.samples().get(sample)).ifPresent(pair -> pairs.put(at, pair));
      }
    }
    return pairs;
  }

  private ObservationLog right(
      NavigableMap<Integer, StereoDive.Pair> pairs,
      Detector detector,
      @Nullable Tracker tracker,
      Progress progress) {
    List<FrameTime> frames =
        pairs.values().stream().map(StereoDive.Pair::right).distinct().toList();
    DiveAnalysis plan = DiveAnalysis.of(dive.right(), frames).detector(detector);
    if (tracker != null) {
      plan.tracker(tracker);
    }
    return plan.run(progress).observations();
  }

  /** The samples at which fish are measured: the best of each track, and those of MaxN. */
  private Set<Integer> chosen(Inventory left) {
    ObservationLog seen = left.observations();
    Map<Integer, List<double[]>> looks = new HashMap<>();
    for (int sample = 0; sample < seen.samples().size(); sample++) {
      for (Observation one : seen.at(sample)) {
        looks
            .computeIfAbsent(one.track(), track -> new ArrayList<>())
            .add(new double[] {sample, worth(one)});
      }
    }
    Set<Integer> chosen = new TreeSet<>();
    for (List<double[]> ofTrack : looks.values()) {
      ofTrack.stream()
          .sorted(Comparator.comparingDouble((double[] look) -> -look[1]))
          .limit(LOOKS)
          .forEach(look -> chosen.add((int) look[0]));
    }
    for (TaxonCount row : left.counts().rows()) {
      chosen.add(row.maxN().sample());
    }
    return chosen;
  }

  /** Sure, large, long and not cut by the edge: a fish that is turned to the camera is not long. */
  private double worth(Observation one) {
    Box box = one.detection().box();
    double whole = StereoPass.cut(box, dive.left()) ? 0.2 : 1;
    return whole * one.detection().confidence() * Math.max(box.width(), box.height());
  }

  private Map<String, String> settings() {
    return Map.of(
        "stereo.calibration",
        rig.source(),
        "stereo.baseline_mm",
        String.format(Locale.ROOT, "%.2f", rig.baselineMm()),
        "stereo.sync",
        dive.sync().describe(),
        "stereo.rules",
        String.format(
            Locale.ROOT,
            "range %s mm, RMS %s mm, precision %s %%, direction %s degrees",
            limit(rules.maxRangeMm()),
            limit(rules.maxRmsMm()),
            limit(rules.maxPrecisionPercent()),
            limit(rules.maxDirectionDegrees())),
        "stereo.frames",
        LOOKS + " best frames of each track and those of MaxN",
        "stereo.pixelSigma",
        String.format(Locale.ROOT, "%.2f", StereoPass.PIXEL_SIGMA));
  }

  private static String limit(@Nullable Double value) {
    return value == null ? "off" : value.toString();
  }
}

package org.reeflens.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.reeflens.evaluate.TrackingReport;
import org.reeflens.track.MotTracking;
import org.reeflens.track.TrackerConfig;

/**
 * Fits the settings of a tracker to clips that a lab annotated: of some candidates the one with the
 * highest HOTA over all clips. The first candidate are the settings to start from; another one is
 * taken only if it is better.
 *
 * <p>Settings that do not matter on the clips would wander at random. So each change of the best
 * candidate is taken back if HOTA does not fall for it.
 *
 * <p>The HOTA of the chosen settings on the clips they were chosen on flatters them. So with
 * several clips each is left out once: settings are chosen on the others and tried on it.
 */
public final class TrackerTuner {

  /** More would take hours, and then a random search finds as good ones sooner. */
  private static final int MOST_OF_GRID = 10_000;

  /** Draws for one candidate until its values go together. */
  private static final int DRAWS = 1000;

  /** Less is the rounding of sums. */
  private static final double BETTER = 1e-9;

  private final List<TrackerConfig> candidates;
  private final List<TrackerClip> clips;

  /** The clips followed with some settings, so that leaving one out costs little. */
  private final Map<TrackerConfig, List<TrackingReport>> reports = new HashMap<>();

  private TrackerTuner(List<TrackerConfig> candidates, List<TrackerClip> clips) {
    this.candidates = List.copyOf(candidates);
    this.clips = List.copyOf(clips);
  }

  /**
   * What is worth varying, for a tracker with settings for fish at 3 to 30 frames a second. The
   * ranges hold the values of the papers, of VIAME and of SharkTrack; beyond that they are guesses.
   *
   * @param start the settings to start from
   */
  public static List<Variation> usual(TrackerConfig start) {
    Set<String> names = start.numbers().keySet();
    return List.of(
            Variation.between("confidence.high", 0.1, 0.7),
            Variation.between("confidence.low", 0.02, 0.3),
            Variation.between("confidence.start", 0.1, 0.8),
            Variation.between("matching.first", 0.7, 1),
            Variation.between("matching.second", 0.5, 1),
            Variation.between("matching.unconfirmed", 0.6, 1),
            Variation.between("matching.leastOverlap", 0, 0.4),
            Variation.between("matching.inertia", 0, 0.5),
            Variation.between("matching.margin", 0, 0.5),
            Variation.among("life.minHits", List.of(1.0, 2.0, 3.0, 4.0)),
            Variation.between("life.recentSeconds", 0, 1.2),
            Variation.between("life.lostSeconds", 0.5, 5),
            Variation.between("motion.positionNoise", 0.03, 0.5),
            Variation.between("motion.velocityNoise", 0.01, 0.3))
        .stream()
        .filter(variation -> names.contains(variation.setting()))
        .toList();
  }

  /**
   * Every combination of the values.
   *
   * @param start the settings to start from, which are the first candidate
   * @param variations lists of values, no ranges
   * @throws IllegalArgumentException if there is a range, an unknown setting or too many
   *     combinations
   */
  public static List<TrackerConfig> grid(TrackerConfig start, List<Variation> variations) {
    requireNames(variations);
    List<Map<String, Double>> combinations = List.of(Map.of());
    for (Variation variation : variations) {
      if (variation.isRange()) {
        throw new IllegalArgumentException(
            "a grid needs values of " + variation.setting() + ", not the range " + variation);
      }
      List<Map<String, Double>> more = new ArrayList<>();
      for (Map<String, Double> before : combinations) {
        for (double value : variation.values()) {
          Map<String, Double> one = new HashMap<>(before);
          one.put(variation.setting(), value);
          more.add(one);
        }
      }
      if (more.size() > MOST_OF_GRID) {
        throw new IllegalArgumentException(
            "the grid has more than " + MOST_OF_GRID + " combinations; search at random instead");
      }
      combinations = more;
    }
    Set<TrackerConfig> candidates = new LinkedHashSet<>(List.of(start));
    combinations.forEach(values -> start.with(values).ifPresent(candidates::add));
    return List.copyOf(candidates);
  }

  /**
   * Combinations drawn at random. The same seed draws the same.
   *
   * @param start the settings to start from, which are the first candidate
   * @param variations what is varied
   * @param draws how many besides the first, 1 or more
   * @param seed any number
   * @throws IllegalArgumentException if a setting is unknown, or no values are found that go
   *     together
   */
  public static List<TrackerConfig> random(
      TrackerConfig start, List<Variation> variations, int draws, long seed) {
    requireNames(variations);
    if (draws < 1) {
      throw new IllegalArgumentException("candidates must be 1 or more: " + draws);
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<TrackerConfig> candidates = new ArrayList<>(List.of(start));
    for (int i = 0; i < draws; i++) {
      candidates.add(draw(start, variations, random));
    }
    return candidates;
  }

  private static TrackerConfig draw(
      TrackerConfig start, List<Variation> variations, SplittableRandom random) {
    for (int i = 0; i < DRAWS; i++) {
      Map<String, Double> values = new LinkedHashMap<>();
      variations.forEach(one -> values.put(one.setting(), one.draw(random)));
      Optional<TrackerConfig> candidate = start.with(values);
      if (candidate.isPresent()) {
        return candidate.get();
      }
    }
    throw new IllegalArgumentException(
        "no values were found that go together; make the ranges wider, or let"
            + " confidence.low <= confidence.high <= confidence.start");
  }

  private static void requireNames(List<Variation> variations) {
    long names = variations.stream().map(Variation::setting).distinct().count();
    if (variations.isEmpty() || names < variations.size()) {
      throw new IllegalArgumentException("vary one setting or more, each once: " + variations);
    }
  }

  /**
   * Chooses the best candidate.
   *
   * @param candidates the first are the settings to start from
   * @param clips what to fit to, one or more
   * @param progress hears how many candidates were tried
   * @throws IllegalArgumentException if there is no candidate or no clip, or no candidate follows
   *     anything
   */
  public static TrackerTuning tune(
      List<TrackerConfig> candidates, List<TrackerClip> clips, IntConsumer progress) {
    if (candidates.isEmpty() || clips.isEmpty()) {
      throw new IllegalArgumentException("fitting needs candidates and clips");
    }
    TrackerTuner tuner = new TrackerTuner(candidates, clips);
    for (int i = 0; i < candidates.size(); i++) {
      tuner.reports(candidates.get(i));
      progress.accept(i + 1);
    }
    return tuner.tune();
  }

  private TrackerTuning tune() {
    IntPredicate all = clip -> true;
    TrackerConfig start = candidates.get(0);
    TrackerConfig chosen = fit(all);
    double after = hota(reports(chosen), all);
    if (after == 0) {
      throw new IllegalArgumentException(
          "no settings follow anything; do the detections belong to these clips?");
    }
    List<TrackerTuning.OfClip> ofClips = new ArrayList<>();
    List<TrackingReport> leftOut = new ArrayList<>();
    for (int c = 0; c < clips.size(); c++) {
      int clip = c;
      Double alone = null;
      if (clips.size() > 1) {
        TrackingReport unseen = reports(fit(other -> other != clip)).get(clip);
        leftOut.add(unseen);
        alone = unseen.hota().hota();
      }
      ofClips.add(
          new TrackerTuning.OfClip(
              clips.get(clip).name(),
              reports(start).get(clip).hota().hota(),
              reports(chosen).get(clip).hota().hota(),
              alone));
    }
    return new TrackerTuning(
        start,
        chosen,
        candidates.size(),
        hota(reports(start), all),
        after,
        leftOut.isEmpty() ? null : Double.valueOf(hota(leftOut, all)),
        ofClips);
  }

  /** The best settings for some of the clips; of equal candidates the first. */
  private TrackerConfig fit(IntPredicate some) {
    TrackerConfig best = candidates.get(0);
    double highest = hota(reports(best), some);
    for (TrackerConfig candidate : candidates) {
      double hota = hota(reports(candidate), some);
      if (hota > highest + BETTER) {
        best = candidate;
        highest = hota;
      }
    }
    return simplified(best, highest, some);
  }

  private TrackerConfig simplified(TrackerConfig best, double hota, IntPredicate some) {
    TrackerConfig simple = best;
    for (Map.Entry<String, Double> before : candidates.get(0).numbers().entrySet()) {
      Map<String, Double> one = Map.of(before.getKey(), before.getValue());
      TrackerConfig back = simple.with(one).orElse(simple);
      if (!back.equals(simple) && hota(reports(back), some) > hota - BETTER) {
        simple = back;
      }
    }
    return simple;
  }

  private List<TrackingReport> reports(TrackerConfig config) {
    return reports.computeIfAbsent(
        config, tried -> clips.stream().map(clip -> follow(tried, clip)).toList());
  }

  private static TrackingReport follow(TrackerConfig candidate, TrackerClip clip) {
    return TrackingReport.of(
        clip.truth(),
        MotTracking.follow(candidate.settings(), clip.detections(), clip.framesPerSecond()));
  }

  private static double hota(List<TrackingReport> ofClips, IntPredicate some) {
    List<TrackingReport> counted = new ArrayList<>();
    for (int c = 0; c < ofClips.size(); c++) {
      if (some.test(c)) {
        counted.add(ofClips.get(c));
      }
    }
    return TrackingReport.together(counted).hota().hota();
  }
}
